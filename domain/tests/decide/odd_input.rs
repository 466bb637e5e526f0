//! Whatever arrives is refused or decided: nothing panics, and nothing that was
//! refused has changed anything.

use super::support::*;

use std::collections::BTreeMap;

use domain::actor::{Actor, Role};
use domain::command::{Command, Envelope};
use domain::field::Field;
use domain::listing::ListingEntry;
use domain::product_kind::ProductKind;
use domain::profile::OrganisationKind;
use domain::record_id::RecordId;
use domain::registration::RegistrationEntry;
use domain::review::{Remark, ReviewAct};
use domain::timestamp::Timestamp;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value};

/// Text as people paste it and as attackers do.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "\\PC{0,40}",
        select(vec![
            "",
            " ",
            "\u{0}",
            "\u{200B}",
            "\u{202E}gnp",
            "'; DROP TABLE log; --",
            "<script>",
            "%00",
            "91350100M000100Y43",
            "C15011121200000107660000016",
            "国械注准20163130000",
            "12.50",
            "-0",
            "1e309",
            "NaN",
            "１２．５０",
            "changsha_yy",
            "13800138000",
            "a@b.cn",
            "张三",
        ])
        .prop_map(str::to_owned),
        (1..6_usize).prop_map(|kilo| "长".repeat(kilo * 1000)),
    ]
}

fn listing_entry() -> impl Strategy<Value = ListingEntry> {
    let kind = prop_oneof![Just(None), select(&ProductKind::ALL[..]).prop_map(Some)];
    (kind, vec(text(), 7)).prop_map(|(product_kind, texts)| {
        let mut texts = texts.into_iter();
        let mut next = || texts.next().unwrap_or_default();
        ListingEntry {
            product_kind,
            product_code: next(),
            product_name: next(),
            certificate: next(),
            manufacturer: next(),
            specification: next(),
            unit_of_measure: next(),
            price: next(),
            attachments: vec![],
        }
    })
}

fn registration_entry() -> impl Strategy<Value = RegistrationEntry> {
    let kind = prop_oneof![
        Just(None),
        select(&OrganisationKind::ALL[..]).prop_map(Some)
    ];
    (kind, vec(text(), 7), any::<bool>()).prop_map(|(kind, texts, accepts_custody)| {
        let mut texts = texts.into_iter();
        let mut next = || texts.next().unwrap_or_default();
        RegistrationEntry {
            kind,
            organisation_name: next(),
            credit_code: next(),
            address: next(),
            operator_name: next(),
            operator_phone: next(),
            security_email: next(),
            login_name: next(),
            accepts_custody,
        }
    })
}

fn act() -> impl Strategy<Value = ReviewAct> {
    let field = prop_oneof![Just(None), select(&Field::ALL[..]).prop_map(Some)];
    let remark = (field, text()).prop_map(|(field, text)| Remark { field, text });
    prop_oneof![
        select(vec![
            ReviewAct::Submit,
            ReviewAct::Claim,
            ReviewAct::Approve,
            ReviewAct::Withdraw
        ]),
        vec(remark, 0..4).prop_map(|remarks| ReviewAct::Return { remarks }),
        text().prop_map(|reason| ReviewAct::Reject { reason }),
    ]
}

fn name() -> impl Strategy<Value = RecordId> {
    let number = prop_oneof![1..4_u64, Just(u64::MAX)];
    (number, prop_oneof![Just(0), any::<u32>()])
        .prop_map(|(number, row)| record(number).with_row(row))
}

fn command() -> impl Strategy<Value = Command> {
    let target = || prop_oneof![Just(None), name().prop_map(Some)];
    prop_oneof![
        (target(), registration_entry()).prop_map(|(registration, entry)| {
            Command::SubmitRegistration {
                registration,
                entry,
            }
        }),
        (target(), listing_entry())
            .prop_map(|(listing, entry)| Command::SubmitListing { listing, entry }),
        vec(listing_entry(), 0..4).prop_map(|rows| Command::SubmitListings { rows }),
        (name(), act()).prop_map(|(record, act)| Command::Review { record, act }),
        Just(Command::Discarded {}),
    ]
}

fn actor() -> impl Strategy<Value = Actor> {
    select(vec![
        applicant("s"),
        applicant("t"),
        operator(),
        reviewer(),
        member("operator", None, Role::Operator),
        member("operator", Some(unit(2)), Role::Reviewer),
    ])
}

