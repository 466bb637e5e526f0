//! 时刻与日期: moments counted in UTC, days and hours as Beijing has them.

use serde::{Deserialize, Serialize};
use time::{Date, Month};

/// Milliseconds by which Beijing is ahead of UTC: eight hours, all year round.
const BEIJING_AHEAD_MS: i64 = 8 * HOUR_MS;
/// Milliseconds in an hour.
pub(crate) const HOUR_MS: i64 = 3_600_000;
/// Milliseconds in a day.
pub(crate) const DAY_MS: i64 = 24 * HOUR_MS;
/// The Julian day of 1970-01-01.
const EPOCH_JULIAN_DAY: i64 = 2_440_588;

/// 时刻 — a moment, in milliseconds since 1970-01-01T00:00Z; a number on the wire.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(i64);

/// 日期 — a day of the calendar, `2026-11-22`; that text on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(Date);

/// 日期的错误 — a text that is no day of the calendar as `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADay;

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
        let julian = days + EPOCH_JULIAN_DAY;
        let first = i64::from(Date::MIN.to_julian_day());
        let last = i64::from(Date::MAX.to_julian_day());
        let julian = i32::try_from(julian.clamp(first, last)).unwrap_or_default();
        Day(Date::from_julian_day(julian).unwrap_or(Date::MAX))
    }

    /// Milliseconds since midnight in Beijing.
    #[must_use]
    pub fn millis_of_day_in_shanghai(self) -> i64 {
        self.0.saturating_add(BEIJING_AHEAD_MS).rem_euclid(DAY_MS)
    }
}

impl Day {
    /// The day of that year, month (1–12) and day of the month, if there is one.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        Date::from_calendar_date(year, Month::try_from(month).ok()?, day)
            .ok()
            .map(Self)
    }

    /// Reads `YYYY-MM-DD`.
    ///
    /// # Errors
    /// Another form, or a day that no calendar has.
    pub fn parse(text: &str) -> Result<Self, NotADay> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else {
            return Err(NotADay);
        };
        let number = |digits: &[u8]| {
            digits.iter().try_fold(0i32, |n, b| {
                b.is_ascii_digit()
                    .then(|| n * 10 + i32::from(b - b'0'))
                    .ok_or(NotADay)
            })
        };
        let part =
            |digits: &[u8]| number(digits).and_then(|n| u8::try_from(n).map_err(|_| NotADay));
        Self::new(
            number(&[y1, y2, y3, y4])?,
            part(&[m1, m2])?,
            part(&[d1, d2])?,
        )
        .ok_or(NotADay)
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Month (1–12) and day of the month.
    #[must_use]
    pub fn month_day(self) -> (u8, u8) {
        (self.0.month().into(), self.0.day())
    }

    /// 周末 — whether it is a Saturday or Sunday.
    #[must_use]
    pub fn is_weekend(self) -> bool {
        self.0.weekday().number_from_monday() > 5
    }

    /// 次日 — the day after; at the end of the calendar none.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        self.0.next_day().map(Self)
    }

    /// 零时 — the moment it begins in Beijing.
    #[must_use]
    pub fn begins(self) -> Timestamp {
        let days = i64::from(self.0.to_julian_day()) - EPOCH_JULIAN_DAY;
        Timestamp(days * DAY_MS - BEIJING_AHEAD_MS)
    }

    /// 日终 — its last millisecond in Beijing, 23:59:59.999.
    #[must_use]
    pub fn ends(self) -> Timestamp {
        self.begins().plus_millis(DAY_MS - 1)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (month, day) = self.month_day();
        write!(f, "{:04}-{month:02}-{day:02}", self.year())
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

impl std::fmt::Display for NotADay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("日期应写成 2026-11-22 这样")
    }
}

impl std::error::Error for NotADay {}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}
