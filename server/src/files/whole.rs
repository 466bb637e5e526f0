//! Whether a file is one thing from its first byte to its last: what hides behind the end
//! of a picture, or is an archive as well, is not taken.

/// Four bytes as a number, the first counting most.
fn big(bytes: &[u8], at: usize) -> Option<usize> {
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(four)).ok()
}

fn finds(within: &[u8], what: &[u8]) -> bool {
    within.windows(what.len()).any(|window| window == what)
}

/// A JPEG file that ends where its picture ends.
pub(super) fn jpeg(bytes: &[u8]) -> bool {
    // Programs for PDF look for its beginning in the first kilobyte.
    !finds(&bytes[..bytes.len().min(1024)], b"%PDF-") && jpeg_end(bytes) == Some(bytes.len())
}

/// Where the picture of a JPEG file ends: segment by segment, and over what is between
/// them, in which FF stands before 00 or a restart only.
fn jpeg_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        while *bytes.get(at)? != 0xff {
            at += 1;
        }
        match *bytes.get(at + 1)? {
            0xd9 => return Some(at + 2),
            0x00 | 0x01 | 0xd0..=0xd8 => at += 2,
            0xff => at += 1,
            _ => {
                // The marker's own two bytes, and the length behind it, which counts itself.
                let length = big(bytes, at)? & 0xffff;
                at = at.checked_add(2 + length.max(2))?;
            }
        }
    }
}

/// A PNG file that ends with its last chunk.
pub(super) fn png(bytes: &[u8]) -> bool {
    let mut at = 8;
    while let Some(length) = big(bytes, at) {
        let Some(end) = length.checked_add(12).and_then(|all| at.checked_add(all)) else {
            return false;
        };
        if bytes.get(at + 4..at + 8) == Some(b"IEND") {
            return end == bytes.len();
        }
        at = end;
    }
    false
}

/// A WebP file as long as it says.
pub(super) fn webp(bytes: &[u8]) -> bool {
    let Some(four) = bytes.get(4..8).and_then(|four| four.try_into().ok()) else {
        return false;
    };
    let said = u64::from(u32::from_le_bytes(four)) + 8;
    // A file of an odd length may have a byte more, for the next to begin at an even one.
    said == bytes.len() as u64 || said + 1 == bytes.len() as u64
}

/// A PDF file that begins at its beginning and has an end.
pub(super) fn pdf(bytes: &[u8]) -> bool {
    let tail = bytes.len().saturating_sub(1024);
    bytes.starts_with(b"%PDF-") && finds(&bytes[tail..], b"%%EOF")
}

/// Whether programs for ZIP (and JAR, and office files) would open it: they look for its
/// directory at the end, behind which a comment of 64 KiB may stand.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(22 + 0xffff)..];
    tail.windows(22).any(|end| end.starts_with(b"PK\x05\x06"))
}
