//! Records as they are stored and seen: under which name, in whose spaces, and that the
//! rules find them whatever holds them.

use super::support::*;

use std::sync::Arc;

use domain::actor::Role;
use domain::attachment;
use domain::context::{Context, View};
use domain::decide::decide;
use domain::json::read;
use domain::map::SortedMap;
use domain::record::{Record, Versioned};
use domain::record_id::RecordId;
use domain::review::ReviewAct;
use serde_json::json;

/// A world with a unit that has come of its application, and a listing.
fn world() -> (World, [RecordId; 3]) {
    let mut world = World::of("hunan");
    let applied = world.done(&applicant("s"), &register(registration()));
    world.done(&reviewer(), &review(applied, ReviewAct::Claim));
    world.done(&reviewer(), &review(applied, ReviewAct::Approve));
    let listed = world.done(&operator(), &file(listing()));
    (world, [applied, applied.with_row(1), listed])
}

#[test]
fn every_record_lies_in_the_collection_that_its_json_names() {
    let (world, ids) = world();
    for (id, name) in ids.iter().zip(["registration", "unit", "listing"]) {
        let record = &world.records[id].record;
        let wire = serde_json::to_value(record).unwrap();
        assert_eq!(
            (record.collection(), &wire["collection"]),
            (name, &json!(name))
        );
        assert_eq!(read::<Record>(&wire.to_string()).as_ref(), Some(record));
    }
}

#[test]
fn every_record_is_seen_in_its_home_and_where_else_it_is_dealt_with() {
    let (world, ids) = world();
    let [applied, _, _] = ids;
    let secret = domain::space::IntakeId::of_secret("s");
    let account = format!("hunan/unit/{applied}/account");
    let seen = [
        vec![
            format!("hunan/intake/{}", secret.as_str()),
            "hunan/review".into(),
            account.clone(),
        ],
        vec![account],
        vec![
            format!("hunan/unit/{}/listings", unit(1)),
            "hunan/review".into(),
        ],
    ];
    for (id, seen) in ids.iter().zip(seen) {
        let record = &world.records[id].record;
        let spaces = record.spaces(&world.profile.id);
        assert_eq!(
            spaces.iter().map(ToString::to_string).collect::<Vec<_>>(),
            seen
        );
        assert_eq!(record.home(&world.profile.id), spaces[0]);
    }
}

#[test]
fn a_decision_is_the_same_whatever_holds_the_records() {
    let (world, [_, _, listed]) = world();
    let shared = |found: &Versioned| Arc::new(found.clone());
    let list: SortedMap<RecordId, Arc<Versioned>> = world
        .records
        .iter()
        .map(|(id, found)| (*id, shared(found)))
        .collect();
    let actor = operator();
    let context = Context {
        now: world.now,
        actor: &actor,
        profile: &world.profile,
        new_id: record(99),
        base_version: None,
        base: None,
        holders: &world.holders,
    };
    let command = review(listed, ReviewAct::Withdraw);
    let of = |view: &dyn View| decide(view, &command, &context);
    assert_eq!(of(&list), of(&world.records));
    assert_eq!(of(&world.records).unwrap().changes.len(), 1);
}

#[test]
fn the_history_names_whoever_acted_and_an_applicant_as_one() {
    let (world, [applied, _, listed]) = world();
    let names = |events: &[domain::review::ReviewEvent]| -> Vec<String> {
        events.iter().map(|event| event.by.name.clone()).collect()
    };
    let history = &world.registration(&applied).review.history;
    assert_eq!(
        names(history),
        ["申请人", "reviewer 的姓名", "reviewer 的姓名"]
    );
    assert_eq!(
        names(&world.listing(&listed).review.history),
        ["operator 的姓名"]
    );
}

#[test]
fn a_file_is_named_by_the_listing_it_belongs_to_and_by_nothing_else() {
    let (mut world, [applied, made, bare]) = world();
    let digest = |letter: &str| letter.repeat(64);
    let file_of = |letter: &str| {
        serde_json::from_value(json!({ "sha256": digest(letter), "name": "a.jpg", "size": 1 }))
    };
    let mut entry = listing();
    entry.attachments = vec![file_of("a").unwrap(), file_of("b").unwrap()];
    let with_files = world.done(&member("x", Some(unit(2)), Role::Operator), &file(entry));
    let names = |id: RecordId, letter| {
        let record = &world.records[&id].record;
        let named = attachment::names(record, &digest(letter));
        let awaited = attachment::awaited(record).any(|awaited| awaited == digest(letter));
        assert_eq!(named, awaited, "what has not arrived is waited for");
        assert_eq!(
            named,
            attachment::arrived(record, &digest(letter)).is_some()
        );
        named
    };
    assert!(names(with_files, "a") && names(with_files, "b") && !names(with_files, "c"));
    for id in [applied, made, bare] {
        assert!(!names(id, "a"), "{id}");
    }
}
