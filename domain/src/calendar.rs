//! 工作日: working days and the limits that count them (facts.md, Working days).
//!
//! Holidays and make-up working days come from the State Council's yearly
//! notice; they are data, not arithmetic. Where no notice is known yet,
//! weekdays are taken to be worked and what follows from it is *provisional*.

use serde::{Deserialize, Serialize};

use crate::timestamp::{DAY_MS, Day, Timestamp};

/// 2026 年放假 — holidays as (month, first day, last day), by the State
/// Council's notice for 2026.
const HOLIDAYS_2026: [(u8, u8, u8); 7] = [
    (1, 1, 3),
    (2, 15, 23),
    (4, 4, 6),
    (5, 1, 5),
    (6, 19, 21),
    (9, 25, 27),
    (10, 1, 7),
];

/// 2026 年调休上班 — make-up working days as (month, day), by the same notice.
const MAKE_UP_2026: [(u8, u8); 6] = [(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)];

/// 一年的放假安排 — what one year's notice says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnnouncedYear {
    /// 年份 — the year.
    pub year: i32,
    /// 放假 — days off, weekends within them included.
    pub holidays: Vec<Day>,
    /// 调休上班 — weekend days that are worked.
    pub make_up: Vec<Day>,
}

/// 工作日历 — the years announced so far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WorkingCalendar {
    years: Vec<AnnouncedYear>,
}

/// 期限 — when something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// 截止时刻 — the last moment that is in time.
    pub at: Timestamp,
    /// 暂定 — whether it rests on days that no notice has settled yet.
    pub provisional: bool,
}

impl WorkingCalendar {
    /// A calendar of these years.
    #[must_use]
    pub fn new(years: Vec<AnnouncedYear>) -> Self {
        Self { years }
    }

    /// 内置日历 — the years known when this was built: 2026.
    #[must_use]
    pub fn built_in() -> Self {
        let day = |month, day| Day::new(2026, month, day);
        Self::new(vec![AnnouncedYear {
            year: 2026,
            holidays: HOLIDAYS_2026
                .iter()
                .flat_map(|&(month, first, last)| (first..=last).filter_map(move |d| day(month, d)))
                .collect(),
            make_up: MAKE_UP_2026
                .iter()
                .filter_map(|&(m, d)| day(m, d))
                .collect(),
        }])
    }

    /// 是否工作日 — whether `day` is worked, and whether that is provisional:
    /// its year's notice is not known, or it is among the last days of December
    /// (from the 25th), which the next year's notice may still move.
    #[must_use]
    pub fn is_working_day(&self, day: Day) -> (bool, bool) {
        // A notice may also settle days of the December before its year.
        if self.years.iter().any(|year| year.make_up.contains(&day)) {
            return (true, false);
        }
        if self.years.iter().any(|year| year.holidays.contains(&day)) {
            return (false, false);
        }
        let late_december = matches!(day.month_day(), (12, 25..));
        let settled =
            self.knows(day.year()) && (!late_december || self.knows(day.year().saturating_add(1)));
        (!day.is_weekend(), !settled)
    }

    /// 若干工作日内 — due at 23:59:59.999 Beijing time of the `days`-th working
    /// day after the day of `start`, which itself is not counted; with 0, at the
    /// end of that day.
    #[must_use]
    pub fn add_working_days(&self, start: Timestamp, days: u16) -> Deadline {
        let mut day = start.date_in_shanghai();
        let mut provisional = false;
        for _ in 0..days {
            let (next, unsettled) = self.next_working_day(day);
            day = next;
            provisional |= unsettled;
        }
        Deadline {
            at: day.ends(),
            provisional,
        }
    }

    /// 24 小时（工作日）— 24 hours that run on working days only (hunan.md H3):
    /// asked on Friday 15:00, due on Monday 15:00. What is asked on a day off
    /// counts from the beginning of the next working day to its end.
    #[must_use]
    pub fn add_working_hours_24(&self, start: Timestamp) -> Deadline {
        let day = start.date_in_shanghai();
        let elapsed = start.millis_of_day_in_shanghai();
        let (works_today, unsettled_today) = self.is_working_day(day);
        if works_today && elapsed == 0 {
            return Deadline {
                at: start.plus_millis(DAY_MS),
                provisional: unsettled_today,
            };
        }
        let (next, unsettled) = self.next_working_day(day);
        let into_next = if works_today { elapsed } else { DAY_MS };
        Deadline {
            at: next.begins().plus_millis(into_next),
            provisional: unsettled_today || unsettled,
        }
    }

    /// The first working day after `day`, and whether a day that was looked at
    /// on the way there is unsettled.
    fn next_working_day(&self, day: Day) -> (Day, bool) {
        let (mut day, mut provisional) = (day, false);
        while let Some(next) = day.next() {
            day = next;
            let (works, unsettled) = self.is_working_day(day);
            provisional |= unsettled;
            if works {
                break;
            }
        }
        (day, provisional)
    }

    /// Whether the notice for `year` is known.
    fn knows(&self, year: i32) -> bool {
        self.years.iter().any(|known| known.year == year)
    }
}

impl Default for WorkingCalendar {
    fn default() -> Self {
        Self::built_in()
    }
}
