//! 金额: money, counted in fen, so that nothing is ever rounded.

use serde::{Deserialize, Serialize};

use super::quantity::Quantity;
use super::text;

pub use super::fen_fault::FenFault;

/// 金额（分）— an amount of money in fen (1/100 yuan), 0 to 99,999,999.99 yuan.
/// On the wire a whole number of fen; shown in yuan, `12.30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Fen(i64);

impl Fen {
    /// 零元 — nothing.
    pub const ZERO: Self = Self(0);
    /// 上限 — 99,999,999.99 yuan.
    pub const MAX: Self = Self(9_999_999_999);

    /// An amount of `fen`.
    ///
    /// # Errors
    /// Below 0 or above [`Fen::MAX`].
    pub fn from_fen(fen: i64) -> Result<Self, FenFault> {
        match fen {
            i64::MIN..0 => Err(FenFault::Negative),
            0..=9_999_999_999 => Ok(Self(fen)),
            _ => Err(FenFault::TooLarge),
        }
    }

    /// Reads an amount in yuan with at most two decimals; a ¥ before it, 元
    /// after it, blanks and commas between thousands are dropped.
    ///
    /// # Errors
    /// What keeps it from being an amount.
    pub fn parse(yuan: &str) -> Result<Self, FenFault> {
        let typed = text::code(yuan).replace('。', ".");
        let typed = typed.trim_start_matches(['¥', '￥']).trim_end_matches('元');
        if typed.is_empty() {
            return Err(FenFault::Empty);
        }
        if typed.starts_with(['-', '−']) {
            return Err(FenFault::Negative);
        }
        if let Some(character) = typed.chars().find(|c| !matches!(c, '0'..='9' | '.' | ',')) {
            return Err(FenFault::ForbiddenCharacter { character });
        }
        let (whole, decimals) = typed.split_once('.').unwrap_or((typed, "00"));
        if whole.is_empty() || decimals.is_empty() || decimals.contains('.') {
            return Err(FenFault::Incomplete);
        }
        if decimals.contains(',') || !thousands_well_parted(whole) {
            return Err(FenFault::MisplacedComma);
        }
        if decimals.len() > 2 {
            return Err(FenFault::TooManyDecimals {
                found: text::count(decimals),
            });
        }
        let padding = if decimals.len() == 1 { "0" } else { "" };
        let mut fen: i64 = 0;
        for digit in [whole, decimals, padding]
            .iter()
            .flat_map(|part| part.bytes())
        {
            if digit != b',' {
                fen = fen
                    .saturating_mul(10)
                    .saturating_add(i64::from(digit - b'0'));
            }
        }
        Self::from_fen(fen)
    }

    /// The amount in fen.
    #[must_use]
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// 合计 — the sum, unless it is above [`Fen::MAX`].
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        Self::from_fen(self.0.checked_add(other.0)?).ok()
    }

    /// 小计 — this price times `quantity`, unless it is above [`Fen::MAX`].
    #[must_use]
    pub fn checked_mul(self, quantity: Quantity) -> Option<Self> {
        Self::from_fen(self.0.checked_mul(i64::from(quantity.get()))?).ok()
    }
}

/// Whether the commas of `whole`, if any, part it into thousands.
pub(super) fn thousands_well_parted(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default().len();
    let mut parted = false;
    for group in groups {
        parted = true;
        if group.len() != 3 {
            return false;
        }
    }
    !parted || (1..=3).contains(&first)
}

impl std::fmt::Display for Fen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl From<Fen> for i64 {
    fn from(amount: Fen) -> i64 {
        amount.0
    }
}

impl TryFrom<i64> for Fen {
    type Error = FenFault;
    fn try_from(fen: i64) -> Result<Self, FenFault> {
        Self::from_fen(fen)
    }
}
