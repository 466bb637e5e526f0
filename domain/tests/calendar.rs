//! Working days of 2026, the limits that count them, and Beijing's clock.
#![allow(clippy::unwrap_used)]

use domain::calendar::{AnnouncedYear, WorkingCalendar};
use domain::timestamp::{Day, Timestamp};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// A moment of Beijing time, `2026-11-22 14:05`.
fn at(text: &str) -> Timestamp {
    let (date, clock) = text.split_once(' ').unwrap();
    let (hours, minutes) = clock.split_once(':').unwrap();
    let minutes = hours.parse::<i64>().unwrap() * 60 + minutes.parse::<i64>().unwrap();
    day(date).begins().plus_millis(minutes * 60_000)
}

#[test]
fn every_make_up_day_of_2026_is_worked_though_a_weekend() {
    let calendar = WorkingCalendar::built_in();
    for text in [
        "2026-01-04",
        "2026-02-14",
        "2026-02-28",
        "2026-05-09",
        "2026-09-20",
        "2026-10-10",
    ] {
        assert!(day(text).is_weekend(), "{text}");
        assert_eq!(calendar.is_working_day(day(text)), (true, false), "{text}");
    }
}

#[test]
fn every_holiday_of_2026_is_off_from_its_first_day_to_its_last() {
    let calendar = WorkingCalendar::built_in();
    let holidays = [
        ("2026-01-01", "2026-01-03", 3),
        ("2026-02-15", "2026-02-23", 9),
        ("2026-04-04", "2026-04-06", 3),
        ("2026-05-01", "2026-05-05", 5),
        ("2026-06-19", "2026-06-21", 3),
        ("2026-09-25", "2026-09-27", 3),
        ("2026-10-01", "2026-10-07", 7),
    ];
    for (first, last, length) in holidays {
        let mut date = day(first);
        for _ in 1..length {
            assert_eq!(calendar.is_working_day(date), (false, false), "{date}");
            date = date.next().unwrap();
        }
        assert_eq!(calendar.is_working_day(date), (false, false), "{date}");
        assert_eq!(date, day(last));
    }
}

#[test]
fn ordinary_days_of_2026_are_worked_on_weekdays_only() {
    let calendar = WorkingCalendar::built_in();
    for (text, works) in [
        ("2026-02-24", true),
        ("2026-10-08", true),
        ("2026-11-20", true),
        ("2026-11-21", false),
        ("2026-11-22", false),
    ] {
        assert_eq!(calendar.is_working_day(day(text)), (works, false), "{text}");
    }
}

#[test]
fn a_year_without_a_notice_and_the_last_days_before_it_are_provisional() {
    let calendar = WorkingCalendar::built_in();
    assert_eq!(calendar.is_working_day(day("2026-12-24")), (true, false));
    assert_eq!(calendar.is_working_day(day("2026-12-31")), (true, true));
    assert_eq!(calendar.is_working_day(day("2027-01-04")), (true, true));
    assert_eq!(calendar.is_working_day(day("2027-01-09")), (false, true));
    assert_eq!(calendar.is_working_day(day("2025-11-21")), (true, true));
    let announced = AnnouncedYear {
        year: 2027,
        holidays: vec![day("2027-01-01")],
        make_up: vec![day("2026-12-26")],
    };
    let both = WorkingCalendar::new(vec![
        AnnouncedYear {
            year: 2026,
            holidays: vec![],
            make_up: vec![],
        },
        announced,
    ]);
    assert_eq!(both.is_working_day(day("2026-12-26")), (true, false));
    assert_eq!(both.is_working_day(day("2026-12-31")), (true, false));
}

#[test]
fn working_days_end_at_the_last_millisecond_in_beijing() {
    let calendar = WorkingCalendar::built_in();
    let cases = [
        ("2026-11-23 09:00", 1, "2026-11-24", false),
        ("2026-11-20 15:00", 5, "2026-11-27", false),
        ("2026-11-22 14:05", 5, "2026-11-27", false),
        ("2026-02-13 10:00", 1, "2026-02-14", false),
        ("2026-02-13 10:00", 2, "2026-02-24", false),
        ("2026-09-30 23:59", 5, "2026-10-13", false),
        ("2026-11-22 14:05", 0, "2026-11-22", false),
        ("2026-12-30 10:00", 5, "2027-01-06", true),
    ];
    for (start, days, due, provisional) in cases {
        let deadline = calendar.add_working_days(at(start), days);
        assert_eq!(deadline.at, day(due).ends(), "{start} + {days}");
        assert_eq!(deadline.provisional, provisional, "{start} + {days}");
    }
    assert_eq!(
        day("2026-11-27").ends().plus_millis(1),
        day("2026-11-28").begins()
    );
}

#[test]
fn twenty_four_hours_run_on_working_days_only() {
    let calendar = WorkingCalendar::built_in();
    let cases = [
        ("2026-11-20 15:00", "2026-11-23 15:00"),
        ("2026-11-23 15:00", "2026-11-24 15:00"),
        ("2026-11-21 10:00", "2026-11-24 00:00"),
        ("2026-11-22 23:59", "2026-11-24 00:00"),
        ("2026-09-30 15:00", "2026-10-08 15:00"),
        ("2026-02-13 15:00", "2026-02-14 15:00"),
        ("2026-02-14 15:00", "2026-02-24 15:00"),
        ("2026-11-20 00:00", "2026-11-21 00:00"),
    ];
    for (asked, due) in cases {
        let deadline = calendar.add_working_hours_24(at(asked));
        assert_eq!(deadline.at, at(due), "{asked}");
        assert!(!deadline.provisional, "{asked}");
    }
    assert!(
        calendar
            .add_working_hours_24(at("2026-12-31 15:00"))
            .provisional
    );
}

#[test]
fn plain_hours_run_through_holidays() {
    assert_eq!(
        at("2026-10-01 09:00").plus_hours(48),
        at("2026-10-03 09:00")
    );
}

#[test]
fn moments_are_shown_in_beijing_time_and_fall_on_beijings_days() {
    // 2026-11-22T06:05Z
    let moment = Timestamp::from_millis(1_795_327_500_000);
    assert_eq!(moment.to_string(), "2026-11-22 14:05");
    assert_eq!(at("2026-11-22 14:05"), moment);
    assert_eq!(Timestamp::from_millis(0).to_string(), "1970-01-01 08:00");
    assert_eq!(at("2026-11-22 00:00").date_in_shanghai(), day("2026-11-22"));
    assert_eq!(
        at("2026-11-22 00:00").plus_millis(-1).date_in_shanghai(),
        day("2026-11-21")
    );
    assert_eq!(serde_json::to_string(&moment).unwrap(), "1795327500000");
}

#[test]
fn days_are_read_and_written_as_year_month_day() {
    assert_eq!(day("2026-02-28").next().unwrap().to_string(), "2026-03-01");
    assert_eq!(day("2028-02-29").to_string(), "2028-02-29");
    for wrong in [
        "",
        "2026-2-1",
        "2026-02-29",
        "2026-13-01",
        "26-01-01",
        "2026/01/01",
        "2026-01-0a",
        "+026-01-01",
    ] {
        assert!(Day::parse(wrong).is_err(), "{wrong}");
    }
    assert_eq!(
        serde_json::to_string(&day("2026-11-22")).unwrap(),
        "\"2026-11-22\""
    );
    assert_eq!(
        serde_json::from_str::<Day>("\"2026-11-22\"").unwrap(),
        day("2026-11-22")
    );
}
