//! 医保药品代码: the insurance authority's codes of drugs.

use serde::{Deserialize, Serialize};

use super::text;
use super::wire::text_on_the_wire;
use crate::sentence::Sentence;

pub use super::nhsa_drug_code_fault::NhsaDrugCodeFault;

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

text_on_the_wire!(NhsaDrugCode, NhsaDrugCodeFault);
