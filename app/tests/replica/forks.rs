//! A copy of the store elsewhere writes under the same name: this queue takes a
//! name of its own and loses nothing.

use super::answers::*;
use super::support::*;

use app::replica::Status;
use domain::command::Command;
use domain::listing::ListingEntry;
use domain::protocol::ProblemCode;
use domain::rejection::Rejection;
use domain::review::{ReviewAct, ReviewState};

fn forked(from: u64) -> ProblemCode {
    ProblemCode::ClientForked { from }
}

#[test]
fn what_the_copy_was_first_with_goes_up_under_a_new_name() {
    let mut tab = acquainted(1, vec![]);
    let names = ["甲", "乙"];
    for name in names {
        tab.queue(submit(name));
    }
    tab.send();
    assert!(tab.refused(&forked(1), 9));
    assert_eq!(tab.replica.meta().client_id, client(9));
    let request = tab.send();
    assert_eq!((request.client_id, request.first_mid), (client(9), 1));
    let sent: Vec<_> = envelopes(&request)
        .into_iter()
        .map(|(_, sent)| sent.command)
        .collect();
    assert_eq!(sent, names.map(submit));
    assert_eq!(tab.seen(), names, "each once");
    assert_eq!(tab.replica.count().pending, 2);
    assert_eq!(tab.queue(submit("丙")).mid, 3);
    assert_eq!(tab.reopened().seen(), ["甲", "乙", "丙"]);
}

#[test]
fn commands_follow_the_records_that_they_are_about_to_their_new_names() {
    let mut tab = acquainted(1, vec![put(theirs(2), "旧")]);
    let made = tab.queue(submit("甲"));
    tab.queue(review(id(made), ReviewAct::Withdraw));
    let sheet = tab.queue(Command::SubmitListings {
        rows: vec![ListingEntry::default(), entry("乙")],
    });
    tab.queue(review(id(sheet).with_row(2), ReviewAct::Withdraw));
    tab.queue(review(theirs(2), ReviewAct::Withdraw));
    tab.send();
    assert!(tab.refused(&forked(1), 9));
    let under = |mid| domain::record_id::RecordId::of_command(client(9), mid);
    let targets: Vec<_> = envelopes(&tab.send())
        .into_iter()
        .map(|(_, sent)| sent.command.target())
        .collect();
    let expected = [
        None,
        Some(under(1)),
        None,
        Some(under(3).with_row(2)),
        Some(theirs(2)),
    ];
    assert_eq!(targets, expected);
    assert_eq!(tab.state(&under(1)), ReviewState::Withdrawn);
    assert_eq!(tab.state(&under(3).with_row(2)), ReviewState::Withdrawn);
    assert!(tab.replica.view_with_doubts().1.is_empty());
}

#[test]
fn the_receipts_of_what_went_up_before_the_copy_was_made_are_fetched_first() {
    let mut tab = acquainted(1, vec![]);
    let first = tab.queue(submit("甲"));
    let request = tab.send();
    // The answer was lost, the copy was made and sent its second command.
    let second = tab.queue(submit("乙"));
    tab.send();
    assert!(tab.refused(&forked(2), 9));
    assert_eq!(tab.replica.meta().client_id, client(1), "not yet");
    assert_eq!(
        bytes(&tab.send()),
        bytes(&request),
        "only what is surely ours"
    );
    tab.hear(&accepted(&request, "one", 1));
    assert!(matches!(tab.status(first), Status::Accepted { .. }));
    assert_eq!(bytes(&tab.send())[0].0, second.mid);
    assert!(tab.refused(&forked(2), 9));
    let sent = envelopes(&tab.send());
    assert_eq!((sent[0].0, sent[0].1.command.clone()), (1, submit("乙")));
    assert_eq!(sent.len(), 1, "what has its receipt is not done again");
}

#[test]
fn a_fork_told_twice_leaves_nothing_behind_under_the_old_name() {
    let mut tab = acquainted(1, vec![]);
    let first = tab.queue(submit("甲"));
    tab.queue(submit("乙"));
    tab.send();
    assert!(tab.refused(&forked(2), 9));
    // The same refusal, of a request that went its way twice, before the receipts came.
    assert!(tab.refused(&forked(2), 9));
    let sent = envelopes(&tab.send());
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0].1.origin, Some(first));
}

#[test]
fn a_refusal_under_the_old_name_is_kept_until_it_has_been_read() {
    let mut tab = acquainted(1, vec![]);
    let refused = tab.queue(submit("甲"));
    let request = tab.send();
    tab.hear(&refusal(&request, "one", &Rejection::AwaitingAttachment));
    tab.queue(submit("乙"));
    tab.send();
    assert!(tab.refused(&forked(2), 9));
    tab.pull(news("one", 0, [(listings(), page(6, vec![]))]));
    assert_eq!(tab.replica.count().refused, 1);
    let batch = tab.replica.dismiss(refused).unwrap();
    tab.keep(&batch);
    assert_eq!(tab.item(refused), None);
}

#[test]
fn two_copies_that_go_on_both_get_everything_up() {
    let mut one = acquainted(1, vec![]);
    one.queue(submit("甲"));
    let mut two = one.copied();
    one.queue(submit("乙"));
    two.queue(submit("丙"));
    let request = one.send();
    one.hear(&accepted(&request, "one", 2));
    // The server knows 1 and 2 of this name; the copy's second differs.
    two.send();
    assert!(two.refused(&forked(2), 9));
    let receipts = two.send();
    two.hear(&accepted(&receipts, "one", 1));
    two.send();
    assert!(two.refused(&forked(2), 9));
    let own = two.send();
    assert_eq!(own.client_id, client(9));
    let sent: Vec<_> = envelopes(&own)
        .into_iter()
        .map(|(_, sent)| sent.command)
        .collect();
    assert_eq!(sent, [submit("丙")]);
}

