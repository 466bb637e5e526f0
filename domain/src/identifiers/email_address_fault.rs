//! What is said when an e-mail address is not one.

use serde::{Deserialize, Serialize};

use super::text;
use super::wire::fault_text;
use crate::sentence::Sentence;

/// 电子邮箱的错误 — why a text is no e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmailAddressFault {
    /// 未填写 — nothing was given.
    Empty,
    /// 太长 — more than 254 characters.
    TooLong {
        /// How many characters there are.
        found: u32,
    },
    /// 非法字符 — a blank, a control character or another that can't stand there.
    ForbiddenCharacter {
        /// The character.
        character: char,
        /// Its place, from 1.
        position: u32,
    },
    /// 缺少 @ — no @ between name and domain.
    NoAt,
    /// 多个 @ — more than one @: perhaps two addresses.
    SeveralAts,
    /// @ 前有误 — nothing before the @, more than 64 characters, or a dot out of place.
    WrongName,
    /// @ 后有误 — the domain is missing, has no dot, or a part of it is malformed.
    WrongDomain,
}

impl EmailAddressFault {
    /// 说明 — what is wrong and what is expected.
    #[must_use]
    // By itself, so that a browser can leave it for later: nobody needs it for a first listing.
    #[inline(never)]
    pub fn sentence(&self) -> Sentence {
        match *self {
            Self::Empty => Sentence::new(
                "请填写电子邮箱，例如 name@example.cn。",
                "Enter an e-mail address, such as name@example.cn.",
            ),
            Self::TooLong { found } => Sentence::new(
                format!("电子邮箱最多 254 个字符，现在是 {found} 个。"),
                format!("An e-mail address has at most 254 characters; this has {found}."),
            ),
            Self::ForbiddenCharacter {
                character,
                position,
            } => {
                let shown = text::shown(character);
                Sentence::new(
                    format!(
                        "第 {position} 个字符“{shown}”不能用在电子邮箱里（也不能有空格、换行或汉字）。"
                    ),
                    format!(
                        "Character {position}, “{shown}”, can't stand in an e-mail address (nor can spaces, line breaks or Chinese characters)."
                    ),
                )
            }
            Self::NoAt => Sentence::new(
                "电子邮箱缺少 @，例如 name@example.cn。",
                "The @ is missing, as in name@example.cn.",
            ),
            Self::SeveralAts => Sentence::new(
                "电子邮箱只能有一个 @，请只填写一个邮箱。",
                "There is more than one @. Enter a single address.",
            ),
            Self::WrongName => Sentence::new(
                "@ 前面应有 1 至 64 个字符，点号不能在首尾，也不能连着两个。",
                "Before the @ there must be 1 to 64 characters, with no dot first, last or doubled.",
            ),
            Self::WrongDomain => Sentence::new(
                "@ 后面应是完整的域名，例如 example.cn。",
                "After the @ there must be a complete domain, such as example.cn.",
            ),
        }
    }
}

fault_text!(EmailAddressFault);
