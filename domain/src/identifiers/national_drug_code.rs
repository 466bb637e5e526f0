//! 国家药品编码本位码: fourteen digits that name a drug as approved.

use serde::{Deserialize, Serialize};

use super::text;
use super::wire::{fault_text, text_on_the_wire};
use crate::sentence::Sentence;

/// 国家药品编码本位码 — the national drug code (facts.md, Codes): 14 digits,
/// `86` country + `9` drug + 5 enterprise + 5 product + check digit.
///
/// The check digit follows GB 18937, whose formula is not confirmed by a
/// source at hand: it is kept and shown, and no code is refused for it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NationalDrugCode(String);

/// 本位码的错误 — why a text is no national drug code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NationalDrugCodeFault {
    /// 未填写 — nothing was given.
    Empty,
    /// 非数字 — it has only digits.
    NotADigit {
        /// The character.
        character: char,
        /// Its place, from 1.
        position: u32,
    },
    /// 位数不对 — not 14 digits.
    WrongLength {
        /// How many digits there are.
        found: u32,
    },
    /// 前三位不是 869 — country 86 and class 9 come first.
    WrongPrefix,
}

impl NationalDrugCode {
    /// Reads a code; blanks dropped, half width.
    ///
    /// # Errors
    /// What keeps it from being one: a character, the length, then the first three.
    pub fn parse(input: &str) -> Result<Self, NationalDrugCodeFault> {
        let code = text::code(input);
        if code.is_empty() {
            return Err(NationalDrugCodeFault::Empty);
        }
        if let Some((character, position)) =
            text::numbered(&code).find(|(c, _)| !c.is_ascii_digit())
        {
            return Err(NationalDrugCodeFault::NotADigit {
                character,
                position,
            });
        }
        let found = text::count(&code);
        if found != 14 {
            return Err(NationalDrugCodeFault::WrongLength { found });
        }
        if code.starts_with("869") {
            Ok(Self(code))
        } else {
            Err(NationalDrugCodeFault::WrongPrefix)
        }
    }

    /// The fourteen digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// 企业标识 — the 5 digits of the enterprise.
    #[must_use]
    pub fn enterprise(&self) -> &str {
        self.0.get(3..8).unwrap_or_default()
    }

    /// 产品标识 — the 5 digits of the enterprise's product.
    #[must_use]
    pub fn product(&self) -> &str {
        self.0.get(8..13).unwrap_or_default()
    }
}

impl NationalDrugCodeFault {
    /// 说明 — what is wrong and what is expected.
    #[must_use]
    #[inline(never)] // few meet it: the first part of the program does without
    pub fn sentence(&self) -> Sentence {
        match *self {
            Self::Empty => Sentence::new(
                "请填写国家药品编码本位码（14 位数字）。",
                "Enter the national drug code (14 digits).",
            ),
            Self::NotADigit {
                character,
                position,
            } => {
                let shown = text::shown(character);
                Sentence::new(
                    format!("第 {position} 位是“{shown}”，国家药品编码本位码只有数字。"),
                    format!(
                        "Character {position} is “{shown}”: a national drug code has only digits."
                    ),
                )
            }
            Self::WrongLength { found } => Sentence::new(
                format!("国家药品编码本位码应为 14 位数字，现在是 {found} 位。"),
                format!("A national drug code has 14 digits; this has {found}."),
            ),
            Self::WrongPrefix => Sentence::new(
                "国家药品编码本位码以 869 开头（86 为国别，9 为药品），请核对。",
                "A national drug code begins with 869 (86 the country, 9 a drug). Please check.",
            ),
        }
    }
}

fault_text!(NationalDrugCodeFault);
text_on_the_wire!(NationalDrugCode, NationalDrugCodeFault);
