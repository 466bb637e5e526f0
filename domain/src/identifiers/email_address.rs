//! 电子邮箱: addresses that mail can really be sent to, and that can't smuggle
//! anything into a mail's headers.

use serde::{Deserialize, Serialize};

use super::text;
use super::wire::{fault_text, text_on_the_wire};
use crate::sentence::Sentence;

/// 电子邮箱 — an e-mail address (guizhou.md G6): at most 254 characters, ASCII,
/// one @, a domain with a dot. The part before the @ is kept as typed, the
/// domain in small letters. Quoted and address-literal forms are not taken.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EmailAddress(String);

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

impl EmailAddress {
    /// Reads an address; blanks around it are dropped, full-width characters taken.
    ///
    /// # Errors
    /// What keeps it from being an address.
    pub fn parse(input: &str) -> Result<Self, EmailAddressFault> {
        use EmailAddressFault as Fault;
        let typed: String = input
            .trim()
            .replace('。', ".")
            .chars()
            .map(text::half_width)
            .collect();
        if typed.is_empty() {
            return Err(Fault::Empty);
        }
        let found = text::count(&typed);
        if found > 254 {
            return Err(Fault::TooLong { found });
        }
        if let Some((character, position)) = text::numbered(&typed).find(|(c, _)| !may_stand(*c)) {
            return Err(Fault::ForbiddenCharacter {
                character,
                position,
            });
        }
        let (name, domain) = typed.split_once('@').ok_or(Fault::NoAt)?;
        if domain.contains('@') {
            return Err(Fault::SeveralAts);
        }
        if name.len() > 64 || name.split('.').any(str::is_empty) {
            return Err(Fault::WrongName);
        }
        let domain = domain.to_ascii_lowercase();
        if domain.contains('.') && domain.split('.').all(is_label) && !all_digits_last(&domain) {
            Ok(Self(format!("{name}@{domain}")))
        } else {
            Err(Fault::WrongDomain)
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether `c` may stand anywhere in an address (RFC 5322 atom characters, @ and dot).
fn may_stand(c: char) -> bool {
    c.is_ascii_alphanumeric() || "@.!#$%&'*+-/=?^_`{|}~".contains(c)
}

/// Whether `label` is one part of a domain: 1 to 63 letters, digits and inner hyphens.
fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// Whether the last part is a number: an IP address, not a domain.
fn all_digits_last(domain: &str) -> bool {
    domain
        .rsplit('.')
        .next()
        .is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()))
}

impl EmailAddressFault {
    /// 说明 — what is wrong and what is expected.
    #[must_use]
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
text_on_the_wire!(EmailAddress, EmailAddressFault);
