//! Stores that a browser throws away, or that answer wrongly.

use super::answers::*;
use super::support::*;

use app::replica::{Meta, Pulled, Replica, Rows, Status, WriteBatch};
use domain::map::SortedMap;
use domain::protocol::{LogHead, PushResponse};

#[test]
fn a_store_thrown_away_under_an_open_tab_is_read_from_the_server_again() {
    let mut tab = acquainted(1, vec![put(theirs(9), "甲")]);
    tab.queue(submit("乙"));
    assert!(!tab.replica.pull_request().cursors.is_empty());
    tab.thrown_away();
    tab.reload();
    assert!(tab.seen().is_empty());
    let asked = tab.replica.pull_request();
    assert!(
        asked.cursors.is_empty(),
        "nothing of what is gone counts as read"
    );
    tab.pull(news(
        "one",
        0,
        [(listings(), page(5, vec![put(theirs(9), "甲")]))],
    ));
    assert_eq!(tab.reopened().seen(), ["甲"]);
}

#[test]
fn what_no_row_of_the_server_says_stays_when_a_store_is_thrown_away() {
    let mut tab = acquainted(1, vec![put(theirs(9), "甲")]);
    let batch = tab.replica.begin(Some("查询凭证".into()));
    tab.keep(&batch);
    tab.queue(submit("乙"));
    let request = tab.send();
    let head = LogHead {
        epoch: "one".into(),
        length: 1,
        head: "1".repeat(64),
    };
    tab.hear(&PushResponse {
        heads: [(listings(), head)].into(),
        ..accepted(&request, "one", 1)
    });
    let fast = NOW.plus_hours(-9);
    let asked = tab.replica.pull_request();
    let answer = news("one", 1, [(listings(), page(6, vec![]))]);
    let Pulled::Complete(batch) = tab.replica.pulled(&asked, answer, fast) else {
        panic!("that was all");
    };
    tab.keep(&batch);
    let before = tab.replica.meta().clone();
    assert!(before.lease_until.is_some() && before.last_contact.is_some());
    assert_ne!(before.clock_offset, 0);
    tab.thrown_away();
    tab.reload();
    let after = tab.replica.meta().clone();
    assert_ne!(after.client_id, before.client_id);
    let expected = Meta {
        client_id: after.client_id,
        next_mid: 1,
        epoch: String::new(),
        cursors: SortedMap::new(),
        last_mid: 0,
        durable_through: 0,
        ..before
    };
    assert_eq!(after, expected);
}

#[test]
fn a_store_is_new_until_something_was_written_and_then_keeps_its_name() {
    let identity = Tab::new(1).replica.meta().identity.clone();
    let unwritten = Replica::load(Rows::default(), identity, profile(), client(1));
    assert!(unwritten.is_new());
    // Nothing lies there but the row of the replica itself.
    let mut tab = Tab::new(1);
    assert!(!tab.replica.is_new());
    tab.reload();
    assert_eq!(tab.replica.meta().client_id, client(1));
}

#[test]
fn a_store_thrown_away_in_which_only_a_draft_was_kept_since_is_begun_anew_all_the_same() {
    let mut tab = acquainted(1, vec![]);
    tab.queue(submit("甲"));
    tab.thrown_away();
    let batch = tab.replica.keep_draft("listing", "半句");
    tab.keep(&batch);
    tab.reload();
    assert_ne!(tab.replica.meta().client_id, client(1));
    assert!(tab.replica.items().is_empty());
    assert_eq!(tab.replica.draft("listing"), Some("半句"));
}

#[test]
fn what_is_queued_after_a_store_was_thrown_away_has_a_number_that_no_tab_has_used() {
    let mut first = acquainted(1, vec![]);
    let mut second = first.another();
    first.queue(submit("甲"));
    let request = first.send();
    // The second tab has not heard of it, and is the one to go on.
    first.thrown_away();
    second.reload();
    let after = second.queue(submit("乙"));
    assert_ne!(after.client, client(1));
    second.hear(&accepted(&request, "one", 1));
    assert_eq!(
        second.status(after),
        Status::Waiting,
        "nobody has answered it"
    );
    second.thrown_away();
    second.reload();
    let again = second.queue(submit("丙"));
    assert!(![client(1), after.client].contains(&again.client));
    first.reload();
    assert_eq!(
        first.replica.meta().client_id,
        again.client,
        "one name a store"
    );
    assert_eq!(first.seen(), ["丙"]);
}

#[test]
fn a_store_begun_anew_is_not_taken_for_the_one_before() {
    let batch = |expect| WriteBatch {
        expect,
        ..WriteBatch::default()
    };
    assert_eq!(
        batch(None).generation(NOW.as_millis()),
        None,
        "drafts do not count"
    );
    assert_eq!(batch(Some(7)).generation(NOW.as_millis()), Some(8));
    let first = |now: i64| batch(Some(0)).generation(now).unwrap();
    let (earlier, later) = (first(NOW.as_millis()), first(NOW.as_millis() + 60_000));
    assert!(later > earlier + 10_000, "commits do not catch up with it");
    for now in [0, -1, 1 << 46, i64::MIN, i64::MAX] {
        assert!(
            first(now) > 0,
            "a store that has been written to is not new"
        );
        assert!(first(now) < 1 << 47, "segments are numbered behind it");
    }
}

#[test]
fn a_commit_that_went_through_after_all_is_known_again() {
    let mut tab = Tab::new(1);
    let (_, batch) = tab.replica.queue(submit("甲"), NOW).unwrap();
    let before = tab.rows();
    tab.keep(&batch);
    let rows = tab.rows();
    assert!(batch.made(&rows));
    assert!(!batch.made(&before), "nothing was written");
    let mut other = tab.another();
    other.queue(submit("乙"));
    assert!(!batch.made(&other.rows()), "another tab went on from there");
    let without = Rows {
        rows: vec![],
        ..rows
    };
    assert!(!batch.made(&without), "another tab was first");
}
