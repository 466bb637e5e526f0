//! 医保药品代码: the insurance authority's codes of drugs.

use serde::{Deserialize, Serialize};

use super::text;
use super::wire::{fault_text, text_on_the_wire};
use crate::sentence::Sentence;

/// 医保药品代码 — the insurance authority's drug code (facts.md, Codes):
/// western medicine `X…` of 23 characters, Chinese patent medicine `Z…` and
/// granules `T…` of 20. Capitals and digits, no check digit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NhsaDrugCode(String);

/// 药品类别 — what the first letter of an insurance drug code says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NhsaDrugKind {
    /// 西药 — `X`, 23 characters.
    WesternMedicine,
    /// 中成药 — `Z`, 20 characters.
    ChinesePatentMedicine,
    /// 中药配方颗粒 — `T`, 20 characters.
    Granules,
}

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

impl NhsaDrugCode {
    /// Reads a code; blanks dropped, half width, capitals.
    ///
    /// # Errors
    /// What keeps it from being one: its first letter, then its characters,
    /// then its length.
    pub fn parse(input: &str) -> Result<Self, NhsaDrugCodeFault> {
        let code = text::code(input);
        let first = code.chars().next().ok_or(NhsaDrugCodeFault::Empty)?;
        let kind =
            NhsaDrugKind::of(first).ok_or(NhsaDrugCodeFault::UnknownKind { character: first })?;
        if let Some((character, position)) =
            text::numbered(&code).find(|(c, _)| !c.is_ascii_alphanumeric())
        {
            return Err(NhsaDrugCodeFault::ForbiddenCharacter {
                character,
                position,
            });
        }
        let found = text::count(&code);
        if found == kind.length() {
            Ok(Self(code))
        } else {
            Err(NhsaDrugCodeFault::WrongLength { kind, found })
        }
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// 类别 — what kind of drug it is of.
    #[must_use]
    pub fn kind(&self) -> NhsaDrugKind {
        self.0
            .chars()
            .next()
            .and_then(NhsaDrugKind::of)
            .unwrap_or(NhsaDrugKind::WesternMedicine)
    }
}

impl NhsaDrugKind {
    /// The kind that a first letter says.
    fn of(letter: char) -> Option<Self> {
        match letter {
            'X' => Some(Self::WesternMedicine),
            'Z' => Some(Self::ChinesePatentMedicine),
            'T' => Some(Self::Granules),
            _ => None,
        }
    }

    /// 位数 — how many characters codes of this kind have.
    #[must_use]
    pub fn length(self) -> u32 {
        match self {
            Self::WesternMedicine => 23,
            Self::ChinesePatentMedicine | Self::Granules => 20,
        }
    }

    /// 名称 — what the kind is called.
    #[must_use]
    pub fn label(self) -> Sentence {
        match self {
            Self::WesternMedicine => Sentence::new("西药", "western medicine"),
            Self::ChinesePatentMedicine => Sentence::new("中成药", "Chinese patent medicine"),
            Self::Granules => Sentence::new("中药配方颗粒", "Chinese medicine granules"),
        }
    }
}

impl NhsaDrugCodeFault {
    /// 说明 — what is wrong and what is expected.
    #[must_use]
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
text_on_the_wire!(NhsaDrugCode, NhsaDrugCodeFault);
