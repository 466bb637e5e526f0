//! What was counted, added up: `app/data_use.js` keeps one row for each day and
//! kind, here they become today's and the month's.

use domain::timestamp::Day;

/// What the heads of an exchange take over HTTP/1.1, the request's and the
/// answer's: no browser tells it, so these are averages of Chromium's with this
/// server, as they were counted on the wire.
const PROGRAM_HEADS: (u64, u64) = (490, 730);
const CALL_HEADS: (u64, u64) = (690, 450);
/// The same where heads are compressed, over HTTP/2 and HTTP/3.
const COMPRESSED_HEADS: (u64, u64) = (100, 150);

/// 流量类别 — what bytes were moved for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The program's own files.
    Program,
    /// Changes going up and coming down.
    Sync,
    /// Signing in, passwords.
    Other,
}

impl Kind {
    /// All of them, as they are shown.
    pub const ALL: [Self; 3] = [Self::Program, Self::Sync, Self::Other];

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "program" => Self::Program,
            "sync" => Self::Sync,
            "other" => Self::Other,
            _ => return None,
        })
    }
}

/// 收发字节 — bytes both ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bytes {
    /// Sent: bodies as they went, and an allowance for heads.
    pub sent: u64,
    /// Received: bodies as they came, and an allowance for heads.
    pub received: u64,
}

/// 流量合计 — all that is kept of what was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally(Vec<(Day, Kind, Bytes)>);

impl Tally {
    /// Of the rows that are kept; what is no row of ours counts nothing.
    #[must_use]
    pub fn of(rows: &[(String, Vec<u8>)]) -> Self {
        let known = |(key, value): &(String, Vec<u8>)| {
            let (day, kind) = of_key(key)?;
            Some((day, kind, bytes(kind, value)?))
        };
        Self(rows.iter().filter_map(known).collect())
    }

    /// What was moved for `kind` on the days that `of` says.
    #[must_use]
    pub fn sum(&self, kind: Kind, of: impl Fn(Day) -> bool) -> Bytes {
        let counted = self
            .0
            .iter()
            .filter(|(day, each, _)| *each == kind && of(*day));
        counted.fold(Bytes::default(), |sum, (_, _, bytes)| sum.and(*bytes))
    }

    /// The first day of which anything is known.
    #[must_use]
    pub fn since(&self) -> Option<Day> {
        self.0.iter().map(|(day, ..)| *day).min()
    }
}

impl Bytes {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            sent: self.sent.saturating_add(other.sent),
            received: self.received.saturating_add(other.received),
        }
    }
}

/// Whether both days are in one month.
#[must_use]
pub fn same_month(one: Day, other: Day) -> bool {
    months(one) == months(other)
}

/// Whether `day` is in the month before that of `today`.
#[must_use]
pub fn last_month(day: Day, today: Day) -> bool {
    months(day) + 1 == months(today)
}

/// The rows that are older than last month.
#[must_use]
pub fn expired<'a>(keys: impl Iterator<Item = &'a String>, today: Day) -> Vec<String> {
    let old = |key: &&String| of_key(key).is_none_or(|(day, _)| months(day) + 1 < months(today));
    keys.filter(old).cloned().collect()
}

fn months(day: Day) -> i32 {
    day.year() * 12 + i32::from(day.month_day().0)
}

fn of_key(key: &str) -> Option<(Day, Kind)> {
    let (day, kind) = key.split_once(' ')?;
    Some((Day::parse(day).ok()?, Kind::named(kind)?))
}

/// Exchanges over HTTP/1, over newer versions, bytes of bodies sent, bytes of
/// bodies received: four numbers as JavaScript has them.
fn bytes(kind: Kind, value: &[u8]) -> Option<Bytes> {
    let mut numbers = value.chunks_exact(8).map(|eight| {
        let number = eight.try_into().map_or(0.0, f64::from_le_bytes);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        // Whole and not negative.
        let whole = number as u64;
        whole
    });
    let mut next = || numbers.next();
    let (plain, newer, sent, received) = (next()?, next()?, next()?, next()?);
    let head = if kind == Kind::Program {
        PROGRAM_HEADS
    } else {
        CALL_HEADS
    };
    let with_heads = |bodies: u64, head: u64, compressed: u64| {
        bodies
            .saturating_add(plain.saturating_mul(head))
            .saturating_add(newer.saturating_mul(compressed))
    };
    Some(Bytes {
        sent: with_heads(sent, head.0, COMPRESSED_HEADS.0),
        received: with_heads(received, head.1, COMPRESSED_HEADS.1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(key: &str, numbers: [f64; 4]) -> (String, Vec<u8>) {
        let bytes = numbers.into_iter().flat_map(f64::to_le_bytes).collect();
        (key.to_owned(), bytes)
    }

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn days_and_months_are_added_up_by_kind() {
        let tally = Tally::of(&[
            row("2026-10-31 sync", [1.0, 0.0, 1.0, 2.0]),
            row("2026-11-01 sync", [0.0, 0.0, 10.0, 20.0]),
            row("2026-11-22 program", [1.0, 0.0, 0.0, 150_000.0]),
            row("2026-11-22 sync", [2.0, 3.0, 100.0, 200.0]),
        ]);
        let today = day("2026-11-22");
        let (up, down) = (2 * 690 + 3 * 100, 2 * 450 + 3 * 150);
        for (kind, of_today, of_month) in [
            (Kind::Program, (490, 150_730), (490, 150_730)),
            (Kind::Sync, (100 + up, 200 + down), (110 + up, 220 + down)),
            (Kind::Other, (0, 0), (0, 0)),
        ] {
            let told = |bytes: Bytes| (bytes.sent, bytes.received);
            assert_eq!(
                told(tally.sum(kind, |day| day == today)),
                of_today,
                "{kind:?}"
            );
            assert_eq!(
                told(tally.sum(kind, |day| same_month(day, today))),
                of_month,
                "{kind:?}"
            );
        }
        let last = tally.sum(Kind::Sync, |day| last_month(day, today));
        assert_eq!(
            last,
            Bytes {
                sent: 691,
                received: 452
            }
        );
        assert_eq!(tally.since(), Some(day("2026-10-31")));
    }

    #[test]
    fn last_month_is_kept_and_what_is_older_goes() {
        for (today, kept, gone) in [
            ("2026-11-22", "2026-10-01 sync", "2026-09-30 sync"),
            ("2027-01-01", "2026-12-01 other", "2026-11-30 other"),
        ] {
            let keys = [kept.to_owned(), gone.to_owned(), "strange".to_owned()];
            assert_eq!(
                expired(keys.iter(), day(today)),
                [gone, "strange"],
                "{today}"
            );
            assert!(last_month(day(&kept[..10]), day(today)), "{today}");
        }
        assert!(!last_month(day("2025-10-31"), day("2026-11-22")));
    }

    #[test]
    fn what_is_no_row_of_ours_counts_nothing() {
        let tally = Tally::of(&[
            row("2026-11-22 elsewhere", [1.0; 4]),
            row("yesterday sync", [1.0; 4]),
            ("2026-11-22 sync".to_owned(), vec![1, 2, 3]),
        ]);
        assert_eq!(tally, Tally::default());
    }
}
