//! The browser's reading of JSON (`domain::json`) and serde's agree on whatever
//! serde writes of this program's own types.

use domain::client_id::ClientId;
use domain::command::{Command, Envelope, Origin};
use domain::fault::{Fault, FieldFault};
use domain::field::Field;
use domain::json::{FromJson, read};
use domain::listing::ListingEntry;
use domain::merge::{Base, Contested};
use domain::product_kind::ProductKind;
use domain::protocol::{Problem, ProblemCode};
use domain::record::Record;
use domain::record_id::RecordId;
use domain::registration::RegistrationEntry;
use domain::rejection::Rejection;
use domain::review::{Remark, ReviewAct, ReviewState};
use domain::sentence::Sentence;
use domain::timestamp::Timestamp;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Both readings of what serde writes, and the value itself, are the same.
fn agree<T>(value: &T) -> Result<(), TestCaseError>
where
    T: Serialize + DeserializeOwned + FromJson + PartialEq + std::fmt::Debug,
{
    let text = serde_json::to_string(value).map_err(|e| TestCaseError::fail(e.to_string()))?;
    let serde: T = serde_json::from_str(&text).map_err(|e| TestCaseError::fail(e.to_string()))?;
    let ours: Option<T> = read(&text);
    prop_assert_eq!(ours.as_ref(), Some(&serde), "{}", text);
    prop_assert_eq!(&serde, value);
    Ok(())
}

fn entry() -> impl Strategy<Value = ListingEntry> {
    let kind = prop_oneof![
        Just(None),
        Just(Some(ProductKind::Drug)),
        Just(Some(ProductKind::Consumable))
    ];
    (kind, prop::array::uniform5(any::<String>())).prop_map(|(product_kind, texts)| {
        let [product_code, product_name, certificate, manufacturer, price] = texts;
        ListingEntry {
            product_kind,
            product_code,
            product_name,
            certificate,
            manufacturer,
            price,
            ..ListingEntry::default()
        }
    })
}

fn registration() -> impl Strategy<Value = RegistrationEntry> {
    (prop::array::uniform4(any::<String>()), any::<bool>()).prop_map(|(texts, accepts_custody)| {
        let [organisation_name, credit_code, address, login_name] = texts;
        RegistrationEntry {
            organisation_name,
            credit_code,
            address,
            login_name,
            accepts_custody,
            ..RegistrationEntry::default()
        }
    })
}

fn id() -> impl Strategy<Value = RecordId> {
    (any::<[u8; 10]>(), 1_u64..1 << 50)
        .prop_map(|(random, mid)| RecordId::of_command(ClientId::from_random(random), mid))
}

fn act() -> impl Strategy<Value = ReviewAct> {
    prop_oneof![
        Just(ReviewAct::Submit),
        Just(ReviewAct::Claim),
        Just(ReviewAct::Approve),
        Just(ReviewAct::Withdraw),
        any::<String>().prop_map(|reason| ReviewAct::Reject { reason }),
        prop::collection::vec(any::<String>(), 0..3).prop_map(|texts| ReviewAct::Return {
            remarks: texts
                .into_iter()
                .map(|text| Remark {
                    field: Some(Field::Price),
                    text
                })
                .collect(),
        }),
    ]
}

fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        (prop::option::of(id()), registration()).prop_map(|(registration, entry)| {
            Command::SubmitRegistration {
                registration,
                entry,
            }
        }),
        (prop::option::of(id()), entry())
            .prop_map(|(listing, entry)| Command::SubmitListing { listing, entry }),
        prop::collection::vec(entry(), 0..4).prop_map(|rows| Command::SubmitListings { rows }),
        (id(), act()).prop_map(|(record, act)| Command::Review { record, act }),
        Just(Command::Discarded {}),
    ]
}

fn base() -> impl Strategy<Value = Base> {
    prop_oneof![
        entry().prop_map(Base::Listing),
        registration().prop_map(Base::Registration),
    ]
}

