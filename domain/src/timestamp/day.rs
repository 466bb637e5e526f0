//! 日期: days of the calendar, beginning and ending as they do in Beijing.

use serde::{Deserialize, Serialize};
use time::{Date, Month};

use super::{BEIJING_AHEAD_MS, DAY_MS, Timestamp};
use crate::sentence::Sentence;

/// The Julian day of 1970-01-01.
const EPOCH_JULIAN_DAY: i64 = 2_440_588;

/// 日期 — a day of the calendar, `2026-11-22`; that text on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(Date);

/// 日期的错误 — a text that is no day of the calendar as `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADay;

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

    /// The day `days` after 1970-01-01, at most the ends of the calendar.
    pub(super) fn since_epoch(days: i64) -> Self {
        let first = i64::from(Date::MIN.to_julian_day());
        let last = i64::from(Date::MAX.to_julian_day());
        let julian = days.saturating_add(EPOCH_JULIAN_DAY).clamp(first, last);
        let julian = i32::try_from(julian).unwrap_or_default();
        Self(Date::from_julian_day(julian).unwrap_or(Date::MAX))
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
        Timestamp::from_millis(days * DAY_MS - BEIJING_AHEAD_MS)
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

impl NotADay {
    /// 说明 — what is expected.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        Sentence::new(
            "日期应写成 2026-11-22 这样（年-月-日），并且确有这一天。",
            "A date is written as 2026-11-22 (year-month-day), and must exist.",
        )
    }
}

impl std::fmt::Display for NotADay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.sentence().zh)
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
