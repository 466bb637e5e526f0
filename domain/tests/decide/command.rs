//! Commands as they travel: what was once written is read for ever.

use super::support::*;

use domain::client_id::ClientId;
use domain::command::{Command, Envelope, Origin};
use domain::field::Field;
use domain::identifiers::BoundedText;
use domain::listing::{AttachmentRef, ListingEntry};
use domain::profile::OrganisationKind;
use domain::registration::RegistrationEntry;
use domain::review::{Remark, ReviewAct};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// An envelope as clients of schema 1 wrote it.
#[derive(Deserialize)]
struct Vector {
    case: String,
    wire: Value,
}

/// These bytes lie in queues of devices that have not been online for a year:
/// vectors may be added, never changed.
const VECTORS: &str = include_str!("../envelopes_v1.json");

fn vectors() -> Vec<Vector> {
    serde_json::from_str(VECTORS).unwrap()
}

/// Every command with every step, filled in and bare.
fn commands() -> Vec<Command> {
    let attachment = AttachmentRef {
        sha256: BoundedText::parse(&"0a".repeat(32)).unwrap(),
        name: BoundedText::parse("注册证.pdf").unwrap(),
        size: 120_000,
        document: None,
    };
    let attached = ListingEntry {
        attachments: vec![attachment],
        ..listing()
    };
    let remarks = vec![
        Remark {
            field: Some(Field::Price),
            text: "高于全国最低价".into(),
        },
        Remark {
            field: None,
            text: "请补充".into(),
        },
    ];
    let acts = [
        ReviewAct::Submit,
        ReviewAct::Claim,
        ReviewAct::Approve,
        ReviewAct::Return { remarks },
        reject("重复申请"),
        ReviewAct::Withdraw,
    ];
    let mut all = vec![
        register(registration()),
        register(RegistrationEntry::default()),
        register_again(record(3), registration()),
        file(listing()),
        file(attached),
        file_again(record(4).with_row(2), listing()),
        Command::SubmitListings {
            rows: vec![listing(), ListingEntry::default()],
        },
        Command::Discarded {},
    ];
    all.extend(acts.map(|act| review(record(5), act)));
    all
}

#[test]
fn every_command_is_written_and_read_back() {
    let origin = Origin {
        client: ClientId::from_random([9; 10]),
        mid: 7,
    };
    for command in commands() {
        for (base_version, origin) in [(None, None), (Some(3), Some(origin))] {
            let envelope = Envelope {
                command: command.clone(),
                base_version,
                base: None,
                at: NOW,
                origin,
            };
            let text = serde_json::to_string(&envelope).unwrap();
            assert_eq!(
                serde_json::from_str::<Envelope>(&text).unwrap(),
                envelope,
                "{text}"
            );
        }
    }
}

/// Whether `whole` says everything that `part` says.
fn holds(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => part
            .iter()
            .all(|(key, value)| whole.get(key).is_some_and(|found| holds(found, value))),
        (Value::Array(whole), Value::Array(part)) => {
            whole.len() == part.len()
                && whole
                    .iter()
                    .zip(part)
                    .all(|(whole, part)| holds(whole, part))
        }
        _ => whole == part,
    }
}

#[test]
fn envelopes_of_schema_1_are_read_for_ever_and_lose_nothing_by_it() {
    for Vector { case, wire } in vectors() {
        let envelope: Envelope = serde_json::from_value(wire.clone())
            .unwrap_or_else(|error| panic!("{case} is no longer read: {error}"));
        let understood = serde_json::to_value(&envelope).unwrap();
        assert!(
            holds(&understood, &wire),
            "{case}: {wire} was read as {understood}"
        );
        let in_browser = domain::json::read::<Envelope>(&wire.to_string());
        assert_eq!(in_browser, Some(envelope), "{case}, in the browser");
    }
}

#[test]
fn what_a_later_client_adds_to_an_envelope_stops_no_earlier_server() {
    let wire = json!({ "name": "discarded", "args": {}, "at": 5, "trace": "x" });
    let envelope: Envelope = serde_json::from_value(wire).unwrap();
    assert_eq!(
        (envelope.command, envelope.at.as_millis()),
        (Command::Discarded {}, 5)
    );
}

#[test]
fn the_vectors_hold_every_command_and_every_step() {
    let names = |value: &Value| value["name"].as_str().unwrap().to_owned();
    let held: BTreeSet<_> = vectors().iter().map(|vector| names(&vector.wire)).collect();
    let acts = |value: &Value| match &value["args"]["act"] {
        Value::String(act) => Some(act.clone()),
        Value::Object(act) => act.keys().next().cloned(),
        _ => None,
    };
    let held_acts: BTreeSet<_> = vectors()
        .iter()
        .filter_map(|vector| acts(&vector.wire))
        .collect();
    let wire = |command: Command| serde_json::to_value(command).unwrap();
    let all: Vec<_> = commands().into_iter().map(wire).collect();
    assert_eq!(held, all.iter().map(names).collect());
    assert_eq!(held_acts, all.iter().filter_map(acts).collect());
}

