//! 注册证编号与备案号: the papers that let a product be sold: a device's
//! registration certificate, a Class I device's filing, a drug's approval.

use super::drug_approval::DrugApprovalNumber;
use super::text;
use super::wire::text_on_the_wire;
use crate::product_kind::ProductKind;

pub use super::certificate_number_fault::CertificateNumberFault;

/// 医疗器械注册证编号 — a device's registration certificate: who registered it
/// (国 or a province), 械注, 准 domestic / 进 imported / 许 from Hong Kong, Macao
/// or Taiwan, then 11 digits: year 4, class 1, category 2, serial 4.
/// `国械注准20163130000`, `粤械注准20142140188`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegistrationCertificateNumber(String);

/// 医疗器械备案号 — the filing of a Class I device (asks.md 19): who took it (国,
/// or province and city), 械备, then 8 digits, year and serial; a serial of 5 is
/// taken too. `粤深械备20230001`, `国械备20150001`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FilingNumber(String);

/// 证件编号 — whichever of the three papers a product has.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CertificateNumber {
    /// 医疗器械注册证 — a registered device (Class II or III).
    Registration(RegistrationCertificateNumber),
    /// 第一类医疗器械备案 — a filed device (Class I).
    Filing(FilingNumber),
    /// 药品批准文号 — an approved drug.
    DrugApproval(DrugApprovalNumber),
}

impl RegistrationCertificateNumber {
    /// Reads a number; blanks and a final 号 are dropped, half width taken.
    ///
    /// # Errors
    /// What keeps it from being one.
    pub fn parse(input: &str) -> Result<Self, CertificateNumberFault> {
        let number = normalised(input)?;
        let (before, after) = number
            .split_once("械注")
            .ok_or(CertificateNumberFault::UnknownForm)?;
        issuer(before, 1)?;
        let digits = after
            .strip_prefix(['准', '进', '许'])
            .ok_or(CertificateNumberFault::UnknownForm)?;
        digits_of(digits, 11, 11)?;
        Ok(Self(number))
    }

    /// The number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// 管理类别 — the device's class, as the fifth digit says: 2 or 3, commonly.
    #[must_use]
    pub fn class(&self) -> Option<u32> {
        self.0
            .chars()
            .filter(char::is_ascii_digit)
            .nth(4)
            .and_then(|c| c.to_digit(10))
    }
}

impl FilingNumber {
    /// Reads a number; blanks and a final 号 are dropped, half width taken.
    ///
    /// # Errors
    /// What keeps it from being one.
    pub fn parse(input: &str) -> Result<Self, CertificateNumberFault> {
        let number = normalised(input)?;
        let (before, digits) = number
            .split_once("械备")
            .ok_or(CertificateNumberFault::UnknownForm)?;
        issuer(before, 4)?;
        digits_of(digits, 8, 9)?;
        Ok(Self(number))
    }

    /// The number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl CertificateNumber {
    /// Reads any of the three, told apart by their characters.
    ///
    /// # Errors
    /// What keeps it from being the one that it looks like.
    pub fn parse(input: &str) -> Result<Self, CertificateNumberFault> {
        let number = normalised(input)?;
        if number.contains("械备") {
            FilingNumber::parse(&number).map(Self::Filing)
        } else if number.contains("药准") {
            DrugApprovalNumber::parse(&number).map(Self::DrugApproval)
        } else {
            RegistrationCertificateNumber::parse(&number).map(Self::Registration)
        }
    }

    /// The number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Registration(number) => number.as_str(),
            Self::Filing(number) => number.as_str(),
            Self::DrugApproval(number) => number.as_str(),
        }
    }

    /// 产品类别 — what kind of product has such a paper.
    #[must_use]
    pub fn product_kind(&self) -> ProductKind {
        match self {
            Self::Registration(_) | Self::Filing(_) => ProductKind::Consumable,
            Self::DrugApproval(_) => ProductKind::Drug,
        }
    }
}

/// The number without blanks, half width, capitals, without the final 号.
pub(super) fn normalised(input: &str) -> Result<String, CertificateNumberFault> {
    let number = text::code(input);
    let number = number.strip_suffix('号').unwrap_or(&number);
    if number.is_empty() {
        Err(CertificateNumberFault::Empty)
    } else {
        Ok(number.to_owned())
    }
}

/// Checks the issuer's abbreviation: 1 to `most` Chinese characters, any of them.
fn issuer(before: &str, most: u32) -> Result<(), CertificateNumberFault> {
    let chinese = before.chars().all(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'));
    if chinese && (1..=most).contains(&text::count(before)) {
        Ok(())
    } else {
        Err(CertificateNumberFault::WrongIssuer)
    }
}

/// Checks `digits`: `least` to `most` of them, the first four a year of this
/// or the last century.
pub(super) fn digits_of(digits: &str, least: u32, most: u32) -> Result<(), CertificateNumberFault> {
    if let Some(character) = digits.chars().find(|c| !c.is_ascii_digit()) {
        return Err(CertificateNumberFault::NotADigit { character });
    }
    let found = text::count(digits);
    if !(least..=most).contains(&found) {
        return Err(CertificateNumberFault::WrongDigits {
            found,
            expected: least,
        });
    }
    if digits.starts_with("19") || digits.starts_with("20") {
        Ok(())
    } else {
        Err(CertificateNumberFault::WrongYear)
    }
}

text_on_the_wire!(RegistrationCertificateNumber, CertificateNumberFault);
text_on_the_wire!(FilingNumber, CertificateNumberFault);
text_on_the_wire!(CertificateNumber, CertificateNumberFault);
