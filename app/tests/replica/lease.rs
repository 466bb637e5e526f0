//! The lease: how long records are shown without another contact, and by which
//! clock.

use super::answers::*;
use super::support::*;

use domain::protocol::PullResponse;
use domain::timestamp::Timestamp;

const HOUR: i64 = 3_600_000;

fn after(hours: i64) -> Timestamp {
    NOW.plus_hours(hours)
}

fn contact(now: Timestamp) -> PullResponse {
    PullResponse {
        now,
        lease_until: now.plus_hours(24 * LEASE_DAYS),
        ..news("one", 0, [])
    }
}

#[test]
fn before_the_first_contact_there_is_nothing_to_hide() {
    let tab = Tab::new(1);
    assert!(tab.replica.meta().lease_holds(after(1_000_000)));
}

#[test]
fn a_lease_holds_until_its_end_and_not_at_it() {
    let tab = acquainted(1, vec![]);
    let end = 24 * LEASE_DAYS;
    let meta = tab.replica.meta();
    assert!(meta.lease_holds(after(end).plus_millis(-1)));
    assert!(!meta.lease_holds(after(end)));
}

#[test]
fn a_clock_that_is_a_year_off_neither_ends_nor_prolongs_a_lease() {
    for off in [-365 * 24, 365 * 24] {
        let mut tab = Tab::new(1);
        // The device's clock at the contact, and what the server says it is.
        tab.pull_at(contact(NOW), after(off));
        let meta = tab.replica.meta();
        assert!(meta.lease_holds(after(off + 24 * LEASE_DAYS - 1)), "{off}");
        assert!(!meta.lease_holds(after(off + 24 * LEASE_DAYS)), "{off}");
    }
}

#[test]
fn clocks_at_the_ends_of_time_are_survived() {
    for now in [i64::MIN, i64::MAX] {
        let mut tab = acquainted(1, vec![]);
        tab.pull_at(contact(NOW), Timestamp::from_millis(now));
        tab.pull_at(contact(NOW), Timestamp::from_millis(-now.saturating_add(1)));
        assert!(tab.replica.meta().lease_holds(Timestamp::from_millis(now)) || now == i64::MAX);
    }
}

#[test]
fn contact_without_news_prolongs_the_lease() {
    let mut tab = acquainted(1, vec![]);
    // Asked every five minutes for eight days, with nothing new all the while.
    for minutes in (5..8 * 24 * 60).step_by(5) {
        let now = NOW.plus_millis(minutes * 60_000);
        tab.pull_at(contact(now), now);
    }
    let last = NOW.plus_millis((8 * 24 * 60 - 5) * 60_000);
    assert_eq!(tab.replica.meta().last_contact, Some(last));
    assert!(
        tab.replica.meta().lease_holds(last),
        "in contact a moment ago"
    );
    // And after a restart, but for some minutes.
    let tab = tab.reopened();
    let most = last.plus_hours(24 * LEASE_DAYS).plus_millis(-HOUR / 2);
    assert!(tab.replica.meta().lease_holds(most));
}

#[test]
fn a_clock_that_was_set_right_is_noted_at_the_next_contact() {
    let mut tab = Tab::new(1);
    tab.pull_at(contact(NOW), after(-24));
    tab.pull_at(contact(after(1)), after(1));
    let tab = tab.reopened();
    assert_eq!(tab.replica.meta().clock_offset, 0);
}