fn sentence() -> impl Strategy<Value = Sentence> {
    any::<(String, String)>().prop_map(|(zh, en)| Sentence::new(zh, en))
}

proptest! {
    #[test]
    fn commands_read_the_same(
        command in command(),
        base_version in prop::option::of(any::<u64>()),
        base in prop::option::of(base()),
        at in any::<i64>(),
        from in prop::option::of((any::<[u8; 10]>(), any::<u64>())),
    ) {
        let origin = from.map(|(random, mid)| Origin { client: ClientId::from_random(random), mid });
        agree(&Envelope { command, base_version, base, at: Timestamp::from_millis(at), origin })?;
    }

    #[test]
    fn problems_read_the_same(sentence in sentence(), number in any::<u64>(), epoch in any::<String>()) {
        for code in [
            ProblemCode::Malformed,
            ProblemCode::Gap { expected: number },
            ProblemCode::ClientForked { from: number },
            ProblemCode::EpochChanged { epoch, last_mid: number },
            ProblemCode::NotSignedIn,
            ProblemCode::TooManyRequests { retry_after: number },
            ProblemCode::Internal,
        ] {
            agree(&Problem { status: 409, code, sentence: sentence.clone(), field: Some(Field::Price) })?;
        }
    }

    #[test]
    fn refusals_read_the_same(notice in sentence(), version in any::<u64>(), max in any::<u32>()) {
        for rejection in [
            Rejection::Fields {
                faults: vec![FieldFault { field: Field::Price, fault: Fault::Told(notice.clone()) }],
            },
            Rejection::NotFound,
            Rejection::WrongState { state: ReviewState::Returned },
            Rejection::ChangedMeanwhile { version, fields: vec![] },
            Rejection::ChangedMeanwhile {
                version,
                fields: vec![Contested { field: Field::Price, theirs: notice.zh.clone() }],
            },
            Rejection::SwitchedOff { notice: notice.clone(), instead: None },
            Rejection::SwitchedOff { notice: notice.clone(), instead: Some(notice) },
            Rejection::BatchSize { max },
            Rejection::Unreadable,
        ] {
            agree(&rejection)?;
        }
    }

    #[test]
    fn of_a_fault_the_place_and_the_sentence_are_read(entry in entry()) {
        let Err(faults) = entry.read() else { return Ok(()) };
        for fault in faults.into_iter().chain([FieldFault { field: Field::Price, fault: Fault::Taken }]) {
            let text = serde_json::to_string(&fault).map_err(|e| TestCaseError::fail(e.to_string()))?;
            let ours: Option<FieldFault> = read(&text);
            let told = ours.map(|ours| (ours.field, ours.sentence()));
            prop_assert_eq!(told, Some((fault.field, fault.sentence())));
        }
    }
}

#[test]
fn every_kept_envelope_reads_the_same() {
    let kept: serde_json::Value =
        serde_json::from_str(include_str!("envelopes_v1.json")).unwrap_or_default();
    let mut count = 0;
    for envelope in kept.as_array().into_iter().flatten() {
        let text = envelope["wire"].to_string();
        if let Ok(serde) = serde_json::from_str::<Envelope>(&text) {
            assert_eq!(read::<Envelope>(&text), Some(serde), "{text}");
            count += 1;
        }
    }
    assert!(count > 0);
}

#[test]
fn what_is_no_record_is_none_for_both() {
    for text in [
        "null",
        "{}",
        r#"{"collection":"nowhere","body":{}}"#,
        "[",
        "7",
    ] {
        assert!(serde_json::from_str::<Record>(text).is_err(), "{text}");
        assert!(read::<Record>(text).is_none(), "{text}");
    }
}

#[cfg(feature = "toml")]
#[test]
fn profiles_read_the_same() {
    let profiles = domain::profile::shipped();
    assert!(!profiles.is_empty());
    assert!(agree(&profiles).is_ok());
}
