//! What a browser runs on and which languages its owner reads.

/// Languages a browser asks for, as in `Accept-Language`.
pub const CHINESE: &str = "zh-CN,zh";
/// The same for a reader of English.
pub const ENGLISH: &str = "en-GB,en";

/// What the browser runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// A small phone: a viewport of 360 × 640 CSS pixels, touch, two device pixels for each.
    Phone,
    /// A viewport of 1280 × 800 CSS pixels.
    Desktop,
}

impl Device {
    /// Width and height of the viewport in CSS pixels.
    pub fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (360, 640),
            Self::Desktop => (1280, 800),
        }
    }
}
