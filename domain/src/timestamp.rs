//! 时刻: moments counted in UTC, shown as Beijing has them.

mod day;

use serde::{Deserialize, Serialize};

pub use day::{Day, NotADay};

/// Milliseconds by which Beijing is ahead of UTC: eight hours, all year round.
pub(crate) const BEIJING_AHEAD_MS: i64 = 8 * HOUR_MS;
/// Milliseconds in an hour.
pub(crate) const HOUR_MS: i64 = 3_600_000;
/// Milliseconds in a day.
pub(crate) const DAY_MS: i64 = 24 * HOUR_MS;

/// 时刻 — a moment, in milliseconds since 1970-01-01T00:00Z; a number on the wire.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment `ms` milliseconds after 1970-01-01T00:00Z.
    #[must_use]
    pub const fn from_millis(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since 1970-01-01T00:00Z.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// 之后 — the moment `ms` milliseconds later (earlier, if negative).
    #[must_use]
    pub const fn plus_millis(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// 之后若干小时 — the moment `hours` later, holidays or not.
    #[must_use]
    pub const fn plus_hours(self, hours: i64) -> Self {
        self.plus_millis(hours.saturating_mul(HOUR_MS))
    }

    /// 北京日期 — the day it is in Beijing (UTC+8). Moments beyond the years
    /// that a calendar has are taken to its ends.
    #[must_use]
    pub fn date_in_shanghai(self) -> Day {
        let days = self.0.saturating_add(BEIJING_AHEAD_MS).div_euclid(DAY_MS);
        Day::since_epoch(days)
    }

    /// Milliseconds since midnight in Beijing.
    #[must_use]
    pub fn millis_of_day_in_shanghai(self) -> i64 {
        self.0.saturating_add(BEIJING_AHEAD_MS).rem_euclid(DAY_MS)
    }
}

/// Beijing time to the minute, `2026-11-22 14:05`.
impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let minutes = self.millis_of_day_in_shanghai() / 60_000;
        write!(
            f,
            "{} {:02}:{:02}",
            self.date_in_shanghai(),
            minutes / 60,
            minutes % 60
        )
    }
}
