//! 登录名: what one signs in with, beside the password.

use serde::{Deserialize, Serialize};

use super::text;
use super::wire::{fault_text, text_on_the_wire};
use crate::sentence::Sentence;

/// 登录名 — a login name: 4 to 32 characters, a letter first, then letters,
/// digits, `.`, `_` and `-`. Kept in small letters, so `Zhang` and `zhang` are one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LoginName(String);

/// 登录名的错误 — why a text is no login name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoginNameFault {
    /// 未填写 — nothing was given.
    Empty,
    /// 首位不是字母 — it begins with something other than a letter.
    NotBeginningWithALetter {
        /// What it begins with.
        character: char,
    },
    /// 非法字符 — something other than letters, digits, `.`, `_` and `-`.
    ForbiddenCharacter {
        /// The character.
        character: char,
        /// Its place, from 1.
        position: u32,
    },
    /// 长度不对 — not 4 to 32 characters.
    WrongLength {
        /// How many characters there are.
        found: u32,
    },
}

impl LoginName {
    /// Reads a name; blanks around it are dropped, full-width characters
    /// taken, capitals made small.
    ///
    /// # Errors
    /// What keeps it from being a login name.
    pub fn parse(input: &str) -> Result<Self, LoginNameFault> {
        let name: String = input
            .trim()
            .chars()
            .map(|c| text::half_width(c).to_ascii_lowercase())
            .collect();
        for (character, position) in text::numbered(&name) {
            if !(character.is_ascii_alphanumeric() || matches!(character, '.' | '_' | '-')) {
                return Err(LoginNameFault::ForbiddenCharacter {
                    character,
                    position,
                });
            }
            if position == 1 && !character.is_ascii_alphabetic() {
                return Err(LoginNameFault::NotBeginningWithALetter { character });
            }
        }
        match text::count(&name) {
            0 => Err(LoginNameFault::Empty),
            4..=32 => Ok(Self(name)),
            found => Err(LoginNameFault::WrongLength { found }),
        }
    }

    /// The name, in small letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl LoginNameFault {
    /// 说明 — what is wrong and what is expected.
    #[must_use]
    // By itself, so that a browser can leave it for later: nobody needs it for a first listing.
    #[inline(never)]
    pub fn sentence(&self) -> Sentence {
        match *self {
            Self::Empty => Sentence::new(
                "请填写登录名（4 至 32 个字符，字母开头）。",
                "Enter a login name (4 to 32 characters, beginning with a letter).",
            ),
            Self::NotBeginningWithALetter { character } => Sentence::new(
                format!("登录名要以字母开头，现在第 1 个字符是“{character}”。"),
                format!("A login name begins with a letter; this begins with “{character}”."),
            ),
            Self::ForbiddenCharacter {
                character,
                position,
            } => {
                let shown = text::shown(character);
                Sentence::new(
                    format!(
                        "第 {position} 个字符“{shown}”不能用，登录名只能有字母、数字和 . _ -。"
                    ),
                    format!(
                        "Character {position}, “{shown}”, can't be used: a login name has only letters, digits and . _ -."
                    ),
                )
            }
            Self::WrongLength { found } => Sentence::new(
                format!("登录名应为 4 至 32 个字符，现在是 {found} 个。"),
                format!("A login name has 4 to 32 characters; this has {found}."),
            ),
        }
    }
}

fault_text!(LoginNameFault);
text_on_the_wire!(LoginName, LoginNameFault);
