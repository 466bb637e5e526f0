//! Lives of the server: restored from a backup, it gets again what it has lost.

use super::answers::*;
use super::support::*;

use app::replica::Status;
use domain::command::{Command, Origin};
use domain::protocol::{ProblemCode, PushRequest, SpacePage};
use domain::rejection::Rejection;

fn new_life(last_mid: u64) -> ProblemCode {
    ProblemCode::EpochChanged {
        epoch: "two".into(),
        last_mid,
    }
}

/// Three commands acknowledged in life "one", durable through `durable`.
fn acknowledged(durable: u64) -> (Tab, [Origin; 3], PushRequest) {
    let mut tab = acquainted(1, vec![]);
    let origins = ["甲", "乙", "丙"].map(|name| tab.queue(submit(name)));
    let request = tab.send();
    tab.hear(&accepted(&request, "one", durable));
    let mut answer = news(
        "one",
        3,
        [(
            listings(),
            page(8, origins.map(|origin| put(id(origin), "…")).into()),
        )],
    );
    answer.durable_through = durable;
    tab.pull(answer);
    (tab, origins, request)
}

#[test]
fn what_a_restored_server_has_lost_goes_up_again_byte_for_byte() {
    let (mut tab, origins, sent) = acknowledged(1);
    tab.queue(submit("丁"));
    let next = tab.send();
    assert_eq!((next.epoch.as_str(), next.first_mid), ("one", 4));
    assert!(tab.refused(&new_life(1), 9));
    assert_eq!(tab.status(origins[1]), Status::Sent);
    let again = tab.send();
    assert_eq!(again.epoch, "two");
    let all = bytes(&again);
    assert_eq!(all[..2], bytes(&sent)[1..]);
    assert_eq!(
        all.iter().map(|(mid, _)| *mid).collect::<Vec<_>>(),
        [2, 3, 4]
    );
}

#[test]
fn a_new_life_first_heard_of_in_a_pull_gets_everything_again_too() {
    let (mut tab, origins, _) = acknowledged(1);
    let afresh = |rows| SpacePage {
        reset: true,
        ..page(4, rows)
    };
    tab.pull(news(
        "two",
        1,
        [(listings(), afresh(vec![put(id(origins[0]), "甲")]))],
    ));
    assert_eq!(tab.replica.meta().epoch, "two");
    assert!(!tab.replica.is_drained());
    assert_eq!(
        tab.seen(),
        ["甲", "乙", "丙"],
        "shown from the queue until the server has it"
    );
    let again = tab.send();
    assert_eq!((again.epoch.as_str(), again.first_mid), ("two", 2));
}

#[test]
fn a_number_that_is_no_longer_kept_goes_up_as_nothing() {
    // All three durable and let go; then a life that knows only the first.
    let (mut tab, _, _) = acknowledged(3);
    assert!(tab.replica.items().is_empty());
    let origin = tab.queue(submit("丁"));
    tab.send();
    assert!(tab.refused(&new_life(1), 9));
    let again = envelopes(&tab.send());
    let commands: Vec<_> = again
        .into_iter()
        .map(|(mid, sent)| (mid, sent.command))
        .collect();
    let expected = [
        (2, Command::Discarded {}),
        (3, Command::Discarded {}),
        (4, submit("丁")),
    ];
    assert_eq!(commands, expected);
    assert_eq!(
        tab.replica.items().len(),
        1,
        "numbers without a command are nobody's business"
    );
    assert_eq!(tab.status(origin), Status::Sent);
}

#[test]
fn what_was_durable_in_one_life_is_not_taken_for_durable_in_the_next() {
    let (mut tab, origins, _) = acknowledged(2);
    tab.queue(submit("丁"));
    tab.send();
    tab.refused(&new_life(0), 9);
    assert_eq!(tab.replica.meta().durable_through, 0);
    let request = tab.send();
    tab.hear(&accepted(&request, "two", 0));
    tab.pull(news("two", 0, [(listings(), page(1, vec![]))]));
    assert!(matches!(tab.status(origins[2]), Status::Accepted { .. }));
}

