//! What is said when a Unified Social Credit Code is not one.

use serde::{Deserialize, Serialize};

use super::text;
use super::wire::fault_text;
use crate::sentence::Sentence;

/// 统一社会信用代码的错误 — why a text is no Unified Social Credit Code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnifiedSocialCreditCodeFault {
    /// 未填写 — nothing was given.
    Empty,
    /// 位数不对 — not 18 characters.
    WrongLength {
        /// How many characters there are.
        found: u32,
    },
    /// 不使用的字母 — one of I O S V Z, which the standard leaves out.
    LetterNotUsed {
        /// The letter.
        character: char,
        /// Its place, from 1.
        position: u32,
    },
    /// 非法字符 — neither a digit nor a capital letter.
    ForbiddenCharacter {
        /// The character.
        character: char,
        /// Its place, from 1.
        position: u32,
    },
    /// 校验不符 — the check character does not fit the other seventeen: one of
    /// the eighteen is mistyped. Which one can't be known, so none is proposed.
    CheckFailed,
}

impl UnifiedSocialCreditCodeFault {
    /// 说明 — what is wrong and what is expected.
    #[must_use]
    // By itself, so that a browser can leave it for later: nobody needs it for a first listing.
    #[inline(never)]
    pub fn sentence(&self) -> Sentence {
        match *self {
            Self::Empty => Sentence::new(
                "请填写统一社会信用代码（营业执照或登记证书上的 18 位代码）。",
                "Enter the Unified Social Credit Code (the 18 characters on the licence).",
            ),
            Self::WrongLength { found } => Sentence::new(
                format!(
                    "统一社会信用代码应为 18 位，现在是 {found} 位，{}。",
                    more_or_less(found).0
                ),
                format!(
                    "A Unified Social Credit Code has 18 characters; this has {found}, {}.",
                    more_or_less(found).1
                ),
            ),
            Self::LetterNotUsed {
                character,
                position,
            } => {
                let look_alike = match character {
                    'I' => '1',
                    'O' => '0',
                    'S' => '5',
                    'V' => 'U',
                    _ => '2',
                };
                Sentence::new(
                    format!(
                        "第 {position} 位是字母 {character}，统一社会信用代码不使用 I、O、S、V、Z 这五个字母，请核对是否为 {look_alike}。"
                    ),
                    format!(
                        "Character {position} is the letter {character}: these codes never use I, O, S, V or Z. Check whether it is {look_alike}."
                    ),
                )
            }
            Self::ForbiddenCharacter {
                character,
                position,
            } => {
                let shown = text::shown(character);
                Sentence::new(
                    format!(
                        "第 {position} 位“{shown}”不能用，统一社会信用代码只有数字和大写字母。"
                    ),
                    format!(
                        "Character {position}, “{shown}”, can't be used: these codes have only digits and capital letters."
                    ),
                )
            }
            Self::CheckFailed => Sentence::new(
                "统一社会信用代码校验不通过：18 位中至少有一位写错了，请对照证照逐位核对。",
                "This code doesn't check out: at least one of its 18 characters is mistyped. Compare it with the licence, one by one.",
            ),
        }
    }
}

/// How far a length is from 18, in words.
fn more_or_less(found: u32) -> (String, String) {
    if found < 18 {
        let short = 18 - found;
        (format!("少 {short} 位"), format!("{short} too few"))
    } else {
        let long = found - 18;
        (format!("多 {long} 位"), format!("{long} too many"))
    }
}

fault_text!(UnifiedSocialCreditCodeFault);
