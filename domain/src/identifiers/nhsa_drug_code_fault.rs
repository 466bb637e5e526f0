//! What is said when an insurance drug code is not one.

use serde::{Deserialize, Serialize};

use super::nhsa_drug_code::NhsaDrugKind;
use super::text;
use super::wire::fault_text;
use crate::sentence::Sentence;

/// 医保药品代码的错误 — why a text is no insurance drug code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NhsaDrugCodeFault {
    /// 未填写 — nothing was given.
    Empty,
    /// 首位不对 — the first character is none of X, Z, T.
    UnknownKind {
        /// What it begins with.
        character: char,
    },
    /// 非法字符 — neither a digit nor a capital letter.
    ForbiddenCharacter {
        /// The character.
        character: char,
        /// Its place, from 1.
        position: u32,
    },
    /// 位数不对 — not the length of its kind.
    WrongLength {
        /// The kind that the first letter says.
        kind: NhsaDrugKind,
        /// How many characters there are.
        found: u32,
    },
}

impl NhsaDrugCodeFault {
    /// 说明 — what is wrong and what is expected.
    #[must_use]
    #[inline(never)] // few meet it: the first part of the program does without
    pub fn sentence(&self) -> Sentence {
        match *self {
            Self::Empty => Sentence::new(
                "请填写医保药品代码（西药 23 位，中成药和配方颗粒 20 位）。",
                "Enter the insurance drug code (23 characters for western medicine, 20 for Chinese medicine).",
            ),
            Self::UnknownKind { character: 'C' } => Sentence::new(
                "以 C 开头的是医用耗材编码；医保药品代码以 X（西药）、Z（中成药）或 T（配方颗粒）开头。",
                "A code beginning with C is a consumable's; a drug code begins with X (western), Z (Chinese patent) or T (granules).",
            ),
            Self::UnknownKind { character } => {
                let shown = text::shown(character);
                Sentence::new(
                    format!(
                        "医保药品代码以 X（西药）、Z（中成药）或 T（配方颗粒）开头，现在第 1 位是“{shown}”。"
                    ),
                    format!(
                        "A drug code begins with X (western), Z (Chinese patent) or T (granules); this begins with “{shown}”."
                    ),
                )
            }
            Self::ForbiddenCharacter {
                character,
                position,
            } => {
                let shown = text::shown(character);
                Sentence::new(
                    format!("第 {position} 位“{shown}”不能用，医保药品代码只有数字和大写字母。"),
                    format!(
                        "Character {position}, “{shown}”, can't be used: drug codes have only digits and capital letters."
                    ),
                )
            }
            Self::WrongLength { kind, found } => {
                let (label, length) = (kind.label(), kind.length());
                Sentence::new(
                    format!(
                        "{}的医保药品代码应为 {length} 位，现在是 {found} 位。",
                        label.zh
                    ),
                    format!(
                        "The drug code of a {} has {length} characters; this has {found}.",
                        label.en
                    ),
                )
            }
        }
    }
}

fault_text!(NhsaDrugCodeFault);
