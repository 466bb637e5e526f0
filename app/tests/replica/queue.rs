//! The queue: kept before it is shown, frozen when it is sent, and never
//! dropped by us.

use super::answers::*;
use super::support::*;

use app::replica::{QueueCount, QueueFault, Status};
use domain::actor::Permission;
use domain::command::Command;
use domain::listing::ListingEntry;
use domain::protocol::MAX_PUSH_BYTES;
use domain::rejection::Rejection;
use domain::review::{ReviewAct, ReviewState};

#[test]
fn what_was_queued_and_typed_is_there_again_after_the_tab_was_killed() {
    let mut tab = Tab::new(1);
    let origins = ["甲", "乙", "丙"].map(|name| tab.queue(submit(name)));
    let draft = tab
        .replica
        .keep_draft("listing.new", "{\"price\":\"12.5\"}");
    tab.keep(&draft);
    let mut tab = tab.reopened();
    let counted = QueueCount {
        pending: 3,
        refused: 0,
    };
    assert_eq!(tab.replica.count(), counted);
    assert_eq!(tab.seen(), ["甲", "乙", "丙"]);
    assert_eq!(
        tab.replica.draft("listing.new"),
        Some("{\"price\":\"12.5\"}")
    );
    assert_eq!(tab.send().commands.len(), 3);
    assert!(
        origins
            .iter()
            .all(|origin| tab.status(*origin) == Status::Sent)
    );
}

#[test]
fn a_commands_bytes_are_fixed_when_it_is_sent_whatever_the_base_becomes() {
    let mut tab = acquainted(1, vec![put(theirs(9), "甲")]);
    tab.queue(submit("乙"));
    let origin = tab.queue(review(theirs(9), ReviewAct::Withdraw));
    let first = bytes(&tab.send());
    // The answer is lost; meanwhile the record changes under the command.
    let claimed = listed(theirs(9), "甲改", 7, ReviewState::UnderReview);
    tab.pull(news("one", 0, [(listings(), page(8, vec![claimed]))]));
    let mut tab = tab.reopened();
    assert_eq!(bytes(&tab.send()), first);
    assert_eq!(tab.status(origin), Status::Sent);
}

#[test]
fn nothing_goes_up_that_was_not_first_marked_as_sent() {
    let mut tab = Tab::new(1);
    assert!(
        tab.replica.push_request().is_none(),
        "an empty queue asks nothing"
    );
    tab.queue(submit("甲"));
    assert!(tab.replica.push_request().is_none());
    let request = tab.send();
    assert_eq!(request.first_mid, 1);
    // What is queued while the answer is awaited waits for the next turn.
    tab.queue(submit("乙"));
    assert_eq!(bytes(&tab.replica.push_request().unwrap()), bytes(&request));
}

#[test]
fn a_command_taken_back_before_it_was_sent_goes_up_as_nothing_under_its_number() {
    let mut tab = Tab::new(1);
    let origins = ["甲", "乙", "丙"].map(|name| tab.queue(submit(name)));
    let batch = tab.replica.discard(origins[1], NOW).unwrap();
    tab.keep(&batch);
    assert_eq!(tab.seen(), ["甲", "丙"]);
    assert_eq!(tab.replica.count().pending, 2);
    let sent = envelopes(&tab.send());
    let names: Vec<_> = sent
        .iter()
        .map(|(mid, sent)| (*mid, sent.command.clone()))
        .collect();
    let expected = [
        (1, submit("甲")),
        (2, Command::Discarded {}),
        (3, submit("丙")),
    ];
    assert_eq!(names, expected);
}

#[test]
fn what_may_have_been_sent_cannot_be_taken_back() {
    let mut tab = Tab::new(1);
    let origin = tab.queue(submit("甲"));
    let request = tab.send();
    assert_eq!(
        tab.replica.discard(origin, NOW),
        Err(QueueFault::NotPossible)
    );
    tab.hear(&accepted(&request, "one", 0));
    assert_eq!(
        tab.replica.discard(origin, NOW),
        Err(QueueFault::NotPossible)
    );
}

#[test]
fn a_refused_command_is_kept_until_the_person_has_dealt_with_it() {
    let mut tab = Tab::new(1);
    let origin = tab.queue(submit("甲"));
    let request = tab.send();
    let rejection = Rejection::AwaitingAttachment;
    tab.hear(&refusal(&request, "one", &rejection));
    // However durable it is, and however often the device is started.
    tab.pull(news("one", 1, [(listings(), page(1, vec![]))]));
    let mut tab = tab.reopened();
    assert_eq!(tab.status(origin), Status::Refused { rejection });
    assert_eq!(
        tab.replica.count(),
        QueueCount {
            pending: 0,
            refused: 1
        }
    );
    assert_eq!(
        tab.item(origin).unwrap().envelope().unwrap().command,
        submit("甲")
    );
    assert!(tab.seen().is_empty(), "the platform does not have it");
    let batch = tab.replica.dismiss(origin).unwrap();
    tab.keep(&batch);
    let tab = tab.reopened();
    assert_eq!(
        (tab.item(origin), tab.replica.count()),
        (None, QueueCount::default())
    );
}

