//! Amounts, days and times, as people read them. Times are Beijing's.

use domain::identifiers::Fen;
use domain::sentence::Language;
use domain::timestamp::{Day, Timestamp};

use crate::clock;
use crate::language::{language, say};

/// An amount, `¥1,234.50`.
#[must_use]
pub fn money(amount: Fen) -> String {
    let plain = amount.to_string();
    let whole = plain.len().saturating_sub(3);
    let mut text = String::from("¥");
    for (index, c) in plain.chars().enumerate() {
        if index > 0 && index < whole && (whole - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(c);
    }
    text
}

/// A moment, `2026-11-22 14:05`, by Beijing's clock.
#[must_use]
pub fn moment(at: Timestamp) -> String {
    at.to_string()
}

/// A day, `2026 年 11 月 27 日`; reactive.
#[must_use]
pub fn day(day: Day) -> String {
    if language() == Language::English {
        return day.to_string();
    }
    let (month, date) = day.month_day();
    [
        &day.year().to_string(),
        " 年 ",
        &month.to_string(),
        " 月 ",
        &date.to_string(),
        " 日",
    ]
    .concat()
}

/// How long ago, `5 分钟前`; reactive, counts on each minute.
#[must_use]
pub fn ago(at: Timestamp) -> String {
    let minutes = (clock::minute().as_millis().max(at.as_millis()) - at.as_millis()) / 60_000;
    let (count, zh, en) = match minutes {
        0 => return say("刚刚", "just now").to_owned(),
        1..60 => (minutes, " 分钟前", " min ago"),
        60..1440 => (minutes / 60, " 小时前", " h ago"),
        _ => (minutes / 1440, " 天前", " days ago"),
    };
    count.to_string() + say(zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_by_commas() {
        for (fen, text) in [
            (0, "¥0.00"),
            (99_999, "¥999.99"),
            (100_000, "¥1,000.00"),
            (123_456_789, "¥1,234,567.89"),
        ] {
            assert_eq!(Fen::from_fen(fen).map(money), Ok(text.to_owned()));
        }
    }
}
