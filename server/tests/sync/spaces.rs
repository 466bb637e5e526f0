//! Who sees what.

use std::collections::BTreeMap;

use domain::command::Command;
use domain::protocol::SpacePage;
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::review::ReviewAct;
use domain::space::{Area, Space};

use crate::support::*;

fn ids(page: &SpacePage) -> Vec<RecordId> {
    page.put.iter().map(|row| row.id).collect()
}

#[test]
fn a_record_under_review_is_seen_in_the_units_space_and_in_the_review_space() {
    let mut world = World::new();
    let caller = operator("a", 1);
    world.send(&caller, client(1), 1, vec![submit("甲")]);
    let id = RecordId::of_command(client(1), 1);
    let own = world.pull(&caller, client(1), &BTreeMap::new());
    let listings = Space::new(&hunan(), Area::Listings(unit(1)));
    assert_eq!(ids(&own.spaces[&listings]), [id]);
    let centre = world.pull(&reviewer(), client(9), &BTreeMap::new());
    assert_eq!(
        ids(&centre.spaces[&Space::new(&hunan(), Area::Review)]),
        [id]
    );
    assert_eq!(centre.spaces.len(), 1);
}

#[test]
fn the_units_own_space_hears_what_the_centre_decides() {
    let mut world = World::new();
    let caller = operator("a", 1);
    world.send(&caller, client(1), 1, vec![submit("甲")]);
    let before = cursors(&world.pull(&caller, client(1), &BTreeMap::new()));
    let id = RecordId::of_command(client(1), 1);
    world.send(
        &reviewer(),
        client(9),
        1,
        vec![review(id, ReviewAct::Claim), review(id, ReviewAct::Approve)],
    );
    let news = world.pull(&caller, client(1), &before);
    assert_eq!(news.spaces.len(), 1);
    let row = &news.spaces[&Space::new(&hunan(), Area::Listings(unit(1)))].put[0];
    assert_eq!(row.version, 3);
    assert!(row.record.get().contains("approved"));
}

#[test]
fn another_units_record_does_not_exist() {
    let mut world = World::new();
    world.send(&operator("a", 1), client(1), 1, vec![submit("甲")]);
    let id = RecordId::of_command(client(1), 1);
    let steal = Command::SubmitListing {
        listing: Some(id),
        entry: listing("乙"),
    };
    let nothing = Command::SubmitListing {
        listing: Some(unit(7)),
        entry: listing("乙"),
    };
    let commands = vec![steal, review(id, ReviewAct::Withdraw), nothing];
    let receipts = world.send(&operator("b", 2), client(2), 1, commands);
    for receipt in &receipts {
        assert_eq!(rejection(receipt), &Rejection::NotFound);
    }
    assert!(
        world
            .pull(&operator("b", 2), client(2), &BTreeMap::new())
            .spaces
            .values()
            .all(|p| p.put.is_empty())
    );
}

#[test]
fn the_same_record_id_on_another_platform_does_not_exist() {
    let mut world = World::new();
    world.send(&operator("a", 1), client(1), 1, vec![submit("甲")]);
    let hebei = domain::profile::PlatformId::parse("hebei").unwrap();
    assert_eq!(
        world.read(|tx| tx.record(&hebei, &RecordId::of_command(client(1), 1))),
        None
    );
}

#[test]
fn approval_of_a_registration_makes_the_unit_and_shows_it_to_its_members() {
    let mut world = World::new();
    let id = RecordId::of_command(client(1), 1);
    world.send(
        &applicant("s"),
        client(1),
        1,
        vec![register("91350100M000100Y43", "changsha_yy")],
    );
    let acts = vec![review(id, ReviewAct::Claim), review(id, ReviewAct::Approve)];
    assert!(
        world
            .send(&reviewer(), client(9), 1, acts)
            .iter()
            .all(is_accepted)
    );
    let admin = member("admin", Some(id), domain::actor::Role::UnitAdmin);
    let response = world.pull(&admin, client(3), &BTreeMap::new());
    let mut seen = ids(&response.spaces[&Space::new(&hunan(), Area::Account(id))]);
    seen.sort();
    assert_eq!(seen, [id, id.with_row(1)]);
}

#[test]
fn a_caller_without_any_space_is_refused_and_the_centres_log_tells_of_it() {
    let mut world = World::new();
    let caller = member("new", None, domain::actor::Role::Operator);
    let receipts = world.send(&caller, client(1), 1, vec![submit("甲")]);
    assert!(matches!(
        rejection(&receipts[0]),
        Rejection::NotAllowed { .. }
    ));
    let log = world.read(|tx| tx.log_entries(&Space::new(&hunan(), Area::Review)));
    assert_eq!(log.len(), 1);
}

#[test]
fn the_receipts_head_is_the_head_of_the_log_that_tells_of_the_command() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let receipts = world.send(&caller, client(1), 1, vec![submit("甲"), submit("乙")]);
    let space = Space::new(&hunan(), Area::Listings(unit(1)));
    let row = world.read(|tx| tx.space(&space)).unwrap();
    assert_eq!(
        (row.log_length, domain::space::hex(&row.head)),
        (2, receipts[1].head.clone())
    );
    assert!(receipts[0].head != receipts[1].head);
    assert_eq!(world.read(|tx| tx.verify_chain(&space)), Ok(()));
    let log = world.read(|tx| tx.log_entries(&space));
    assert!(
        log[0].contains(r#""client":"#) && log[0].contains(r#""status":"accepted""#),
        "{}",
        log[0]
    );
}
