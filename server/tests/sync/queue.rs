//! The queue: each command once, in order, and nothing blocks it for good.

use domain::command::{Command, Envelope};
use domain::listing::ListingEntry;
use domain::protocol::{ProblemCode, ReceiptStatus, RowResult};
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::review::ReviewAct;

use crate::support::*;

#[test]
fn the_same_batch_twice_gets_the_same_receipts_and_makes_one_record_each() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let batch = request(client(1), 1, &[bytes(submit("甲")), bytes(submit("乙"))]);
    let first = world.push(&caller, &batch).unwrap();
    let again = world.push(&caller, &batch).unwrap();
    assert_eq!(first, again);
    assert_eq!((first.last_mid, first.durable_through), (2, 2));
    assert!(first.receipts.iter().all(is_accepted));
    assert_eq!(world.listings(), 2);
}

#[test]
fn a_batch_that_overlaps_the_last_is_answered_whole_and_done_where_it_is_new() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let all = [
        bytes(submit("甲")),
        bytes(submit("乙")),
        bytes(submit("丙")),
    ];
    let first = world
        .push(&caller, &request(client(1), 1, &all[..2]))
        .unwrap();
    let second = world
        .push(&caller, &request(client(1), 2, &all[1..]))
        .unwrap();
    assert_eq!(second.receipts[0], first.receipts[1]);
    assert_eq!(
        second
            .receipts
            .iter()
            .map(|receipt| receipt.mid)
            .collect::<Vec<_>>(),
        [2, 3]
    );
    assert_eq!(world.listings(), 3);
}

#[test]
fn a_gap_is_refused_with_the_number_that_is_expected() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let problem = world
        .push(&caller, &request(client(1), 2, &[bytes(submit("甲"))]))
        .unwrap_err();
    assert_eq!(
        (problem.status, problem.code),
        (409, ProblemCode::Gap { expected: 1 })
    );
    world.send(&caller, client(1), 1, vec![submit("甲")]);
    let problem = world
        .push(&caller, &request(client(1), 3, &[bytes(submit("丙"))]))
        .unwrap_err();
    assert_eq!(problem.code, ProblemCode::Gap { expected: 2 });
    assert_eq!(world.listings(), 1);
}

#[test]
fn the_same_number_with_other_bytes_is_a_fork_and_nothing_of_the_batch_is_done() {
    let mut world = World::new();
    let caller = operator("a", 1);
    world.send(&caller, client(1), 1, vec![submit("甲"), submit("乙")]);
    let forked = [
        bytes(submit("甲")),
        bytes(submit("另一个")),
        bytes(submit("丙")),
    ];
    let problem = world
        .push(&caller, &request(client(1), 1, &forked))
        .unwrap_err();
    assert_eq!(
        (problem.status, problem.code),
        (409, ProblemCode::ClientForked { from: 2 })
    );
    assert_eq!(world.listings(), 2);
    assert_eq!(world.read(|tx| tx.client(client(1))).unwrap().last_mid, 2);
}

#[test]
fn bytes_that_mean_the_same_but_are_others_are_a_fork_too() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let written = bytes(submit("甲"));
    world
        .push(
            &caller,
            &request(client(1), 1, std::slice::from_ref(&written)),
        )
        .unwrap();
    let spaced = written.replacen(':', ": ", 1);
    let problem = world
        .push(&caller, &request(client(1), 1, &[spaced]))
        .unwrap_err();
    assert_eq!(problem.code, ProblemCode::ClientForked { from: 1 });
}

#[test]
fn a_poison_command_is_refused_for_good_and_the_queue_goes_on_behind_it() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let deep = format!("{}{}", "[".repeat(400), "]".repeat(400));
    let poison = [
        r#"{"name":"no_such_command","args":{},"at":1}"#.to_owned(),
        "null".to_owned(),
        r#"{"name":"review","args":{"record":"x","act":"claim"},"at":1}"#.to_owned(),
        r#"{"name":"discarded","args":{},"at":"yesterday"}"#.to_owned(),
        r#"{"name":"discarded","name":"discarded","args":{},"at":1}"#.to_owned(),
        deep,
    ];
    let mut all = poison.to_vec();
    all.push(bytes(submit("甲")));
    let response = world.push(&caller, &request(client(1), 1, &all)).unwrap();
    for receipt in &response.receipts[..poison.len()] {
        assert_eq!(rejection(receipt), &Rejection::Unreadable);
    }
    assert!(is_accepted(response.receipts.last().unwrap()));
    assert_eq!(response.last_mid, 7);
    assert_eq!(world.listings(), 1);
}

