//! Tabs that share a store: numbers are given by the commit, not by a leader.

use super::answers::*;
use super::support::*;

use app::replica::{CommitFault, QueueFault, Status};
use domain::review::ReviewAct;

#[test]
fn of_two_tabs_that_queue_at_once_the_second_takes_the_next_number() {
    let mut first = Tab::new(1);
    let mut second = first.another();
    let (one, batch) = first.replica.queue(submit("甲"), NOW).unwrap();
    let (same, overtaken) = second.replica.queue(submit("乙"), NOW).unwrap();
    assert_eq!((one.mid, same), (1, one), "neither knows of the other yet");
    first.keep(&batch);
    assert_eq!(second.try_keep(&overtaken), Err(CommitFault::Overtaken));
    second.reload();
    let (two, batch) = second.replica.queue(submit("乙"), NOW).unwrap();
    assert_eq!((two.client, two.mid), (one.client, 2));
    second.keep(&batch);
    first.reload();
    assert_eq!(first.seen(), ["甲", "乙"]);
}

#[test]
fn a_tab_opened_beside_another_goes_by_the_stores_name_and_not_by_its_own() {
    let mut first = Tab::new(1);
    first.queue(submit("甲"));
    let second = first.another();
    assert_eq!(second.replica.meta().client_id, client(1));
    assert!(!second.replica.is_new());
}

#[test]
fn of_two_tabs_opened_at_once_on_a_new_store_one_begins_it() {
    let mut first = Tab::new(1);
    let batch = first.another().replica.begin(None);
    // A third tab which had seen the store empty comes too late.
    let late = app::replica::WriteBatch {
        expect: Some(0),
        ..batch
    };
    assert_eq!(first.try_keep(&late), Err(CommitFault::Overtaken));
}

#[test]
fn a_commit_told_of_late_does_not_undo_what_was_reloaded_meanwhile() {
    let mut first = Tab::new(1);
    let mut second = first.another();
    let (origin, batch) = first.replica.queue(submit("甲"), NOW).unwrap();
    // The commit is through, and before the tab is told it has reloaded, and
    // another has taken the command back.
    let late = batch.clone();
    first.keep(&batch);
    second.reload();
    let taken_back = second.replica.discard(origin, NOW).unwrap();
    second.keep(&taken_back);
    first.reload();
    first.replica.committed(&late, 2);
    assert!(first.seen().is_empty());
    assert_eq!(first.replica.queue(submit("乙"), NOW).unwrap().0.mid, 2);
}

#[test]
fn what_one_tab_has_sent_another_cannot_take_back() {
    let mut first = Tab::new(1);
    let origin = first.queue(submit("甲"));
    let mut second = first.another();
    let taken_back = second.replica.discard(origin, NOW).unwrap();
    first.send();
    assert_eq!(second.try_keep(&taken_back), Err(CommitFault::Overtaken));
    second.reload();
    assert_eq!(
        second.replica.discard(origin, NOW),
        Err(QueueFault::NotPossible)
    );
}

#[test]
fn both_tabs_may_send_the_same_and_one_answer_settles_it() {
    let mut first = Tab::new(1);
    let origin = first.queue(submit("甲"));
    let mut second = first.another();
    let request = first.send();
    second.reload();
    assert_eq!(bytes(&second.send()), bytes(&request));
    let response = accepted(&request, "one", 0);
    first.hear(&response);
    second.reload();
    second.hear(&response);
    assert!(matches!(second.status(origin), Status::Accepted { .. }));
    assert!(second.replica.push_request().is_none());
}

#[test]
fn typing_in_one_tab_makes_no_other_reload() {
    let mut first = Tab::new(1);
    let mut second = first.another();
    let (_, batch) = second.replica.queue(submit("甲"), NOW).unwrap();
    let before = first.generation();
    let draft = first.replica.keep_draft("listing.new", "{}");
    first.keep(&draft);
    assert_eq!(first.generation(), before);
    second.keep(&batch);
    assert_eq!(second.seen(), ["甲"]);
}

#[test]
fn a_draft_that_another_tab_has_written_since_is_not_written_over() {
    let mut first = Tab::new(1);
    let mut second = first.another();
    let written = |tab: &Tab, text, known| {
        let mut batch = tab.replica.keep_draft("listing:new", text);
        batch.only_over("listing:new", known);
        batch
    };
    first.keep(&written(&first, "甲", ""));
    for text in ["乙", ""] {
        let late = written(&second, text, "");
        assert_eq!(second.try_keep(&late), Err(CommitFault::Overtaken));
    }
    first.keep(&written(&first, "甲二", "甲"));
    second.reload();
    assert_eq!(second.replica.draft("listing:new"), Some("甲二"));
}

#[test]
fn a_draft_is_kept_by_its_name_until_nothing_is_left_of_it() {
    let mut tab = Tab::new(1);
    for (name, text) in [("a", "甲"), ("b", "乙"), ("a", "甲二")] {
        let batch = tab.replica.keep_draft(name, text);
        tab.keep(&batch);
    }
    let mut tab = tab.reopened();
    assert_eq!(
        tab.replica.drafts().collect::<Vec<_>>(),
        [("a", "甲二"), ("b", "乙")]
    );
    let batch = tab.replica.keep_draft("a", "");
    tab.keep(&batch);
    assert_eq!(tab.reopened().replica.draft("a"), None);
}

#[test]
fn a_batch_overtaken_by_another_tab_leaves_nothing_behind() {
    let mut first = acquainted(1, vec![put(theirs(9), "甲")]);
    let mut second = first.another();
    let (_, batch) = second
        .replica
        .queue(review(theirs(9), ReviewAct::Withdraw), NOW)
        .unwrap();
    first.queue(submit("乙"));
    assert_eq!(second.try_keep(&batch), Err(CommitFault::Overtaken));
    let reopened = second.reopened();
    assert_eq!(reopened.replica.items().len(), 1);
    assert_eq!(reopened.replica.meta().next_mid, 2);
}

#[test]
fn who_acts_is_what_the_server_said_last_and_not_what_the_store_remembers() {
    let mut tab = Tab::new(1);
    let mut other = tab.another();
    let identity = app::replica::Identity {
        platform: profile().id,
        actor: reviewer(),
    };
    tab.replica.act_as(identity.clone());
    other.queue(submit("甲"));
    tab.reload();
    assert_eq!(tab.replica.meta().identity, identity);
    assert!(
        tab.replica.queue(submit("乙"), NOW).is_err(),
        "a reviewer files no listings"
    );
}
