//! What is said when a certificate, filing or approval number is not one.

use serde::{Deserialize, Serialize};

use super::text;
use super::wire::fault_text;
use crate::sentence::Sentence;

/// 证件编号的错误 — why a text is no certificate, filing or approval number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CertificateNumberFault {
    /// 未填写 — nothing was given.
    Empty,
    /// 格式不明 — none of the known forms.
    UnknownForm,
    /// 机关简称不对 — what stands before 械注 or 械备 is no issuer's abbreviation.
    WrongIssuer,
    /// 药品类别字母不对 — after 国药准字 comes no known letter.
    WrongLetter,
    /// 非数字 — a character among the digits.
    NotADigit {
        /// The character.
        character: char,
    },
    /// 数字位数不对 — another number of digits.
    WrongDigits {
        /// How many digits there are.
        found: u32,
        /// How many there should be.
        expected: u32,
    },
    /// 年份不对 — the first four digits are no year.
    WrongYear,
}

impl CertificateNumberFault {
    /// 说明 — what is wrong and what is expected.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match *self {
            Self::Empty => Sentence::new(
                "请填写注册证编号、备案号或药品批准文号。",
                "Enter the registration certificate, filing or drug approval number.",
            ),
            Self::UnknownForm => Sentence::new(
                "看不出是哪种编号。医疗器械注册证如“国械注准20163130000”，一类备案如“粤深械备20230001”，药品如“国药准字H20020001”。",
                "This is none of the known forms: a device certificate such as 国械注准20163130000, a Class I filing such as 粤深械备20230001, a drug approval such as 国药准字H20020001.",
            ),
            Self::WrongIssuer => Sentence::new(
                "“械”字前面应是“国”或省、市的简称，例如“国械注准”“粤械注准”“粤深械备”。",
                "Before 械 stands 国 or the short name of a province and city, as in 国械注准, 粤械注准, 粤深械备.",
            ),
            Self::WrongLetter => Sentence::new(
                "“国药准字”后面应是类别字母（如 H、Z、S、J、HJ）和 8 位数字，例如“国药准字H20020001”。",
                "After 国药准字 come the letter of the kind (such as H, Z, S, J, HJ) and 8 digits, as in 国药准字H20020001.",
            ),
            Self::NotADigit { character } => {
                let shown = text::shown(character);
                Sentence::new(
                    format!("编号的数字部分里不能有“{shown}”，请对照证件核对。"),
                    format!(
                        "“{shown}” can't stand among the digits. Compare with the certificate."
                    ),
                )
            }
            Self::WrongDigits { found, expected } => Sentence::new(
                format!("编号的数字部分应为 {expected} 位，现在是 {found} 位。"),
                format!("The number has {expected} digits; this has {found}."),
            ),
            Self::WrongYear => Sentence::new(
                "编号数字的前四位是年份，应以 19 或 20 开头，请核对。",
                "The first four digits are the year, beginning with 19 or 20. Please check.",
            ),
        }
    }
}

fault_text!(CertificateNumberFault);