#[test]
fn good_rows_of_a_batch_go_on_and_each_row_has_its_result() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let rows = vec![listing("甲"), ListingEntry::default(), listing("丙")];
    let receipts = world.send(
        &caller,
        client(1),
        1,
        vec![Command::SubmitListings { rows }],
    );
    let ReceiptStatus::Accepted { rows } = &receipts[0].status else {
        panic!("refused")
    };
    let batch = RecordId::of_command(client(1), 1);
    assert_eq!(rows[0], RowResult::Accepted(batch.with_row(1)));
    assert!(
        matches!(&rows[1], RowResult::Refused(Rejection::Fields { faults }) if faults.len() > 5)
    );
    assert_eq!(rows[2], RowResult::Accepted(batch.with_row(3)));
    assert_eq!(world.listings(), 2);
}

#[test]
fn a_discarded_command_uses_up_its_number_and_changes_nothing() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let receipts = world.send(
        &caller,
        client(1),
        1,
        vec![Command::Discarded {}, submit("乙")],
    );
    assert!(receipts.iter().all(is_accepted));
    assert_eq!(world.listings(), 1);
}

#[test]
fn a_later_command_of_a_batch_sees_what_an_earlier_one_made() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let made = RecordId::of_command(client(1), 1);
    let again = Command::SubmitListing {
        listing: Some(made),
        entry: listing("改"),
    };
    let commands = vec![submit("甲"), review(made, ReviewAct::Withdraw), again];
    let receipts = world.send(&caller, client(1), 1, commands);
    assert!(receipts.iter().all(is_accepted), "{receipts:?}");
    assert_eq!(
        world.read(|tx| tx.record(&hunan(), &made)).unwrap().version,
        3
    );
}

#[test]
fn an_empty_push_says_how_far_the_queue_has_been_dealt_with() {
    let mut world = World::new();
    let caller = operator("a", 1);
    world.send(&caller, client(1), 1, vec![submit("甲")]);
    let response = world.push(&caller, &request(client(1), 2, &[])).unwrap();
    assert_eq!((response.last_mid, response.receipts.len()), (1, 0));
}

#[test]
fn a_refusal_at_the_end_of_the_queue_uses_up_its_number_too() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let nothing = bytes(Command::SubmitListings { rows: vec![] });
    let batch = request(client(1), 1, &[bytes(submit("甲")), nothing]);
    let response = world.push(&caller, &batch).unwrap();
    assert!(!is_accepted(&response.receipts[1]));
    assert_eq!(response.last_mid, 2);
    // What follows is the next, and asking again is answered the same.
    let next = request(client(1), 3, &[bytes(submit("乙"))]);
    assert_eq!(world.push(&caller, &next).unwrap().last_mid, 3);
    let again = world.push(&caller, &batch).unwrap();
    assert_eq!(again.receipts, response.receipts);
}

#[test]
fn a_clients_clock_orders_nothing_and_dates_nothing() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let year = 365 * 24;
    for (mid, at) in [(1, NOW.plus_hours(year)), (2, NOW.plus_hours(-year))] {
        let sent = Envelope {
            at,
            ..envelope(submit("甲"))
        };
        let sent = serde_json::to_string(&sent).unwrap();
        world
            .push(&caller, &request(client(1), mid, &[sent]))
            .unwrap();
        let id = RecordId::of_command(client(1), mid);
        let found = world.read(|tx| tx.record(&hunan(), &id)).unwrap();
        let review = found.record.review().unwrap().clone();
        assert_eq!(review.history[0].at, NOW, "the server's clock");
        let due = review.due.unwrap().at;
        assert!(
            due > NOW && due < NOW.plus_hours(31 * 24),
            "counted from it"
        );
    }
}

#[test]
fn a_character_that_a_database_cannot_hold_blocks_no_queue() {
    let mut world = World::new();
    let mut entry = registration("9135\u{0}0100M000100Y43", "chang\u{0}sha");
    entry.organisation_name.push('\u{0}');
    entry.operator_phone.push('\u{0}');
    let register = |entry| Command::SubmitRegistration {
        registration: None,
        entry,
    };
    let whole = registration("91350100M000100Y43", "changsha");
    let mut named = whole.clone();
    named.organisation_name.push('\u{0}');
    named.operator_name.push('\u{0}');
    let who = applicant("0123456789abcdef0123456789abcdef-null");
    let commands = [entry, named, whole].map(register).to_vec();
    let receipts = world.send(&who, client(1), 1, commands);
    assert_eq!(receipts.len(), 3);
    let receipts = world.send(&operator("a", 1), client(2), 1, vec![submit("甲\u{0}")]);
    assert_eq!(receipts.len(), 1);
    // Nor does what is no command at all.
    let broken = request(client(2), 2, &["\"\\u0000\"".to_owned()]);
    let answer = world.push(&operator("a", 1), &broken).unwrap();
    assert_eq!(rejection(&answer.receipts[0]), &Rejection::Unreadable);
}
