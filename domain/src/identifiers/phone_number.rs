//! 手机号码: mainland mobile numbers, as operators register with them.

use serde::{Deserialize, Serialize};

use super::text;
use super::wire::{fault_text, text_on_the_wire};
use crate::sentence::Sentence;

/// 手机号码 — a mainland mobile number: 11 digits, 1 and then 3 to 9. Kept
/// without +86, blanks and hyphens.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PhoneNumber(String);

/// 手机号码的错误 — why a text is no mobile number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhoneNumberFault {
    /// 未填写 — nothing was given.
    Empty,
    /// 非数字 — a character that belongs in no number.
    NotADigit {
        /// The character.
        character: char,
    },
    /// 位数不对 — not 11 digits.
    WrongLength {
        /// How many digits there are, +86 apart.
        found: u32,
    },
    /// 固定电话 — a landline number, with its 0 in front.
    Landline,
    /// 号段不对 — 11 digits that do not begin with 13 to 19.
    NotMobile,
}

impl PhoneNumber {
    /// Reads a number; +86, 0086, blanks and hyphens are dropped, full-width
    /// digits taken.
    ///
    /// # Errors
    /// What keeps it from being a mobile number.
    pub fn parse(input: &str) -> Result<Self, PhoneNumberFault> {
        let typed: String = text::code(input)
            .chars()
            .filter(|c| !matches!(c, '-' | '‐'..='―' | '−'))
            .collect();
        let abroad = typed
            .strip_prefix("+86")
            .or_else(|| typed.strip_prefix("0086"));
        let digits = match abroad {
            Some(rest) => rest,
            None if typed.len() == 13 => typed.strip_prefix("86").unwrap_or(&typed),
            None => &typed,
        };
        if digits.is_empty() {
            return Err(PhoneNumberFault::Empty);
        }
        if let Some(character) = digits.chars().find(|c| !c.is_ascii_digit()) {
            return Err(PhoneNumberFault::NotADigit { character });
        }
        if digits.starts_with('0') {
            return Err(PhoneNumberFault::Landline);
        }
        let found = text::count(digits);
        if found != 11 {
            return Err(PhoneNumberFault::WrongLength { found });
        }
        match digits.as_bytes() {
            [b'1', b'3'..=b'9', ..] => Ok(Self(digits.to_owned())),
            _ => Err(PhoneNumberFault::NotMobile),
        }
    }

    /// The eleven digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// 脱敏 — the number as others may see it: `138****8000`.
    #[must_use]
    pub fn masked(&self) -> String {
        let part = |range: std::ops::Range<usize>| self.0.get(range).unwrap_or_default();
        format!("{}****{}", part(0..3), part(7..11))
    }
}

impl PhoneNumberFault {
    /// 说明 — what is wrong and what is expected.
    #[must_use]
    // By itself, so that a browser can leave it for later: nobody needs it for a first listing.
    #[inline(never)]
    pub fn sentence(&self) -> Sentence {
        match *self {
            Self::Empty => Sentence::new(
                "请填写手机号码（11 位）。",
                "Enter a mobile number (11 digits).",
            ),
            Self::NotADigit { character } => {
                let shown = text::shown(character);
                Sentence::new(
                    format!("手机号码只有数字，“{shown}”不能用。"),
                    format!("A mobile number has only digits; “{shown}” can't be used."),
                )
            }
            Self::WrongLength { found } => Sentence::new(
                format!("手机号码应为 11 位，现在是 {found} 位。"),
                format!("A mobile number has 11 digits; this has {found}."),
            ),
            Self::Landline => Sentence::new(
                "这是固定电话，请填写能收短信的手机号码（11 位，以 1 开头）。",
                "This is a landline. Enter a mobile number that can receive messages (11 digits, beginning with 1).",
            ),
            Self::NotMobile => Sentence::new(
                "手机号码以 13 至 19 开头，请核对前两位。",
                "A mobile number begins with 13 to 19. Check the first two digits.",
            ),
        }
    }
}

fault_text!(PhoneNumberFault);
text_on_the_wire!(PhoneNumber, PhoneNumberFault);
