//! The server's answers and what stands in them, as server and browser read them: every
//! kind of each, and what is none.
#![allow(clippy::unwrap_used)]

use std::fmt::Debug;

use domain::actor::{Actor, Permission, Role};
use domain::client_id::ClientId;
use domain::json::{FromJson, Raw, read, write};
use domain::map::SortedMap;
use domain::password_policy::{Length, PasswordRule};
use domain::protocol::{
    Echo, EchoedSpace, LogHead, MidRange, Problem, ProblemCode, PullResponse, PushResponse, PutRow,
    Receipt, ReceiptStatus, RowResult, SpacePage,
};
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::sentence::Sentence;
use domain::space::{IntakeId, Space};
use domain::timestamp::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Both write it alike, and both read what was written.
fn agree<T: Serialize + DeserializeOwned + FromJson + PartialEq + Debug>(value: &T) {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(write(value), text);
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value);
    assert_eq!(read::<T>(&text).as_ref(), Some(value), "{text}");
}

fn id() -> RecordId {
    RecordId::of_command(ClientId::from_random([1; 10]), 7)
}

fn space() -> Space {
    "hunan/review".parse().unwrap()
}

fn rules() -> Vec<PasswordRule> {
    vec![
        PasswordRule::Length(Length::Exactly(8)),
        PasswordRule::Length(Length::Between { min: 8, max: 64 }),
        PasswordRule::Letter,
        PasswordRule::Digit,
        PasswordRule::Upper,
        PasswordRule::Lower,
        PasswordRule::Symbol,
        PasswordRule::Run { longest: 2 },
        PasswordRule::NotLoginName,
        PasswordRule::NotCommon,
    ]
}

fn pulled() -> PullResponse {
    let page = SpacePage {
        reset: true,
        seq: 9,
        put: vec![PutRow {
            id: id(),
            version: 3,
            record: Raw::new(r#"{"collection":"later","body":{"药":[1]}}"#.into()),
        }],
        del: vec![id().with_row(2)],
        more: true,
    };
    PullResponse {
        epoch: "life".into(),
        spaces: SortedMap::from([(space(), page)]),
        lost: vec!["hunan/unit/040g2081040g2081.7/account".parse().unwrap()],
        last_mid: 12,
        durable_through: 11,
        lease_until: Timestamp::from_millis(1_795_327_500_000),
        now: Timestamp::from_millis(-1),
        upgrade_required: true,
    }
}

#[test]
fn the_answer_to_a_push_is_read_alike_filled_in_and_bare() {
    let head = LogHead {
        epoch: "life".into(),
        length: 3,
        head: "0a".into(),
    };
    let receipt = |mid, status| Receipt {
        mid,
        status,
        head: "0b".into(),
    };
    let rows = vec![
        RowResult::Accepted(id()),
        RowResult::Refused(Rejection::NotFound),
    ];
    let bare = PushResponse {
        epoch: "life".into(),
        last_mid: 3,
        durable_through: 2,
        receipts: vec![],
        carried_out: None,
        heads: SortedMap::new(),
        echo: None,
        news: None,
    };
    agree(&bare);
    let echoed = SortedMap::from([(space(), EchoedSpace { from: 4, to: 9 })]);
    agree(&PushResponse {
        receipts: vec![
            receipt(1, ReceiptStatus::Accepted { rows: vec![] }),
            receipt(2, ReceiptStatus::Accepted { rows }),
            receipt(
                3,
                ReceiptStatus::Refused {
                    rejection: Rejection::OwnApplication,
                },
            ),
        ],
        carried_out: Some(MidRange { first: 1, last: 3 }),
        heads: SortedMap::from([(space(), head)]),
        echo: Some(Echo {
            at: Timestamp::from_millis(5),
            spaces: echoed,
            digest: "0c".into(),
        }),
        news: Some(pulled()),
        ..bare
    });
    agree(&pulled());
}

#[test]
fn every_problem_is_read_alike_and_a_later_servers_is_still_a_problem() {
    let codes = [
        ProblemCode::Malformed,
        ProblemCode::Gap { expected: u64::MAX },
        ProblemCode::ClientForked { from: 1 },
        ProblemCode::EpochChanged {
            epoch: "life".into(),
            last_mid: 0,
        },
        ProblemCode::DigestMismatch,
        ProblemCode::NotSignedIn,
        ProblemCode::WrongCredentials,
        ProblemCode::PasswordChangeRequired,
        ProblemCode::PasswordRefused { rules: rules() },
        ProblemCode::Forbidden,
        ProblemCode::CrossSite,
        ProblemCode::NotFound,
        ProblemCode::MethodNotAllowed,
        ProblemCode::AlreadyActivated,
        ProblemCode::NotApproved,
        ProblemCode::TooLarge,
        ProblemCode::UnsupportedMediaType,
        ProblemCode::TooManyRequests { retry_after: 30 },
        ProblemCode::Unavailable,
        ProblemCode::Internal,
    ];
    let sentence = Sentence::new("请稍后再试。", "Try again later.");
    let problem = |code| Problem {
        status: 409,
        code,
        sentence: sentence.clone(),
        field: None,
    };
    for code in codes {
        agree(&problem(code));
    }
    let later =
        r#"{"status":409,"code":"later","sentence":{"zh":"请稍后再试。","en":"Try again later."}}"#;
    assert_eq!(read::<Problem>(later), Some(problem(ProblemCode::Internal)));
}

#[test]
fn refusals_rules_and_people_are_read_alike() {
    for permission in Permission::ALL {
        agree(&Rejection::NotAllowed { permission });
    }
    for rejection in [
        Rejection::OwnApplication,
        Rejection::AwaitingAttachment,
        Rejection::NotFound,
    ] {
        agree(&rejection);
        agree(&RowResult::Refused(rejection));
    }
    agree(&rules());
    agree(&Actor::Applicant {
        intake: IntakeId::of_secret("abc"),
    });
    for (unit, role) in [(None, Role::Reviewer), (Some(id()), Role::UnitAdmin)] {
        agree(&Actor::Member {
            account: "a".into(),
            name: "张三".into(),
            unit,
            role,
        });
    }
}

#[test]
fn what_is_none_of_these_is_read_as_none() {
    fn none<T: FromJson + Debug>(texts: &[&str]) {
        for text in texts {
            assert!(read::<T>(text).is_none(), "{text}");
        }
    }
    none::<RowResult>(&[
        "null",
        "7",
        "{}",
        "\"accepted\"",
        r#"{"other":"040g2081040g2081.7"}"#,
    ]);
    none::<Receipt>(&[
        r#"{"mid":1,"status":"lost","head":""}"#,
        r#"{"status":"accepted","head":""}"#,
    ]);
    none::<PutRow>(&[
        r#"{"id":"040g2081040g2081.7","version":1,"record":"x"}"#,
        r#"{"version":1,"record":{}}"#,
    ]);
    none::<PasswordRule>(&["\"later\"", "null", r#"{"run":{}}"#, r#"{"length":"long"}"#]);
    none::<Length>(&[
        "null",
        r#"{"about":8}"#,
        r#"{"between":{"min":8}}"#,
        r#"{"exactly":256}"#,
    ]);
    none::<Rejection>(&["{}", r#"{"code":"later"}"#, r#"{"code":"batch_size"}"#]);
    none::<Actor>(&[
        "\"applicant\"",
        r#"{"applicant":{"intake":"x"}}"#,
        r#"{"nobody":{}}"#,
    ]);
}
