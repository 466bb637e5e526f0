//! What a client is told that makes its records itself.

use std::collections::BTreeMap;

use domain::actor::Role;
use domain::command::Command;
use domain::map::SortedMap;
use domain::protocol::{MidRange, PullResponse, PushRequest, PushResponse, record_digest};
use domain::review::ReviewAct;
use domain::space::{Area, Space};
use server::sync::Caller;

use crate::support::*;

fn listings() -> Space {
    Space::new(&hunan(), Area::Listings(unit(1)))
}

/// A push by a client that has read up to `cursors`.
fn knowing(first: u64, commands: &[Command], cursors: &BTreeMap<Space, u64>) -> PushRequest {
    let commands: Vec<_> = commands.iter().cloned().map(bytes).collect();
    PushRequest {
        cursors: Some(cursors.clone().into()),
        ..request(client(1), first, &commands)
    }
}

/// What the server carries out after a push, and with it what a client holds that took the echo.
fn follow_up(
    world: &World,
    caller: &Caller,
    request: &PushRequest,
    response: &PushResponse,
) -> PullResponse {
    let asked = response.follow_up(request).unwrap();
    let cursors: BTreeMap<Space, u64> = asked.cursors.into_iter().collect();
    world.pull(caller, client(1), &cursors)
}

#[test]
fn who_has_read_all_gets_the_digest_of_its_records_and_not_the_records() {
    let (mut world, supplier) = (World::new(), operator("a", 1));
    let cursors = cursors(&world.pull(&supplier, client(1), &BTreeMap::new()));
    let asked = knowing(1, &[submit("甲"), submit("乙")], &cursors);
    let response = world.push(&supplier, &asked).unwrap();
    let echo = response.echo.clone().unwrap();
    assert_eq!(response.receipts, []);
    assert_eq!(response.carried_out, Some(MidRange { first: 1, last: 2 }));
    assert_eq!(echo.at, NOW);
    let all = world.pull(&supplier, client(1), &BTreeMap::new());
    let rows = &all.spaces[&listings()].put;
    let records = rows
        .iter()
        .map(|row| (row.id, row.version, row.record.get()));
    assert_eq!(echo.digest, record_digest(records));
    assert_eq!(echo.spaces[&listings()].to, all.spaces[&listings()].seq);
    let news = follow_up(&world, &supplier, &asked, &response);
    assert!(
        news.spaces.is_empty(),
        "nothing is left to be told: {news:?}"
    );
    assert_eq!(news.last_mid, 2);
}

#[test]
fn who_lacks_something_before_them_gets_the_records_themselves() {
    let (mut world, supplier, colleague) = (World::new(), operator("a", 1), operator("b", 1));
    let cursors = cursors(&world.pull(&supplier, client(1), &BTreeMap::new()));
    world.send(&colleague, client(2), 1, vec![submit("丙")]);
    let asked = knowing(1, &[submit("甲")], &cursors);
    let response = world.push(&supplier, &asked).unwrap();
    assert_eq!(response.echo, None);
    let news = follow_up(&world, &supplier, &asked, &response);
    assert_eq!(news.spaces[&listings()].put.len(), 2);
}

#[test]
fn what_was_dealt_with_before_is_not_echoed_but_is_answered_as_briefly() {
    let (mut world, supplier) = (World::new(), operator("a", 1));
    world.send(&supplier, client(1), 1, vec![submit("甲")]);
    let cursors = cursors(&world.pull(&supplier, client(1), &BTreeMap::new()));
    let response = world
        .push(
            &supplier,
            &knowing(1, &[submit("甲"), submit("乙")], &cursors),
        )
        .unwrap();
    assert_eq!((response.echo, response.receipts), (None, vec![]));
    assert_eq!(response.carried_out, Some(MidRange { first: 1, last: 2 }));
}

#[test]
fn a_refusal_and_the_results_of_a_sheet_keep_their_receipts() {
    let (mut world, supplier) = (World::new(), operator("a", 1));
    let bad = Command::SubmitListing {
        listing: None,
        entry: domain::listing::ListingEntry::default(),
    };
    let sheet = Command::SubmitListings {
        rows: vec![listing("乙"), domain::listing::ListingEntry::default()],
    };
    let asked = knowing(1, &[submit("甲"), bad, sheet], &BTreeMap::new());
    let response = world.push(&supplier, &asked).unwrap();
    let told: Vec<_> = response
        .receipts
        .iter()
        .map(|receipt| receipt.mid)
        .collect();
    assert_eq!(told, [2, 3]);
    assert_eq!(response.carried_out, Some(MidRange { first: 1, last: 3 }));
    assert!(response.echo.is_some());
}

#[test]
fn only_ones_own_spaces_are_echoed() {
    let (mut world, supplier) = (World::new(), operator("a", 1));
    let response = world
        .push(&supplier, &knowing(1, &[submit("甲")], &BTreeMap::new()))
        .unwrap();
    let spaces = response.echo.unwrap().spaces;
    assert!(spaces.contains_key(&listings()));
    assert!(!spaces.contains_key(&Space::new(&hunan(), Area::Review)));
}

#[test]
fn a_reviewers_decision_is_echoed_to_the_reviewer() {
    let (mut world, supplier) = (World::new(), operator("a", 1));
    world.send(&supplier, client(2), 1, vec![submit("甲")]);
    let centre = member("centre", None, Role::Reviewer);
    let read = world.pull(&centre, client(1), &BTreeMap::new());
    let record = read.spaces.values().next().unwrap().put[0].id;
    let asked = knowing(1, &[review(record, ReviewAct::Claim)], &cursors(&read));
    let response = world.push(&centre, &asked).unwrap();
    let review = Space::new(&hunan(), Area::Review);
    assert!(response.echo.unwrap().spaces.contains_key(&review));
}

#[test]
fn a_client_that_does_not_ask_gets_every_receipt_as_before() {
    let (mut world, supplier) = (World::new(), operator("a", 1));
    let response = world
        .push(&supplier, &request(client(1), 1, &[bytes(submit("甲"))]))
        .unwrap();
    assert_eq!(response.receipts.len(), 1);
    assert_eq!((response.carried_out, response.echo), (None, None));
    let asked = PushRequest {
        cursors: Some(SortedMap::new()),
        ..request(client(1), 2, &[])
    };
    let response = world.push(&supplier, &asked).unwrap();
    assert_eq!(
        response.carried_out, None,
        "nothing was asked, nothing was done"
    );
}

#[test]
fn commands_that_nobody_has_unpacked_are_refused() {
    let (mut world, supplier) = (World::new(), operator("a", 1));
    let mut asked = request(client(1), 1, &[bytes(submit("甲")), bytes(submit("乙"))]);
    asked.pack();
    let problem = world.push(&supplier, &asked).unwrap_err();
    assert_eq!(problem.code, domain::protocol::ProblemCode::Malformed);
    assert!(asked.unpack());
    assert_eq!(world.push(&supplier, &asked).unwrap().receipts.len(), 2);
}
