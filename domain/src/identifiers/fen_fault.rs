//! What is said when an amount of money is not one.

use serde::{Deserialize, Serialize};

use super::text;
use super::wire::fault_text;
use crate::sentence::Sentence;

/// 金额的错误 — why something is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FenFault {
    /// 未填写 — nothing was given.
    Empty,
    /// 负数 — less than zero.
    Negative,
    /// 非数字 — a character that belongs in no amount; `e` of 1e5 too.
    ForbiddenCharacter {
        /// The character.
        character: char,
    },
    /// 写法不完整 — no digit before or after the point, or two points.
    Incomplete,
    /// 逗号位置不对 — commas that don't part thousands: perhaps meant as a point.
    MisplacedComma,
    /// 小数太多 — more than two decimals: fen are the smallest unit.
    TooManyDecimals {
        /// How many there are.
        found: u32,
    },
    /// 太大 — more than 99,999,999.99 yuan.
    TooLarge,
}

impl FenFault {
    /// 说明 — what is wrong and what is expected.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match *self {
            Self::Empty => Sentence::new(
                "请填写金额（元，最多两位小数，例如 12.30）。",
                "Enter an amount (in yuan, at most two decimals, such as 12.30).",
            ),
            Self::Negative => {
                Sentence::new("金额不能是负数。", "An amount can't be less than zero.")
            }
            Self::ForbiddenCharacter { character } => {
                let shown = text::shown(character);
                Sentence::new(
                    format!("金额里不能有“{shown}”，请只填数字和小数点，例如 12.30。"),
                    format!(
                        "“{shown}” can't stand in an amount. Use digits and a point, such as 12.30."
                    ),
                )
            }
            Self::Incomplete => Sentence::new(
                "金额没有写完整，请写成 12.30 这样。",
                "The amount is incomplete. Write it as 12.30.",
            ),
            Self::MisplacedComma => Sentence::new(
                "逗号的位置不对：小数点请用“.”，千位可写成 1,234.50。",
                "A comma is out of place: the decimal point is “.”, and thousands are parted as in 1,234.50.",
            ),
            Self::TooManyDecimals { found } => Sentence::new(
                format!("金额最多两位小数（精确到分），现在有 {found} 位。"),
                format!("An amount has at most two decimals (fen); this has {found}."),
            ),
            Self::TooLarge => Sentence::new(
                "金额不能超过 99,999,999.99 元。",
                "An amount can't be above 99,999,999.99 yuan.",
            ),
        }
    }
}

fault_text!(FenFault);
