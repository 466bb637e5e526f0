//! 统一社会信用代码 (GB 32100-2015): eighteen characters that name a unit.
//!
//! Position 1 registering department, 2 kind of unit, 3–8 administrative
//! division, 9–17 organisation code, 18 check character.

use serde::{Deserialize, Serialize};

use super::text;
use super::wire::{fault_text, text_on_the_wire};
use crate::sentence::Sentence;

/// The alphabet of GB 32100-2015, in the order of the values 0 to 30.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// 统一社会信用代码 — the Unified Social Credit Code (GB 32100-2015, facts.md):
/// 18 capitals and digits without I O S V Z, the last one a check character.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnifiedSocialCreditCode(String);

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

impl UnifiedSocialCreditCode {
    /// Reads a code; blanks are dropped, full-width and small letters made
    /// capitals.
    ///
    /// # Errors
    /// The first thing that keeps it from being a code, from the left; the
    /// length before the characters, the check character last.
    pub fn parse(input: &str) -> Result<Self, UnifiedSocialCreditCodeFault> {
        use UnifiedSocialCreditCodeFault as Fault;
        let code = text::code(input);
        if code.is_empty() {
            return Err(Fault::Empty);
        }
        // A foreign character explains more than the count it leads to.
        if let Some((character, position)) =
            text::numbered(&code).find(|(c, _)| !c.is_ascii_alphanumeric())
        {
            return Err(Fault::ForbiddenCharacter {
                character,
                position,
            });
        }
        let found = text::count(&code);
        if found != 18 {
            return Err(Fault::WrongLength { found });
        }
        if let Some((character, position)) =
            text::numbered(&code).find(|(c, _)| value_of(*c).is_none())
        {
            return Err(Fault::LetterNotUsed {
                character,
                position,
            });
        }
        if check_character(&code) == code.chars().last() {
            Ok(Self(code))
        } else {
            Err(Fault::CheckFailed)
        }
    }

    /// The eighteen characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// 行政区划 — positions 3–8, the division where the unit was registered
    /// (GB/T 2260): a hint, never a gate.
    #[must_use]
    pub fn division(&self) -> &str {
        self.0.get(2..8).unwrap_or_default()
    }

    /// 登记管理部门 — what position 1 says of who registered the unit, where it
    /// is known: a hint, never a gate.
    #[must_use]
    pub fn registering_department(&self) -> Option<Sentence> {
        let (zh, en) = match self.0.chars().next()? {
            '1' => ("机构编制部门", "staffing authority"),
            '5' => ("民政部门", "civil affairs authority"),
            '9' => ("市场监督管理部门", "market regulator"),
            'A' => ("中央军委改革和编制部门", "military staffing authority"),
            'N' => ("农业农村部门", "agriculture authority"),
            'Y' => ("其他部门", "another authority"),
            _ => return None,
        };
        Some(Sentence::new(zh, en))
    }
}

/// The value 0 to 30 of a character of the alphabet.
fn value_of(c: char) -> Option<usize> {
    ALPHABET.iter().position(|a| char::from(*a) == c)
}

/// The check character for the first 17 characters of `code`: weights are the
/// powers of 3 modulo 31; a remainder of 0 gives `0`.
fn check_character(code: &str) -> Option<char> {
    let mut weight = 1;
    let mut sum = 0;
    for c in code.chars().take(17) {
        sum += value_of(c)? * weight;
        weight = weight * 3 % 31;
    }
    ALPHABET.get((31 - sum % 31) % 31).map(|a| char::from(*a))
}

impl UnifiedSocialCreditCodeFault {
    /// 说明 — what is wrong and what is expected.
    #[must_use]
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
text_on_the_wire!(UnifiedSocialCreditCode, UnifiedSocialCreditCodeFault);
