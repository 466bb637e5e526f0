//! Files of every kind that is taken, made here: as small as they can be, or of any size.

use std::io::Write;

/// Bytes that do not repeat, the same each time for the same seed.
pub fn noise(seed: u64, count: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..count).map(|_| next()).collect()
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut checked = name.to_vec();
    checked.extend_from_slice(data);
    let mut crc = flate2::Crc::new();
    crc.update(&checked);
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], &checked, &crc.sum().to_be_bytes()].concat()
}

/// A PNG picture of grey noise, as high as it takes to have about `bytes`.
pub fn png(seed: u64, bytes: usize) -> Vec<u8> {
    let (width, height) = (256, bytes / 257 + 1);
    let mut rows = vec![];
    for row in noise(seed, width * height).chunks(width) {
        rows.push(0);
        rows.extend_from_slice(row);
    }
    let mut packed = flate2::write::ZlibEncoder::new(vec![], flate2::Compression::none());
    packed.write_all(&rows).unwrap();
    png_of(width as u32, height as u32, &packed.finish().unwrap())
}

/// A PNG that says it has so many pixels, and holds these.
pub fn png_of(width: u32, height: u32, data: &[u8]) -> Vec<u8> {
    let mut head = [width.to_be_bytes(), height.to_be_bytes()].concat();
    head.extend_from_slice(&[8, 0, 0, 0, 0]);
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &head),
        chunk(b"IDAT", data),
        chunk(b"IEND", &[]),
    ]
    .concat()
}

/// A JPEG of that size, with the marks that one has and nothing to see.
pub fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0".to_vec();
    bytes.extend_from_slice(b"\xff\xc0\0\x0b\x08");
    bytes.extend_from_slice(&height.to_be_bytes());
    bytes.extend_from_slice(&width.to_be_bytes());
    bytes.extend_from_slice(b"\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\x3f\0");
    bytes.extend_from_slice(b"\x12\xff\0\x34\xff\xd0\x56\xff\xd9");
    bytes
}

/// A lossless WebP of that size.
pub fn webp(width: u32, height: u32) -> Vec<u8> {
    let size = (width - 1) | (height - 1) << 14;
    let data = [&[0x2f][..], &size.to_le_bytes(), &[0]].concat();
    let mut bytes = b"RIFF".to_vec();
    let length = u32::try_from(12 + data.len()).unwrap();
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(b"WEBPVP8L");
    bytes.extend_from_slice(&u32::try_from(data.len()).unwrap().to_le_bytes());
    bytes.extend_from_slice(&data);
    bytes
}

/// A PDF of one empty page.
pub fn pdf() -> Vec<u8> {
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
      2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
      3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n\
      trailer<</Root 1 0 R>>\n%%EOF\n"
        .to_vec()
}

/// The end of a ZIP archive, with which programs begin to read one.
pub fn archive_end(comment: usize) -> Vec<u8> {
    let mut bytes = b"PK\x05\x06".to_vec();
    bytes.extend_from_slice(&[0; 16]);
    bytes.extend_from_slice(&u16::try_from(comment).unwrap().to_le_bytes());
    bytes.extend(std::iter::repeat_n(b' ', comment));
    bytes
}
