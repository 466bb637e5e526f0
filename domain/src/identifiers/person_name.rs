//! 姓名: the names of people, Chinese, of the minorities, and foreign.

use serde::{Deserialize, Serialize};

use super::text;
use super::wire::{fault_text, text_on_the_wire};
use crate::sentence::Sentence;

/// 姓名 — a person's name: 2 to 50 characters, no digits, no control
/// characters. The dot within a name (`买买提·艾力`) is kept as `·` however typed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonName(String);

/// 姓名的错误 — why a text is no person's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PersonNameFault {
    /// 未填写 — nothing was given.
    Empty,
    /// 非法字符 — a digit, a control character or a sign that no name has.
    ForbiddenCharacter {
        /// The character.
        character: char,
        /// Its place, from 1.
        position: u32,
    },
    /// 长度不对 — not 2 to 50 characters.
    WrongLength {
        /// How many characters there are.
        found: u32,
    },
}

impl PersonName {
    /// Reads a name; blanks around it are dropped, those within it made one space.
    ///
    /// # Errors
    /// What keeps it from being a name.
    pub fn parse(input: &str) -> Result<Self, PersonNameFault> {
        let name: String = text::line(input)
            .chars()
            .map(|c| {
                if matches!(c, '•' | '・' | '‧' | '∙' | '･') {
                    '·'
                } else {
                    c
                }
            })
            .collect();
        if let Some((character, position)) = text::numbered(&name).find(|(c, _)| !may_stand(*c)) {
            return Err(PersonNameFault::ForbiddenCharacter {
                character,
                position,
            });
        }
        match text::count(&name) {
            0 => Err(PersonNameFault::Empty),
            2..=50 => Ok(Self(name)),
            found => Err(PersonNameFault::WrongLength { found }),
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether `c` may stand in a name: in ASCII letters, space and `- ' .`, beyond
/// it all but control characters and full-width signs and digits.
fn may_stand(c: char) -> bool {
    let narrow = text::half_width(c);
    if narrow.is_ascii() {
        narrow.is_ascii_alphabetic() || matches!(narrow, ' ' | '-' | '\'' | '.')
    } else {
        !text::is_control(c)
    }
}

impl PersonNameFault {
    /// 说明 — what is wrong and what is expected.
    #[must_use]
    // By itself, so that a browser can leave it for later: nobody needs it for a first listing.
    #[inline(never)]
    pub fn sentence(&self) -> Sentence {
        match *self {
            Self::Empty => Sentence::new("请填写姓名。", "Enter the name."),
            Self::ForbiddenCharacter {
                character,
                position,
            } => {
                let shown = text::shown(character);
                Sentence::new(
                    format!("姓名第 {position} 个字符“{shown}”不能用，请按身份证件填写。"),
                    format!(
                        "Character {position} of the name, “{shown}”, can't be used. Enter it as on the identity document."
                    ),
                )
            }
            Self::WrongLength { found } => Sentence::new(
                format!("姓名应为 2 至 50 个字，现在是 {found} 个。"),
                format!("A name has 2 to 50 characters; this has {found}."),
            ),
        }
    }
}

fault_text!(PersonNameFault);
text_on_the_wire!(PersonName, PersonNameFault);