#[test]
fn a_field_that_nobody_knows_is_not_dropped_in_silence() {
    for (command, entry) in [
        ("submit_registration", "entry"),
        ("submit_listing", "entry"),
    ] {
        let wire = |extra: &str| {
            let mut written = json!({});
            written[extra] = json!("…");
            let args = json!({ entry: written });
            json!({ "name": command, "args": args, "at": 0 })
        };
        let known = if command == "submit_listing" {
            "price"
        } else {
            "address"
        };
        assert!(
            serde_json::from_value::<Envelope>(wire(known)).is_ok(),
            "{command}"
        );
        let refused = serde_json::from_value::<Envelope>(wire("pirce"));
        assert!(
            refused.unwrap_err().to_string().contains("pirce"),
            "{command}"
        );
    }
    let attachment = json!({ "sha256": "0a", "name": "a.pdf", "size": 1, "path": "/etc/passwd" });
    assert!(serde_json::from_value::<AttachmentRef>(attachment).is_err());
}

#[test]
fn what_is_left_out_of_a_form_is_what_was_not_written() {
    let wire =
        json!({ "name": "submit_listing", "args": { "entry": { "price": "12.50" } }, "at": 0 });
    let envelope: Envelope = serde_json::from_value(wire).unwrap();
    let entry = ListingEntry {
        price: "12.50".into(),
        ..ListingEntry::default()
    };
    assert_eq!(envelope.command, file(entry));
    assert_eq!((envelope.base_version, envelope.origin), (None, None));
    assert_eq!(envelope.base, None);
}

#[test]
fn what_is_not_a_command_is_not_taken_for_one() {
    let entry = serde_json::to_value(listing()).unwrap();
    let table = [
        ("no name", json!({ "args": {}, "at": 0 })),
        (
            "an unknown name",
            json!({ "name": "delete_everything", "args": {}, "at": 0 }),
        ),
        ("no time", json!({ "name": "discarded", "args": {} })),
        (
            "a time in words",
            json!({ "name": "discarded", "args": {}, "at": "now" }),
        ),
        (
            "a listing without an entry",
            json!({ "name": "submit_listing", "args": {}, "at": 0 }),
        ),
        (
            "a name that is no record's",
            json!({ "name": "review", "args": { "record": "../1", "act": "claim" }, "at": 0 }),
        ),
        (
            "an act that there is not",
            json!({ "name": "review", "args": { "record": record(1), "act": "delete" }, "at": 0 }),
        ),
        (
            "a kind of organisation that there is not",
            json!({ "name": "submit_registration", "args": { "entry": { "kind": "emperor" } }, "at": 0 }),
        ),
        (
            "an entry where rows are meant",
            json!({ "name": "submit_listings", "args": { "rows": entry }, "at": 0 }),
        ),
        (
            "a number where text is meant",
            json!({ "name": "submit_listing", "args": { "entry": { "price": 12.5 } }, "at": 0 }),
        ),
        (
            "a queue number below zero",
            json!({ "name": "discarded", "args": {}, "at": 0, "origin": { "client": "0123456789abcdef", "mid": -1 } }),
        ),
    ];
    for (case, wire) in table {
        assert!(serde_json::from_value::<Envelope>(wire).is_err(), "{case}");
    }
}

#[test]
fn a_command_is_about_the_records_it_names_and_follows_their_new_names() {
    for command in commands() {
        let Some(target) = command.target() else {
            assert!(command.reads().is_empty());
            assert_eq!(command.clone().retargeted(record(1), record(2)), command);
            continue;
        };
        assert_eq!(command.reads(), [target]);
        let moved = command.clone().retargeted(target, record(77));
        assert_eq!(moved.target(), Some(record(77)));
        assert_eq!(command.clone().retargeted(record(76), record(77)), command);
        assert_eq!(
            moved.retargeted(record(77), target),
            command,
            "and nothing else changed"
        );
    }
}

#[test]
fn the_values_that_may_exist_once_are_those_that_can_be_read() {
    let kinds = |entry: RegistrationEntry| -> Vec<_> {
        let claims = register(entry).claims();
        claims.into_iter().map(|claim| claim.value).collect()
    };
    assert_eq!(kinds(registration()), ["91350100M000100Y43", "changsha_yy"]);
    let half = RegistrationEntry {
        credit_code: "91350100".into(),
        kind: Some(OrganisationKind::Agent),
        ..registration()
    };
    assert_eq!(kinds(half), ["changsha_yy"]);
    assert!(file(listing()).claims().is_empty());
}
