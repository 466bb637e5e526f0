//! Days and moments against the calendar of the `time` crate, and limits that rest on days
//! which no notice has settled.
#![allow(clippy::unwrap_used)]

use domain::calendar::{AnnouncedYear, WorkingCalendar};
use domain::timestamp::{Day, NotADay, Timestamp};
use proptest::prelude::*;
use time::{OffsetDateTime, UtcOffset};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn at(text: &str, hour: i64) -> Timestamp {
    day(text).begins().plus_hours(hour)
}

proptest! {
    #[test]
    fn a_moment_falls_on_the_day_and_the_minute_that_beijings_clock_shows(
        // The years 0001 to 9998.
        ms in -62_135_596_800_000..253_370_764_800_000_i64,
    ) {
        let seconds = OffsetDateTime::from_unix_timestamp(ms.div_euclid(1000)).unwrap();
        let beijing = seconds.to_offset(UtcOffset::from_hms(8, 0, 0).unwrap());
        let moment = Timestamp::from_millis(ms);
        let date = moment.date_in_shanghai();
        let (year, month, of_month) = (beijing.year(), u8::from(beijing.month()), beijing.day());
        prop_assert_eq!((date.year(), date.month_day()), (year, (month, of_month)));
        prop_assert_eq!(Day::new(year, month, of_month), Some(date));
        let weekday = beijing.weekday().number_days_from_monday();
        prop_assert_eq!(date.is_weekend(), weekday >= 5);
        let (hour, minute) = (beijing.hour(), beijing.minute());
        let shown = format!("{year:04}-{month:02}-{of_month:02} {hour:02}:{minute:02}");
        prop_assert_eq!(moment.to_string(), shown);
        let into = ms - date.begins().as_millis();
        prop_assert_eq!(moment.millis_of_day_in_shanghai(), into);
        prop_assert_eq!(date.ends().as_millis() - date.begins().as_millis(), 86_399_999);
        prop_assert_eq!(date.next().unwrap().begins(), date.begins().plus_hours(24));
    }
}

#[test]
fn beyond_the_calendars_ends_a_moment_falls_on_its_first_or_last_day() {
    for (ms, expected) in [(i64::MIN, -9999), (i64::MAX, 9999)] {
        let day = Timestamp::from_millis(ms).date_in_shanghai();
        assert_eq!(day.year(), expected);
    }
    let last = Timestamp::from_millis(i64::MAX).date_in_shanghai();
    assert_eq!((last.month_day(), last.next()), ((12, 31), None));
}

#[test]
fn what_is_no_day_is_told_how_one_is_written() {
    assert_eq!(NotADay.to_string(), NotADay.sentence().zh);
    assert!(NotADay.to_string().contains("2026-11-22"));
    assert!(serde_json::from_str::<Day>("\"2026-02-30\"").is_err());
    assert_eq!(Day::new(2026, 13, 1), None);
    assert_eq!(Day::new(2026, 0, 1), None);
}

#[test]
fn a_limit_is_provisional_where_any_day_on_its_way_is() {
    let built_in = WorkingCalendar::built_in();
    let quiet = |year| AnnouncedYear {
        year,
        holidays: vec![],
        make_up: vec![],
    };
    let both = WorkingCalendar::new(vec![quiet(2026), quiet(2027)]);
    // 24 December 2026 is a Thursday; from the 25th the next year's notice may move days.
    for (start, hours_provisional, one_day_provisional) in [
        (at("2026-12-23", 15), false, false),
        (at("2026-12-24", 15), true, true),
        (at("2026-12-25", 15), true, true),
        // The last day of a year of which nothing is known, before days that are settled.
        (at("2025-12-31", 15), true, false),
    ] {
        let hours = built_in.add_working_hours_24(start);
        assert_eq!(hours.provisional, hours_provisional, "{start}");
        let days = built_in.add_working_days(start, 1);
        assert_eq!(days.provisional, one_day_provisional, "{start}");
        let (hours, days) = (
            both.add_working_hours_24(start),
            both.add_working_days(start, 1),
        );
        assert_eq!(
            (hours.provisional, days.provisional),
            (start < at("2026-01-01", 0), false)
        );
    }
    // Unsettled days in the middle of the way, settled ones at its end.
    let gap = WorkingCalendar::new(vec![quiet(2025), quiet(2027)]);
    assert!(gap.add_working_days(at("2025-12-24", 9), 300).provisional);
    assert_eq!(WorkingCalendar::default(), built_in);
}
