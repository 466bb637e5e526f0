//! 药品批准文号: the approval that lets a drug be sold.

use super::certificate_number::{CertificateNumberFault, digits_of, normalised};
use super::wire::text_on_the_wire;

/// The letters between 国药准字 and the digits: chemical, Chinese, biological,
/// health, diagnostic, excipient, repackaged import; J imported and C from Hong
/// Kong, Macao or Taiwan behind the first three.
const LETTERS: [&str; 13] = [
    "H", "Z", "S", "B", "T", "F", "J", "HJ", "HC", "ZJ", "ZC", "SJ", "SC",
];

/// 药品批准文号 — a drug's approval number: 国药准字, a letter for the kind, 8
/// digits (commonly year and serial; older ones begin with a division's two
/// digits instead of a year). `国药准字H20020001`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DrugApprovalNumber(String);

impl DrugApprovalNumber {
    /// Reads a number; blanks and a final 号 are dropped, half width and
    /// capitals taken.
    ///
    /// # Errors
    /// What keeps it from being one.
    pub fn parse(input: &str) -> Result<Self, CertificateNumberFault> {
        let number = normalised(input)?;
        let rest = number
            .strip_prefix("国药准字")
            .ok_or(CertificateNumberFault::UnknownForm)?;
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let kind = rest.strip_suffix(digits).unwrap_or_default();
        if !LETTERS.contains(&kind) {
            return Err(CertificateNumberFault::WrongLetter);
        }
        match digits_of(digits, 8, 8) {
            // Numbers re-issued about 2002 begin with a division, not a year.
            Ok(()) | Err(CertificateNumberFault::WrongYear) => Ok(Self(number)),
            Err(fault) => Err(fault),
        }
    }

    /// The number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

text_on_the_wire!(DrugApprovalNumber, CertificateNumberFault);