#[test]
fn a_refusal_is_asked_for_again_in_a_new_life() {
    let mut tab = acquainted(1, vec![]);
    let origin = tab.queue(submit("甲"));
    let request = tab.send();
    tab.hear(&refusal(&request, "one", &Rejection::AwaitingAttachment));
    tab.queue(submit("乙"));
    tab.send();
    assert!(tab.refused(&new_life(0), 9));
    assert_eq!(tab.status(origin), Status::Sent);
    assert_eq!(tab.send().first_mid, 1);
}

#[test]
fn a_receipt_from_a_life_that_has_ended_is_not_believed() {
    let mut first = acquainted(1, vec![]);
    let origin = first.queue(submit("甲"));
    let request = first.send();
    let late = accepted(&request, "one", 1);
    // The server is restored before the answer arrives, and another tab knows.
    let mut second = first.another();
    assert!(second.refused(&new_life(0), 9));
    first.reload();
    first.hear(&late);
    assert_eq!(
        first.status(origin),
        Status::Sent,
        "the present life does not have it"
    );
    assert_eq!(first.replica.meta().durable_through, 0);
    assert!(!first.replica.is_drained());
    assert_eq!(first.send().epoch, "two");
}

#[test]
fn a_life_that_is_known_already_undoes_nothing() {
    let (mut first, origins, _) = acknowledged(1);
    first.queue(submit("丁"));
    first.send();
    let mut second = first.another();
    assert!(second.refused(&new_life(1), 9));
    let request = second.send();
    second.hear(&accepted(&request, "two", 4));
    second.pull(news("two", 4, [(listings(), page(9, vec![]))]));
    assert!(second.replica.items().is_empty(), "all durable, and let go");
    // The first tab had asked in the old life too, and hears of it only now.
    first.reload();
    assert!(first.refused(&new_life(1), 9), "it may go on");
    assert!(
        first.replica.push_request().is_none(),
        "and has nothing to say: {origins:?}"
    );
}

#[test]
fn a_gap_is_filled_from_the_number_that_the_server_expects() {
    let (mut tab, origins, sent) = acknowledged(0);
    tab.queue(submit("丁"));
    assert_eq!(tab.send().first_mid, 4);
    assert!(tab.refused(&ProblemCode::Gap { expected: 2 }, 9));
    let again = tab.send();
    assert_eq!(bytes(&again)[..2], bytes(&sent)[1..]);
    assert!(matches!(tab.status(origins[0]), Status::Accepted { .. }));
}

#[test]
fn a_server_that_knows_more_of_a_queue_than_its_owner_is_not_given_its_numbers_twice() {
    let mut tab = acquainted(1, vec![]);
    assert!(tab.refused(&ProblemCode::Gap { expected: 7 }, 9));
    assert_eq!(tab.queue(submit("甲")).mid, 7);
}

#[test]
fn of_numbers_that_were_never_given_here_nothing_is_sent_in_a_new_life() {
    let mut tab = acquainted(1, vec![]);
    assert!(tab.refused(&ProblemCode::Gap { expected: 3 }, 9));
    tab.queue(submit("甲"));
    tab.send();
    assert!(tab.refused(&new_life(2), 9));
    assert_eq!(tab.send().first_mid, 3);
    assert_eq!(tab.replica.items().len(), 1);
}

#[test]
fn what_was_never_sent_can_be_taken_back_though_the_server_has_gone_back() {
    let (mut tab, origins, _) = acknowledged(1);
    let never_sent = tab.queue(submit("丁"));
    assert!(tab.refused(&new_life(1), 9));
    assert_eq!(tab.status(origins[1]), Status::Sent);
    assert_eq!(tab.status(never_sent), Status::Waiting);
    let batch = tab.replica.discard(never_sent, NOW).unwrap();
    tab.keep(&batch);
}

