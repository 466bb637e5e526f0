//! 数量: how many of something, always at least one.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use super::fen::thousands_well_parted;
use super::text;
use super::wire::fault_text;
use crate::sentence::Sentence;

/// 数量 — a whole number of packages or pieces, 1 to 4,294,967,295, in the unit
/// that stands beside it. On the wire a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Quantity(NonZeroU32);

/// 数量的错误 — why something is no quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuantityFault {
    /// 未填写 — nothing was given.
    Empty,
    /// 为零 — zero, or less.
    NotPositive,
    /// 不是整数 — it has a decimal point.
    NotWhole,
    /// 非数字 — a character that belongs in no quantity.
    ForbiddenCharacter {
        /// The character.
        character: char,
    },
    /// 逗号位置不对 — commas that don't part thousands.
    MisplacedComma,
    /// 太大 — more than 4,294,967,295.
    TooLarge,
}

impl Quantity {
    /// A quantity of `number`.
    ///
    /// # Errors
    /// Zero.
    pub fn from_number(number: u32) -> Result<Self, QuantityFault> {
        NonZeroU32::new(number)
            .map(Self)
            .ok_or(QuantityFault::NotPositive)
    }

    /// Reads a quantity; blanks and commas between thousands are dropped.
    ///
    /// # Errors
    /// What keeps it from being a quantity.
    pub fn parse(input: &str) -> Result<Self, QuantityFault> {
        let typed = text::code(input);
        if typed.is_empty() {
            return Err(QuantityFault::Empty);
        }
        if typed.starts_with(['-', '−']) {
            return Err(QuantityFault::NotPositive);
        }
        match typed.chars().find(|c| !matches!(c, '0'..='9' | ',')) {
            Some('.') => return Err(QuantityFault::NotWhole),
            Some(character) => return Err(QuantityFault::ForbiddenCharacter { character }),
            None if !thousands_well_parted(&typed) => return Err(QuantityFault::MisplacedComma),
            None => {}
        }
        let mut number: u32 = 0;
        for digit in typed.bytes().filter(|b| *b != b',') {
            number = number
                .checked_mul(10)
                .and_then(|tens| tens.checked_add(u32::from(digit - b'0')))
                .ok_or(QuantityFault::TooLarge)?;
        }
        Self::from_number(number)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0.get()
    }

    /// 合计 — the sum, unless it is too large.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.get()).map(Self)
    }
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl From<Quantity> for u32 {
    fn from(quantity: Quantity) -> u32 {
        quantity.get()
    }
}

impl TryFrom<u32> for Quantity {
    type Error = QuantityFault;
    fn try_from(number: u32) -> Result<Self, QuantityFault> {
        Self::from_number(number)
    }
}

impl QuantityFault {
    /// 说明 — what is wrong and what is expected.
    #[must_use]
    #[inline(never)] // few meet it: the first part of the program does without
    pub fn sentence(&self) -> Sentence {
        match *self {
            Self::Empty => Sentence::new("请填写数量。", "Enter a quantity."),
            Self::NotPositive => Sentence::new("数量至少为 1。", "A quantity is at least 1."),
            Self::NotWhole => Sentence::new(
                "数量应为整数，不能有小数。",
                "A quantity is a whole number, without decimals.",
            ),
            Self::ForbiddenCharacter { character } => {
                let shown = text::shown(character);
                Sentence::new(
                    format!("数量里不能有“{shown}”，请只填数字。"),
                    format!("“{shown}” can't stand in a quantity. Use digits only."),
                )
            }
            Self::MisplacedComma => Sentence::new(
                "逗号的位置不对，千位可写成 1,234。",
                "A comma is out of place; thousands are parted as in 1,234.",
            ),
            Self::TooLarge => Sentence::new(
                "数量不能超过 4,294,967,295。",
                "A quantity can't be above 4,294,967,295.",
            ),
        }
    }
}

fault_text!(QuantityFault);
