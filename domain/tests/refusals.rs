//! What people are told where something is refused: each refusal in its own words, in both
//! languages.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use domain::actor::Permission;
use domain::fault::{Fault, FieldFault};
use domain::field::Field;
use domain::merge::Contested;
use domain::rejection::Rejection;
use domain::review::ReviewState;
use domain::sentence::Sentence;

fn missing(field: Field) -> FieldFault {
    FieldFault {
        field,
        fault: Fault::Missing,
    }
}

fn meanwhile(fields: Vec<Contested>) -> Rejection {
    Rejection::ChangedMeanwhile { version: 4, fields }
}

fn price() -> Contested {
    Contested {
        field: Field::Price,
        theirs: "9.60".into(),
    }
}

#[test]
fn every_refusal_has_words_of_its_own_in_both_languages() {
    let all = [
        Rejection::Fields {
            faults: vec![missing(Field::Price), missing(Field::Address)],
        },
        Rejection::NotAllowed {
            permission: Permission::Register,
        },
        Rejection::NotAllowed {
            permission: Permission::Review,
        },
        Rejection::NotFound,
        Rejection::WrongState {
            state: ReviewState::Returned,
        },
        Rejection::WrongState {
            state: ReviewState::Approved,
        },
        meanwhile(vec![price()]),
        meanwhile(vec![]),
        Rejection::OwnApplication,
        Rejection::AwaitingAttachment,
        Rejection::BatchSize { max: 2000 },
        Rejection::Unreadable,
    ];
    let mut said = BTreeSet::new();
    for rejection in &all {
        let Sentence { zh, en } = rejection.sentence();
        assert!(!zh.is_ascii() && !en.is_empty(), "{rejection:?}");
        assert!(
            said.insert(zh) && said.insert(en),
            "{rejection:?} is told as another is"
        );
    }
}

#[test]
fn one_fault_is_told_itself_and_several_are_counted() {
    let one = Rejection::at(missing(Field::Price));
    assert_eq!(one.sentence(), missing(Field::Price).sentence());
    assert_eq!(one.sentence().zh, "请填写挂网价（元）。");
    let faults = vec![
        missing(Field::Price),
        missing(Field::Address),
        missing(Field::Reason),
    ];
    let several = Rejection::Fields {
        faults: faults.clone(),
    };
    assert_eq!(several.sentence().zh, "有 3 处需要修改，请看各栏下的说明。");
    assert_eq!(several.faults(), faults);
    assert!(Rejection::NotFound.faults().is_empty());
}

#[test]
fn two_versions_are_offered_only_where_fields_are_at_odds() {
    let told = |fields| meanwhile(fields).sentence().zh;
    assert!(told(vec![price()]).contains("两种写法都在"));
    assert!(!told(vec![]).contains("两种写法"));
    assert_eq!(meanwhile(vec![price()]).contested(), [price()]);
    assert!(Rejection::OwnApplication.contested().is_empty());
}

#[test]
fn what_a_platform_has_switched_off_is_told_in_its_own_words() {
    let notice = Sentence::new("今日维护。", "Closed today.");
    let rejection = Rejection::SwitchedOff {
        notice: notice.clone(),
        instead: None,
    };
    assert_eq!(rejection.sentence(), notice);
}

#[test]
fn what_is_missing_is_to_be_chosen_or_filled_in_by_its_label() {
    for field in Field::ALL {
        let label = field.label();
        let chosen = matches!(field, Field::OrganisationKind | Field::ProductKind);
        let verb = if chosen { "请选择" } else { "请填写" };
        assert_eq!(
            missing(field).sentence().zh,
            format!("{verb}{}。", label.zh)
        );
        assert!(
            missing(field)
                .sentence()
                .en
                .ends_with(&format!(": {}.", label.en))
        );
    }
}

#[test]
fn a_value_that_is_taken_is_told_by_what_it_is() {
    let taken = |field| {
        FieldFault {
            field,
            fault: Fault::Taken,
        }
        .sentence()
    };
    assert!(taken(Field::CreditCode).zh.contains("统一社会信用代码"));
    assert!(taken(Field::CreditCode).en.contains("credit code"));
    assert!(taken(Field::LoginName).zh.contains("登录名"));
    assert!(taken(Field::LoginName).en.contains("login name"));
}

#[test]
fn the_faults_that_few_meet_are_told_with_their_numbers() {
    let told = |field, fault| FieldFault { field, fault }.sentence();
    let many = told(Field::Attachments, Fault::TooMany { most: 50 });
    assert_eq!(
        (many.zh.as_str(), many.en.as_str()),
        ("最多 50 项。", "At most 50 are possible.")
    );
    assert!(told(Field::Price, Fault::NotPositive).zh.contains("大于 0"));
    assert!(
        told(Field::CustodianDuty, Fault::CustodyNotAccepted)
            .zh
            .contains("专人保管")
    );
    let words = Sentence::new("别的", "else");
    assert_eq!(told(Field::Price, Fault::Told(words.clone())), words);
}