#[test]
fn a_refusal_that_is_put_away_before_it_is_durable_is_kept_out_of_sight() {
    let mut tab = Tab::new(1);
    let origin = tab.queue(submit("甲"));
    let request = tab.send();
    let mut response = refusal(&request, "one", &Rejection::NotFound);
    response.durable_through = 0;
    tab.hear(&response);
    let batch = tab.replica.dismiss(origin).unwrap();
    tab.keep(&batch);
    assert_eq!(tab.item(origin), None);
    let key = outbox_key(origin);
    assert!(
        tab.row(&key).is_some(),
        "a restored server needs the number again"
    );
    tab.pull(news("one", 1, [(listings(), page(1, vec![]))]));
    assert!(tab.row(&key).is_none(), "no longer needed");
}

#[test]
fn only_a_refusal_can_be_put_away() {
    let mut tab = Tab::new(1);
    let origin = tab.queue(submit("甲"));
    assert_eq!(tab.replica.dismiss(origin), Err(QueueFault::NotPossible));
    let request = tab.send();
    assert_eq!(tab.replica.dismiss(origin), Err(QueueFault::NotPossible));
    tab.hear(&accepted(&request, "one", 0));
    assert_eq!(tab.replica.dismiss(origin), Err(QueueFault::NotPossible));
}

#[test]
fn what_the_rules_refuse_here_never_gets_into_the_queue() {
    let tab = Tab::new(1);
    let empty = Command::SubmitListing {
        listing: None,
        entry: ListingEntry::default(),
    };
    let fault = tab.replica.queue(empty, NOW).unwrap_err();
    let QueueFault::Rejected(rejection) = fault else {
        panic!("{fault:?}")
    };
    assert_eq!(rejection.faults().len(), 8);
    let tab = Tab::of(reviewer(), 2);
    let permission = Permission::FileListing;
    let fault = tab.replica.queue(submit("甲"), NOW).unwrap_err();
    assert_eq!(
        fault,
        QueueFault::Rejected(Rejection::NotAllowed { permission })
    );
}

#[test]
fn an_answer_that_comes_twice_is_written_down_once() {
    let mut tab = Tab::new(1);
    tab.queue(submit("甲"));
    let request = tab.send();
    let answer = accepted(&request, "one", 0);
    tab.hear(&answer);
    let batch = tab.replica.pushed(request.client_id, &answer);
    assert!(batch.is_empty(), "{batch:?}");
}

#[test]
fn a_command_of_half_a_call_is_taken_and_of_a_byte_more_refused() {
    let queued = |rows: usize, more: usize| {
        // What is more goes where there is room for it, a hundred bytes a row.
        let row = |at: usize| ListingEntry {
            specification: "长".repeat(100) + &"n".repeat(more.saturating_sub(100 * at).min(100)),
            ..entry("甲")
        };
        let mut tab = Tab::new(1);
        let rows = (0..rows).map(row).collect();
        let (origin, batch) = tab.replica.queue(Command::SubmitListings { rows }, NOW)?;
        tab.keep(&batch);
        Ok(tab.item(origin).unwrap().bytes.len())
    };
    let [one, two] = [1, 2].map(|rows| queued(rows, 0).unwrap());
    let half = MAX_PUSH_BYTES / 2;
    let rows = (half - one) / (two - one) + 1;
    let left = half - queued(rows, 0).unwrap();
    assert_eq!(queued(rows, left), Ok(half));
    assert_eq!(queued(rows, left + 1), Err(QueueFault::TooLarge));
}

#[test]
fn a_command_larger_than_one_call_is_refused_while_it_can_still_be_parted() {
    let mut tab = Tab::new(1);
    let row = ListingEntry {
        specification: "长".repeat(200),
        ..entry("甲")
    };
    let sheet = |count: usize| Command::SubmitListings {
        rows: vec![row.clone(); count],
    };
    assert_eq!(
        tab.replica.queue(sheet(2000), NOW),
        Err(QueueFault::TooLarge)
    );
    tab.queue(sheet(500));
    assert_eq!(tab.send().commands.len(), 1);
}

#[test]
fn what_was_typed_is_shown_in_the_order_in_which_it_was_queued() {
    let mut tab = Tab::new(1);
    let origins = ["甲", "乙", "丙"].map(|name| tab.queue(submit(name)));
    let items: Vec<_> = tab
        .replica
        .items()
        .into_iter()
        .map(|item| item.origin)
        .collect();
    assert_eq!(items, origins);
}

#[test]
fn what_only_speaks_of_something_discarded_is_not_taken_for_nothing() {
    let mut tab = Tab::new(1);
    let speaks = tab.queue(submit("discarded"));
    let taken_back = tab.queue(submit("discarded too"));
    let batch = tab.replica.discard(taken_back, NOW).unwrap();
    tab.keep(&batch);
    assert_eq!(tab.status(speaks), Status::Waiting);
    assert_eq!(tab.item(taken_back), None);
    assert_eq!(tab.replica.count().pending, 1);
}
