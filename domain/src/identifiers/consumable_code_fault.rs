//! What is said when a consumable code is not one, above all what 20 and 27
//! characters are each for (asks.md 5).

use serde::{Deserialize, Serialize};

use super::text;
use super::wire::fault_text;
use crate::sentence::Sentence;

/// 需要的位数 — which consumable code a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsumableCodeLength {
    /// 20 位 — a product.
    Product,
    /// 27 位 — a specification or model.
    Specification,
    /// 20 位或 27 位 — either.
    Either,
}

/// 医保耗材编码的错误 — why a text is no consumable code of the wanted length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsumableCodeFault {
    /// 未填写 — nothing was given.
    Empty {
        /// What the field takes.
        wanted: ConsumableCodeLength,
    },
    /// 首位不是 C — a consumable code begins with the letter C.
    NotBeginningWithC {
        /// What it begins with.
        character: char,
    },
    /// 非数字 — after the C come digits only.
    NotADigit {
        /// The character.
        character: char,
        /// Its place, from 1.
        position: u32,
    },
    /// 位数不对 — another number of characters.
    WrongLength {
        /// How many characters there are.
        found: u32,
        /// What the field takes.
        wanted: ConsumableCodeLength,
    },
}

/// What the two lengths are, for whoever has neither.
const BOTH_ZH: &str = "20 位编码对应一个产品，27 位编码在其后加 7 位流水号，对应一个规格型号";
const BOTH_EN: &str =
    "20 characters name a product; 27, with 7 more digits, name one specification or model of it";

impl ConsumableCodeFault {
    /// 说明 — what is wrong and what is expected.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match *self {
            Self::Empty { wanted } => Sentence::new(
                format!("请填写医保医用耗材编码（{}）。", wanted.words().0),
                format!("Enter the consumable code ({}).", wanted.words().1),
            ),
            Self::NotBeginningWithC {
                character: c @ ('X' | 'Z' | 'T'),
            } => Sentence::new(
                format!("以 {c} 开头的是医保药品代码；医用耗材编码以字母 C 开头。"),
                format!(
                    "A code beginning with {c} is a drug code; a consumable code begins with C."
                ),
            ),
            Self::NotBeginningWithC { character } => {
                let shown = text::shown(character);
                Sentence::new(
                    format!("医保医用耗材编码以字母 C 开头，现在第 1 位是“{shown}”。"),
                    format!(
                        "A consumable code begins with the letter C; this begins with “{shown}”."
                    ),
                )
            }
            Self::NotADigit {
                character,
                position,
            } => {
                let shown = text::shown(character);
                Sentence::new(
                    format!("第 {position} 位是“{shown}”，医保医用耗材编码在 C 之后都是数字。"),
                    format!(
                        "Character {position} is “{shown}”: after the C a consumable code has only digits."
                    ),
                )
            }
            Self::WrongLength {
                found: 27,
                wanted: ConsumableCodeLength::Product,
            } => Sentence::new(
                "这里填 20 位的产品编码，现在是 27 位的规格型号编码；它的前 20 位就是产品编码。",
                "The 20-character product code belongs here; this is a 27-character specification code, whose first 20 are the product's.",
            ),
            Self::WrongLength {
                found: 20,
                wanted: ConsumableCodeLength::Specification,
            } => Sentence::new(
                "这里填 27 位的规格型号编码，现在是 20 位的产品编码，还差 7 位流水号，请在医保编码库查询该规格型号。",
                "The 27-character specification code belongs here; this is a 20-character product code, without the 7-digit serial. Look the specification up in the insurance code library.",
            ),
            Self::WrongLength { found, wanted } => Sentence::new(
                format!("应为 {}，现在是 {found} 位。{BOTH_ZH}。", wanted.words().0),
                format!(
                    "It must have {}; this has {found}. {BOTH_EN}.",
                    wanted.words().1
                ),
            ),
        }
    }
}

impl ConsumableCodeLength {
    /// The length in words.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Product => ("20 位", "20 characters"),
            Self::Specification => ("27 位", "27 characters"),
            Self::Either => ("20 位或 27 位", "20 or 27 characters"),
        }
    }
}

fault_text!(ConsumableCodeFault);
