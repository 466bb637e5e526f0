//! What a file is, by what is in it: its name and what its sender says count for nothing.

use domain::sentence::Sentence;

use super::whole;

/// The longest side that a picture may have, in pixels: an A3 page at 600 dpi has 9921.
const LONGEST_SIDE: usize = 12_000;

/// The most pixels that a picture may have: whoever opens it needs four bytes for each.
const MOST_PIXELS: usize = 50_000_000;

/// 文件类型 — the kinds of files that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// WebP.
    WebP,
    /// PDF.
    Pdf,
}

/// 不收的文件 — why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is none of the kinds that are taken.
    Kind,
    /// It begins as one of them and is not, or is something else besides.
    Odd,
    /// It is a picture of too many pixels.
    Pixels,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Jpeg, Self::Png, Self::WebP, Self::Pdf];

    /// What a whole file is. Nothing is decoded: of a picture its size is read.
    ///
    /// # Errors
    /// Why it is not taken.
    pub fn of(bytes: &[u8]) -> Result<Self, Unfit> {
        let kind = match infer::get(bytes).map(|found| found.mime_type()) {
            Some("image/jpeg") => Self::Jpeg,
            Some("image/png") => Self::Png,
            Some("image/webp") => Self::WebP,
            Some("application/pdf") => Self::Pdf,
            _ => return Err(Unfit::Kind),
        };
        let whole = match kind {
            Self::Jpeg => whole::jpeg(bytes),
            Self::Png => whole::png(bytes),
            Self::WebP => whole::webp(bytes),
            Self::Pdf => whole::pdf(bytes),
        };
        if !whole || whole::is_archive(bytes) {
            return Err(Unfit::Odd);
        }
        if kind != Self::Pdf {
            let size = imagesize::blob_size(bytes).map_err(|_| Unfit::Odd)?;
            let small = size.width <= LONGEST_SIDE
                && size.height <= LONGEST_SIDE
                && size.width.saturating_mul(size.height) <= MOST_PIXELS;
            if !small {
                return Err(Unfit::Pixels);
            }
        }
        Ok(kind)
    }

    /// Its name in the store.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Pdf => "pdf",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// What browsers call it.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Pdf => "application/pdf",
        }
    }
}

impl Unfit {
    /// What a person is told.
    #[must_use]
    pub fn sentence(self) -> Sentence {
        match self {
            Self::Kind => Sentence::new(
                "只收 JPEG、PNG、WebP 图片和 PDF 文件，请换一种格式再传。",
                "Only JPEG, PNG and WebP pictures and PDF files are taken. Please send it in one of these.",
            ),
            Self::Odd => Sentence::new(
                "文件不完整，或夹带了别的内容，请重新拍照或扫描后再传。",
                "The file is not whole, or something else is in it. Please photograph or scan it again.",
            ),
            Self::Pixels => Sentence::new(
                "图片太大：每边最多 12000 像素，总共最多 5000 万像素。请缩小后再传。",
                "The picture is too large: 12,000 pixels a side and 50 million in all at most. Please make it smaller.",
            ),
        }
    }
}
