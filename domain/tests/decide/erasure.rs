//! What is left once a person has been erased: all that is said of the organisation, and
//! nothing that is said of the person.

use super::support::*;

use domain::actor::Role;
use domain::erasure::ERASED_NAME;
use domain::field::Field;
use domain::merge::{Base, Contested};
use domain::protocol::ReceiptStatus;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::registration::RegistrationEntry;
use domain::rejection::Rejection;
use domain::review::ReviewAct;

/// Everything in the ordinary application that is about the person who makes it.
const PERSONAL: [&str; 4] = ["张三", "13800138000", "someone@example.com", "changsha_yy"];

fn names_nobody(value: &impl serde::Serialize) {
    let text = serde_json::to_string(value).unwrap();
    for personal in PERSONAL {
        assert!(!text.contains(personal), "{personal} in {text}");
    }
}

/// What an entry says of the organisation.
fn of_organisation(entry: &RegistrationEntry) -> impl PartialEq + std::fmt::Debug {
    let RegistrationEntry {
        kind,
        organisation_name,
        credit_code,
        address,
        ..
    } = entry.clone();
    (
        kind,
        organisation_name,
        credit_code,
        address,
        entry.accepts_custody,
    )
}

fn applied() -> (World, RecordId) {
    let mut world = World::of("hunan");
    let entry = written(|entry| entry.address = "长沙市某路 1 号".into());
    let id = world.done(&applicant("s"), &register(entry));
    (world, id)
}

#[test]
fn of_an_erased_application_the_organisation_is_left_and_nothing_of_the_person() {
    let (world, id) = applied();
    let before = world.registration(&id);
    let after = before.without_person();
    names_nobody(&after);
    assert!(after.is_erased() && !before.is_erased());
    assert_eq!(
        of_organisation(&after.entry),
        of_organisation(&before.entry)
    );
    assert_eq!(
        after.details.organisation_name,
        before.details.organisation_name
    );
    assert_eq!(after.details.credit_code, before.details.credit_code);
    assert_eq!(after.details.operator_name.as_str(), ERASED_NAME);
    assert_eq!(
        (&after.review, &after.intake),
        (&before.review, &before.intake)
    );
    assert_eq!(after.without_person(), after, "once more changes nothing");
    let wire = serde_json::to_string(&Record::Registration(after.clone())).unwrap();
    let read = serde_json::from_str::<Record>(&wire).unwrap();
    assert_eq!(read, Record::Registration(after));
    assert_eq!(domain::json::read::<Record>(&wire), Some(read));
}

#[test]
fn what_a_form_said_before_loses_the_person_too_and_a_listing_has_none() {
    let entry = registration();
    let Base::Registration(after) = Base::Registration(entry.clone()).without_person() else {
        panic!("a registration's")
    };
    names_nobody(&after);
    assert_eq!(of_organisation(&after), of_organisation(&entry));
    let listed = Base::Listing(listing());
    assert_eq!(listed.without_person(), listed);
}

#[test]
fn a_refusal_keeps_the_fields_at_odds_and_of_the_persons_not_what_stood_there() {
    let at = |field, theirs: &str| Contested {
        field,
        theirs: theirs.into(),
    };
    let refused = |fields| ReceiptStatus::Refused {
        rejection: Rejection::ChangedMeanwhile { version: 3, fields },
    };
    let personal = [
        Field::OperatorName,
        Field::OperatorPhone,
        Field::SecurityEmail,
        Field::LoginName,
    ];
    for field in Field::ALL {
        let left = if personal.contains(&field) {
            ""
        } else {
            "别的"
        };
        let after = refused(vec![at(field, "别的")]).without_person();
        assert_eq!(after, refused(vec![at(field, left)]), "{}", field.name());
    }
    let other = ReceiptStatus::Refused {
        rejection: Rejection::NotFound,
    };
    assert_eq!(other.without_person(), other);
}

#[test]
fn an_account_loses_its_name_in_every_history_and_others_keep_theirs() {
    let (mut world, id) = applied();
    let colleague = member("colleague", None, Role::Reviewer);
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    world.done(&colleague, &review(id, ReviewAct::Claim));
    let listed = world.done(&operator(), &file(listing()));
    world.done(&reviewer(), &review(listed, ReviewAct::Claim));
    let erased = ["reviewer".to_owned()];
    let names = |record: &Record| -> Vec<String> {
        let history = record.review().unwrap().history.iter();
        history.map(|event| event.by.name.clone()).collect()
    };
    for (id, left) in [
        (id, vec!["申请人", ERASED_NAME, "colleague 的姓名"]),
        (listed, vec!["operator 的姓名", ERASED_NAME]),
    ] {
        let before = &world.records[&id].record;
        let after = before.without_accounts(&erased).unwrap();
        assert_eq!(names(&after), left);
        assert_eq!(
            after.without_accounts(&erased),
            None,
            "there is nothing left to do"
        );
        assert_eq!(before.without_accounts(&["nobody".to_owned()]), None);
        assert_eq!(before.without_accounts(&[]), None);
    }
}

#[test]
fn a_unit_has_no_history_in_which_anybody_could_stand() {
    let (mut world, id) = applied();
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    world.done(&reviewer(), &review(id, ReviewAct::Approve));
    let unit = &world.records[&id.with_row(1)].record;
    assert_eq!(unit.without_accounts(&["reviewer".to_owned()]), None);
}
