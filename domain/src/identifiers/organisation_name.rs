//! 单位名称: the names of units, as their licences have them.

use serde::{Deserialize, Serialize};

use super::text;
use super::wire::{fault_text, text_on_the_wire};
use crate::sentence::Sentence;

/// 单位名称 — a unit's name: 2 to 100 characters, no control characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrganisationName(String);

/// 单位名称的错误 — why a text is no unit's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationNameFault {
    /// 未填写 — nothing was given.
    Empty,
    /// 控制字符 — a line break or something that can't be seen.
    ControlCharacter {
        /// The character.
        character: char,
        /// Its place, from 1.
        position: u32,
    },
    /// 长度不对 — not 2 to 100 characters.
    WrongLength {
        /// How many characters there are.
        found: u32,
    },
}

impl OrganisationName {
    /// Reads a name; blanks around it are dropped, those within it made one space.
    ///
    /// # Errors
    /// What keeps it from being a name.
    pub fn parse(input: &str) -> Result<Self, OrganisationNameFault> {
        let name = text::line(input);
        if let Some((character, position)) = text::first_control(&name) {
            return Err(OrganisationNameFault::ControlCharacter {
                character,
                position,
            });
        }
        match text::count(&name) {
            0 => Err(OrganisationNameFault::Empty),
            2..=100 => Ok(Self(name)),
            found => Err(OrganisationNameFault::WrongLength { found }),
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl OrganisationNameFault {
    /// 说明 — what is wrong and what is expected.
    #[must_use]
    // By itself, so that a browser can leave it for later: nobody needs it for a first listing.
    #[inline(never)]
    pub fn sentence(&self) -> Sentence {
        match *self {
            Self::Empty => Sentence::new(
                "请填写单位名称（与证照一致）。",
                "Enter the unit's name (as on its licence).",
            ),
            Self::ControlCharacter { position, .. } => Sentence::new(
                format!("单位名称第 {position} 个字符是换行或看不见的字符，请删去后重新填写。"),
                format!(
                    "Character {position} of the unit's name is a line break or invisible. Remove it."
                ),
            ),
            Self::WrongLength { found } => Sentence::new(
                format!("单位名称应为 2 至 100 个字，现在是 {found} 个。"),
                format!("A unit's name has 2 to 100 characters; this has {found}."),
            ),
        }
    }
}

fault_text!(OrganisationNameFault);
text_on_the_wire!(OrganisationName, OrganisationNameFault);
