//! 限长文字: free text with a greatest length, for whatever has no form of its own.

use serde::{Deserialize, Serialize};

use super::text;
use super::wire::{fault_text, text_on_the_wire};
use crate::sentence::Sentence;

/// 限长文字 — text of 1 to `MAX` characters (Unicode scalar values), trimmed,
/// without control characters; with `LINES`, line breaks and tabs are kept,
/// every line break as `\n`. What may be left out is an `Option`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BoundedText<const MAX: usize, const LINES: bool = false>(String);

/// 短文字 — one line of at most 100 characters: a specification, a unit, a product name.
pub type ShortText = BoundedText<100>;

/// 长文字 — at most 2,000 characters with line breaks: a remark, a reason.
pub type LongText = BoundedText<2000, true>;

/// 限长文字的错误 — why a text is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoundedTextFault {
    /// 未填写 — nothing but blanks was given.
    Empty,
    /// 太长 — more characters than fit.
    TooLong {
        /// How many characters there are.
        found: u32,
        /// How many fit.
        most: u32,
    },
    /// 控制字符 — something that can't be seen or doesn't fit on one line.
    ControlCharacter {
        /// The character.
        character: char,
        /// Its place, from 1.
        position: u32,
    },
}

impl<const MAX: usize, const LINES: bool> BoundedText<MAX, LINES> {
    /// Reads a text; blanks around it are dropped.
    ///
    /// # Errors
    /// What keeps it from being taken.
    pub fn parse(input: &str) -> Result<Self, BoundedTextFault> {
        let kept = if LINES {
            input.trim().replace("\r\n", "\n").replace('\r', "\n")
        } else {
            input.trim().to_owned()
        };
        if kept.is_empty() {
            return Err(BoundedTextFault::Empty);
        }
        let (found, most) = (text::count(&kept), u32::try_from(MAX).unwrap_or(u32::MAX));
        if found > most {
            return Err(BoundedTextFault::TooLong { found, most });
        }
        let refused = |c: char| text::is_control(c) && !(LINES && matches!(c, '\n' | '\t'));
        if let Some((character, position)) = text::numbered(&kept).find(|(c, _)| refused(*c)) {
            return Err(BoundedTextFault::ControlCharacter {
                character,
                position,
            });
        }
        Ok(Self(kept))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl BoundedTextFault {
    /// 说明 — what is wrong and what is expected.
    #[must_use]
    #[inline(never)] // few meet it: the first part of the program does without
    pub fn sentence(&self) -> Sentence {
        match *self {
            Self::Empty => Sentence::new("此项必须填写。", "This must be filled in."),
            Self::TooLong { found, most } => Sentence::new(
                format!("最多 {most} 个字，现在是 {found} 个。"),
                format!("At most {most} characters fit; this has {found}."),
            ),
            Self::ControlCharacter { position, .. } => Sentence::new(
                format!("第 {position} 个字符是换行或看不见的字符，请删去。"),
                format!("Character {position} is a line break or invisible. Remove it."),
            ),
        }
    }
}

fault_text!(BoundedTextFault);
text_on_the_wire!([const MAX: usize, const LINES: bool] BoundedText<MAX, LINES>, BoundedTextFault);
