//! 统一社会信用代码 (GB 32100-2015): eighteen characters that name a unit.
//!
//! Position 1 registering department, 2 kind of unit, 3–8 administrative
//! division, 9–17 organisation code, 18 check character.

use super::text;
use super::wire::text_on_the_wire;
use crate::sentence::Sentence;

pub use super::unified_social_credit_code_fault::UnifiedSocialCreditCodeFault;

/// The alphabet of GB 32100-2015, in the order of the values 0 to 30.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// 统一社会信用代码 — the Unified Social Credit Code (GB 32100-2015, facts.md):
/// 18 capitals and digits without I O S V Z, the last one a check character.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnifiedSocialCreditCode(String);

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

text_on_the_wire!(UnifiedSocialCreditCode, UnifiedSocialCreditCodeFault);
