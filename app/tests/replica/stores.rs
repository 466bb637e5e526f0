//! Stores that a browser throws away, or that answer wrongly.

use super::answers::*;
use super::support::*;

use app::replica::{Rows, Status, WriteBatch};

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