#[test]
fn a_tab_that_waits_for_the_receipts_goes_on_when_another_has_fetched_them() {
    let mut first = acquainted(1, vec![]);
    first.queue(submit("甲"));
    let request = first.send();
    first.queue(submit("乙"));
    first.send();
    assert!(first.refused(&forked(2), 9));
    let mut second = first.another();
    second.hear(&accepted(&request, "one", 1));
    first.reload();
    let next = first
        .replica
        .push_request()
        .expect("the second command waits");
    assert_eq!(next.first_mid, 2);
    assert!(first.refused(&forked(2), 9));
    assert_eq!(first.send().client_id, client(9));
}

#[test]
fn the_same_fork_told_to_two_tabs_loses_nothing() {
    let mut first = acquainted(1, vec![]);
    for name in ["甲", "乙", "丙"] {
        first.queue(submit(name));
    }
    first.send();
    let mut second = first.another();
    assert!(second.refused(&forked(1), 8));
    first.reload();
    assert!(first.refused(&forked(1), 9));
    let sent: Vec<_> = envelopes(&first.send())
        .into_iter()
        .map(|(_, sent)| sent.command)
        .collect();
    assert_eq!(sent, ["甲", "乙", "丙"].map(submit));
    assert_eq!(first.replica.count().pending, 3);
}

#[test]
fn a_store_set_back_to_an_earlier_day_hides_nothing_of_what_is_queued_since() {
    let mut one = acquainted(1, vec![]);
    let mut earlier = one.copied();
    let made = one.queue(submit("甲"));
    let request = one.send();
    one.hear(&accepted(&request, "one", 1));
    earlier.pull(news(
        "one",
        1,
        [(listings(), page(6, vec![put(id(made), "甲")]))],
    ));
    let own = earlier.queue(submit("乙"));
    assert_ne!(own, made);
    assert_eq!(earlier.seen(), ["甲", "乙"]);
}

#[test]
fn what_goes_up_under_a_new_name_says_under_which_it_was_queued() {
    // Both copies may have it, and the other may have been first: done once.
    let mut tab = acquainted(1, vec![]);
    let made = tab.queue(submit("甲"));
    let withdrawn = tab.queue(review(id(made), ReviewAct::Withdraw));
    tab.send();
    assert!(tab.refused(&forked(1), 9));
    let origins: Vec<_> = envelopes(&tab.send())
        .into_iter()
        .map(|(_, sent)| sent.origin)
        .collect();
    assert_eq!(origins, [Some(made), Some(withdrawn)]);
    // And after a second fork, still where it was first queued.
    assert!(tab.refused(&forked(1), 10));
    let again = envelopes(&tab.send());
    assert_eq!(again[0].1.origin, Some(made));
}

#[test]
fn what_the_server_may_still_lose_is_kept_under_the_new_name() {
    let mut tab = acquainted(1, vec![]);
    let durable = tab.queue(submit("甲"));
    let fragile = tab.queue(submit("乙"));
    let request = tab.send();
    tab.hear(&accepted(&request, "one", 1));
    tab.queue(review(id(fragile), ReviewAct::Withdraw));
    tab.send();
    assert!(tab.refused(&forked(3), 9));
    let sent = envelopes(&tab.send());
    let origins: Vec<_> = sent.iter().filter_map(|(_, sent)| sent.origin).collect();
    assert_eq!(origins[0], fragile);
    assert!(!origins.contains(&durable));
    // What is about it goes by the new name: should the server lose the old one, the
    // copy may give that to something else.
    let under = domain::record_id::RecordId::of_command(client(9), 1);
    assert_eq!(sent[1].1.command.target(), Some(under));
    assert_eq!(sent.len(), 2);
}

#[test]
fn a_command_that_this_build_cannot_read_is_taken_along_as_it_is() {
    let mut tab = acquainted(1, vec![]);
    tab.queue(submit("甲"));
    let later = tab.queue(submit("乙"));
    let mut item = tab.item(later).unwrap();
    item.bytes = "{\"name\":\"submit_tender\",\"args\":{},\"at\":1}".into();
    let unknown = app::replica::WriteBatch {
        expect: Some(tab.generation()),
        put: vec![(outbox_key(later), serde_json::to_vec(&item).unwrap())],
        delete: vec![],
        over: None,
    };
    tab.keep(&unknown);
    tab.send();
    assert!(tab.refused(&forked(1), 9));
    let sent = bytes(&tab.send());
    assert_eq!((sent.len(), &sent[1]), (2, &(2, item.bytes)));
}

#[test]
fn an_answer_to_the_old_name_says_nothing_of_what_has_those_numbers_now() {
    let mut first = acquainted(1, vec![]);
    first.queue(submit("甲"));
    first.queue(submit("乙"));
    let request = first.send();
    let mut second = first.another();
    assert!(second.refused(&forked(1), 9));
    first.reload();
    first.hear(&accepted(&request, "one", 2));
    assert_eq!(first.replica.count().pending, 2);
    assert_eq!(first.replica.meta().durable_through, 0);
    // Nor does a refusal of it.
    let mut third = first.another();
    third.send();
    assert!(first.refused(&ProblemCode::Gap { expected: 7 }, 8));
    assert!(first.refused(&forked(1), 8));
    first.reload();
    let own = first.send();
    assert_eq!((own.client_id, own.first_mid), (client(9), 1));
    assert_eq!(own.commands.len(), 2);
}