#[test]
fn what_a_restored_server_no_longer_has_is_no_longer_shown() {
    // Another's record, made after the backup, whose maker never came back.
    let mut tab = acquainted(1, vec![put(theirs(2), "甲"), put(theirs(3), "乙")]);
    tab.queue(submit("丙"));
    tab.send();
    assert!(tab.refused(&new_life(0), 9));
    let request = tab.send();
    tab.hear(&accepted(&request, "two", 1));
    assert!(is_first(&tab.replica.pull_request()));
    // The cursors are of the life before, so everything comes from the beginning.
    let made = put(
        id(Origin {
            client: client(1),
            mid: 1,
        }),
        "丙",
    );
    tab.pull(news(
        "two",
        1,
        [(listings(), page(4, vec![put(theirs(2), "甲"), made]))],
    ));
    let mut seen = tab.seen();
    seen.sort();
    assert_eq!(seen, ["丙", "甲"]);
}

#[test]
fn a_space_lost_together_with_a_life_is_gone_although_the_news_come_in_pages() {
    let mut tab = acquainted(1, vec![put(theirs(2), "甲")]);
    tab.pull(news(
        "one",
        0,
        [(account(), page(2, vec![put(theirs(3), "乙")]))],
    ));
    let afresh = |seq, more, rows| SpacePage {
        reset: true,
        more,
        ..page(seq, rows)
    };
    let mut first = news(
        "two",
        0,
        [(account(), afresh(1, true, vec![put(theirs(3), "乙")]))],
    );
    first.lost = vec![listings()];
    tab.pull_part(first);
    // The second question has cursors of the new life only; nothing is lost of these.
    assert!(!tab.replica.pull_request().cursors.contains_key(&listings()));
    tab.pull(news("two", 0, [(account(), page(2, vec![]))]));
    assert_eq!(tab.seen(), ["乙"]);
}

#[test]
fn numbers_with_a_hole_between_them_never_go_up_in_one_call() {
    let mut tab = acquainted(1, vec![]);
    let origins = ["甲", "乙", "丙"].map(|name| tab.queue(submit(name)));
    let request = tab.send();
    let mut answer = accepted(&request, "one", 0);
    // An answer that leaves the first number open, as a mistaken server's.
    answer.receipts.retain(|receipt| receipt.mid == 2);
    tab.hear(&answer);
    let again = tab.send();
    assert_eq!(again.first_mid, 1);
    let sent: Vec<_> = envelopes(&again)
        .into_iter()
        .map(|(mid, sent)| (mid, sent.command))
        .collect();
    assert_eq!(
        sent,
        [(1, submit("甲"))],
        "the third is never sent under the second's number"
    );
    assert_eq!(tab.status(origins[2]), Status::Sent);
}

#[test]
fn a_copy_that_was_first_in_the_new_life_swallows_nothing() {
    let (mut tab, origins, sent) = acknowledged(0);
    tab.queue(submit("丁"));
    tab.send();
    // A copy of this store has used the numbers, for other commands perhaps.
    assert!(tab.refused(&new_life(3), 9));
    let again = tab.send();
    assert_eq!(again.first_mid, 1);
    assert_eq!(bytes(&again)[..3], bytes(&sent));
    // If so the bytes tell, and nothing that was acknowledged is lost.
    assert!(tab.refused(&ProblemCode::ClientForked { from: 2 }, 9));
    let ours = tab.send();
    assert_eq!(bytes(&ours), bytes(&sent)[..1]);
    tab.hear(&accepted(&ours, "two", 1));
    tab.send();
    assert!(tab.refused(&ProblemCode::ClientForked { from: 2 }, 9));
    let renamed = envelopes(&tab.send());
    let from: Vec<_> = renamed.iter().filter_map(|(_, sent)| sent.origin).collect();
    assert_eq!(from[..2], origins[1..]);
    assert_eq!(from.len(), 3);
}
