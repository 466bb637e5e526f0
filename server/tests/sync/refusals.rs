//! Refusals of a whole call, none of which changes anything.

use domain::actor::Role;
use domain::command::Command;
use domain::protocol::{MAX_PUSH_COMMANDS, PROTOCOL, ProblemCode, PushRequest, SCHEMA};
use domain::rejection::Rejection;
use server::sync::Caller;

use crate::support::*;

fn refused(change: impl FnOnce(&mut PushRequest)) -> (u16, ProblemCode) {
    let mut world = World::new();
    let mut wrong = request(client(1), 1, &[bytes(submit("甲"))]);
    change(&mut wrong);
    let problem = world.push(&operator("a", 1), &wrong).unwrap_err();
    assert_eq!(world.listings(), 0);
    assert_eq!(world.read(|tx| tx.client(client(1))), None);
    assert!(!problem.sentence.zh.is_empty() && !problem.sentence.en.is_empty());
    (problem.status, problem.code)
}

#[test]
fn bytes_other_than_those_digested_are_refused() {
    let other = |wrong: &mut PushRequest| wrong.digest = "0".repeat(64);
    assert_eq!(refused(other), (400, ProblemCode::DigestMismatch));
}

#[test]
fn number_zero_is_refused() {
    assert_eq!(
        refused(|wrong| wrong.first_mid = 0),
        (400, ProblemCode::Malformed)
    );
}

#[test]
fn the_largest_number_is_a_gap_and_no_overflow() {
    assert_eq!(
        refused(|wrong| wrong.first_mid = u64::MAX),
        (409, ProblemCode::Gap { expected: 1 })
    );
}

#[test]
fn a_sender_newer_than_the_server_is_told_to_wait_and_not_refused_for_good() {
    assert_eq!(
        refused(|wrong| wrong.proto = PROTOCOL + 1),
        (503, ProblemCode::Unavailable)
    );
    assert_eq!(
        refused(|wrong| wrong.schema = SCHEMA + 1),
        (503, ProblemCode::Unavailable)
    );
}

#[test]
fn commands_of_an_older_schema_are_always_taken() {
    let mut world = World::new();
    let mut old = request(client(1), 1, &[bytes(submit("甲"))]);
    old.schema = 0;
    assert!(is_accepted(
        &world.push(&operator("a", 1), &old).unwrap().receipts[0]
    ));
}

#[test]
fn more_commands_than_a_push_may_carry_are_refused() {
    let many = vec![bytes(Command::Discarded {}); MAX_PUSH_COMMANDS + 1];
    assert_eq!(
        refused(|wrong| *wrong = request(client(1), 1, &many)),
        (413, ProblemCode::TooLarge)
    );
}

#[test]
fn more_bytes_than_a_push_may_carry_are_refused() {
    let long = format!("\"{}\"", "x".repeat(1024 * 1024));
    let long = vec![long.clone(), long];
    assert_eq!(
        refused(|wrong| *wrong = request(client(1), 1, &long)),
        (413, ProblemCode::TooLarge)
    );
}

#[test]
fn a_queue_belongs_to_the_owner_who_first_used_it() {
    let mut world = World::new();
    world.send(&operator("a", 1), client(1), 1, vec![submit("甲")]);
    let next = request(client(1), 2, &[bytes(submit("乙"))]);
    let colleague = world.push(&operator("b", 1), &next).unwrap_err();
    assert_eq!(
        (colleague.status, colleague.code),
        (403, ProblemCode::Forbidden)
    );
    assert_eq!(world.listings(), 1);
    assert_eq!(
        world
            .pull(&operator("b", 1), client(1), &Default::default())
            .last_mid,
        0
    );
    assert_eq!(
        world
            .pull(&operator("a", 1), client(1), &Default::default())
            .last_mid,
        1
    );
}

#[test]
fn an_owner_on_another_platform_is_another_owner() {
    let mut world = World::new();
    world.send(&operator("a", 1), client(1), 1, vec![submit("甲")]);
    let elsewhere = Caller {
        platform: domain::profile::PlatformId::parse("hebei").unwrap(),
        ..operator("a", 1)
    };
    let next = request(client(1), 2, &[bytes(submit("乙"))]);
    assert_eq!(
        world.push(&elsewhere, &next).unwrap_err().code,
        ProblemCode::Forbidden
    );
}

#[test]
fn a_platform_that_does_not_exist_is_not_found() {
    let mut world = World::new();
    world.profiles.clear();
    let problem = world
        .push(&operator("a", 1), &request(client(1), 1, &[]))
        .unwrap_err();
    assert_eq!((problem.status, problem.code), (404, ProblemCode::NotFound));
}

/// What surrounds a command may grow: a newer client says more than this
/// server knows, and the bytes keep it. What a person wrote may not: a field
/// that is not understood would be lost in silence.
#[test]
fn unknown_fields_beside_a_command_are_kept_and_unknown_fields_of_an_entry_are_refused() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let plain = bytes(submit("甲"));
    let beside = plain.replacen('{', r#"{"occurred_in":"cellar","#, 1);
    let within = plain.replace(r#""entry":{"#, r#""entry":{"colour":"blue","#);
    assert!(within != plain);
    let response = world
        .push(&caller, &request(client(1), 1, &[beside, within]))
        .unwrap();
    assert!(is_accepted(&response.receipts[0]));
    assert_eq!(rejection(&response.receipts[1]), &Rejection::Unreadable);
    let space = &caller.actor.spaces(&hunan())[1];
    let log = world.read(|tx| tx.log_entries(space));
    assert!(log[0].contains(r#"{"occurred_in":"cellar","#), "{log:?}");
    let refused = world.read(|tx| tx.log_entries(&caller.actor.spaces(&hunan())[0]));
    assert!(refused[0].contains("colour"), "{refused:?}");
}

/// What was queued in a cellar is judged by who one is when it arrives, and kept for its author to read.
#[test]
fn work_queued_before_a_permission_went_is_refused_on_arrival_and_blocks_nothing() {
    let mut world = World::new();
    world.send(&operator("a", 1), client(1), 1, vec![submit("甲")]);
    let sheet = Command::SubmitListings {
        rows: vec![listing("丙")],
    };
    for (now, first) in [
        (member("a", Some(unit(1)), Role::Reviewer), 2),
        (member("a", None, Role::Operator), 4),
    ] {
        let receipts = world.send(&now, client(1), first, vec![submit("乙"), sheet.clone()]);
        for receipt in &receipts {
            assert!(
                matches!(rejection(receipt), Rejection::NotAllowed { .. }),
                "{receipt:?}"
            );
        }
        assert_eq!(world.listings(), 1);
    }
    // Whoever may again goes on behind it.
    let receipts = world.send(&operator("a", 1), client(1), 6, vec![submit("丁")]);
    assert!(is_accepted(&receipts[0]));
}