/// Any JSON at all, often with the names that a command has.
fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        text().prop_map(Value::from),
        select(vec![
            "review",
            "discarded",
            "submit_listing",
            "submit",
            "claim"
        ])
        .prop_map(Value::from),
    ];
    let keys = select(vec![
        "name",
        "args",
        "at",
        "origin",
        "base_version",
        "entry",
        "rows",
        "record",
        "act",
        "return",
        "remarks",
        "reject",
        "reason",
        "client",
        "mid",
        "price",
        "attachments",
        "kind",
    ]);
    leaf.prop_recursive(5, 64, 8, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((keys.clone(), inner), 0..6).prop_map(|pairs| {
                let pairs = pairs
                    .into_iter()
                    .map(|(key, value)| (key.to_owned(), value));
                Value::from(Map::from_iter(pairs))
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_as_a_command_or_refused(text in any::<String>(), value in json()) {
        for text in [text, value.to_string()] {
            if let Ok(envelope) = serde_json::from_str::<Envelope>(&text) {
                // What was understood is written so that it is understood again.
                let again = serde_json::to_string(&envelope).unwrap();
                prop_assert_eq!(serde_json::from_str::<Envelope>(&again).unwrap(), envelope);
            }
        }
    }

    #[test]
    fn a_command_cut_off_or_damaged_on_its_way_never_panics(
        command in command(), cut in any::<usize>(), byte in any::<u8>(),
    ) {
        let envelope = Envelope { command, base_version: None, base: None, at: NOW, origin: None };
        let mut bytes = serde_json::to_vec(&envelope).unwrap();
        let place = cut % bytes.len();
        prop_assert!(serde_json::from_slice::<Envelope>(&bytes[..place]).is_err());
        bytes[place] = byte;
        let _ = serde_json::from_slice::<Envelope>(&bytes);
    }

    #[test]
    fn any_commands_by_anybody_at_any_time_are_decided_or_refused_with_a_sentence(
        platform in select(vec!["guizhou", "beijing", "hunan", "hebei", "shenzhen"]),
        steps in vec((actor(), command(), any::<i64>(), prop_oneof![Just(None), any::<u64>().prop_map(Some)]), 1..8),
    ) {
        let mut world = World::of(platform);
        for (actor, command, now, base_version) in steps {
            world.now = Timestamp::from_millis(now);
            world.base_version = base_version;
            let before: BTreeMap<_, _> = world.records.clone();
            if let Err(rejection) = world.act(&actor, &command) {
                prop_assert_eq!(&world.records, &before);
                let sentence = rejection.sentence();
                prop_assert!(!sentence.zh.is_empty() && !sentence.en.is_empty());
                let wire = serde_json::to_string(&rejection).unwrap();
                prop_assert_eq!(serde_json::from_str::<domain::rejection::Rejection>(&wire).unwrap(), rejection);
            }
            for found in world.records.values() {
                // What is stored is small, and is read back as it was written.
                let wire = serde_json::to_string(&found.record).unwrap();
                prop_assert!(wire.len() < 40_000, "{} bytes", wire.len());
                prop_assert_eq!(&serde_json::from_str::<domain::record::Record>(&wire).unwrap(), &found.record);
            }
        }
    }
}

#[test]
fn json_nested_without_end_is_refused() {
    let deep = format!(
        r#"{{"name":"review","args":{}{}"#,
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert!(serde_json::from_str::<Envelope>(&deep).is_err());
}

#[test]
fn the_ends_of_time_have_a_deadline_too() {
    for now in [i64::MIN, i64::MIN + 1, -1, 0, i64::MAX - 1, i64::MAX] {
        let mut world = World::of("hunan");
        world.now = Timestamp::from_millis(now);
        let id = world.done(&operator(), &file(listing()));
        assert!(world.listing(&id).review.due.is_some(), "{now}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_browsers_reader_takes_every_command_for_the_same_as_the_servers(
        command in command(), base_version in prop_oneof![Just(None), any::<u64>().prop_map(Some)], at in any::<i64>(),
    ) {
        let envelope = Envelope { command, base_version, base: None, at: Timestamp::from_millis(at), origin: None };
        let text = serde_json::to_string(&envelope).unwrap();
        prop_assert_eq!(domain::json::read::<Envelope>(&text), Some(envelope));
    }

    #[test]
    fn the_browsers_reader_never_panics_and_agrees_where_the_server_understands(text in any::<String>(), value in json()) {
        for text in [text, value.to_string()] {
            let read = domain::json::read::<Envelope>(&text);
            if let Ok(envelope) = serde_json::from_str::<Envelope>(&text) {
                prop_assert_eq!(read, Some(envelope));
            }
        }
    }
}
