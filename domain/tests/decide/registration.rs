//! Registration: what is written, and what may exist once.

use super::support::*;

use domain::change::{Change, Claim, ClaimKind, Holder};
use domain::fault::Fault;
use domain::field::Field;
use domain::identifiers::{BoundedTextFault, LoginNameFault, UnifiedSocialCreditCodeFault};
use domain::profile::OrganisationKind as Kind;
use domain::record::Record;
use domain::registration::RegistrationEntry;
use domain::rejection::Rejection;
use domain::review::{ReviewAct, ReviewState};

fn claim(kind: ClaimKind, value: &str) -> Claim {
    Claim {
        kind,
        value: value.into(),
    }
}

fn code_claim() -> Claim {
    claim(ClaimKind::CreditCode, "91350100M000100Y43")
}

fn login_claim() -> Claim {
    claim(ClaimKind::LoginName, "changsha_yy")
}

#[test]
fn an_application_is_submitted_with_what_was_typed_and_a_day_by_which_it_is_decided() {
    let mut world = World::of("hunan");
    let entry = written(|entry| entry.credit_code = " 91350100m000100y43 ".into());
    let id = world.done(&applicant("s"), &register(entry.clone()));
    let found = world.registration(&id);
    assert_eq!(found.entry, entry, "the form opens again as it was typed");
    assert_eq!(found.details.credit_code.as_str(), "91350100M000100Y43");
    assert_eq!(found.review.state, ReviewState::Submitted);
    assert!(found.review.due.is_some());
    assert_eq!(found.unit, None);
    let [event] = found.review.history.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!((event.by.account.as_deref(), event.at), (None, NOW));
}

#[test]
fn a_wrong_credit_code_is_refused_at_the_field_with_the_reason() {
    use UnifiedSocialCreditCodeFault::{CheckFailed, LetterNotUsed, WrongLength};
    let table = [
        ("91350100M000100Y44", CheckFailed, "校验"),
        ("91350100M000100Y4", WrongLength { found: 17 }, "17"),
        (
            "9135O100M000100Y43",
            LetterNotUsed {
                character: 'O',
                position: 5,
            },
            "O",
        ),
    ];
    for (typed, fault, word) in table {
        let entry = written(|entry| entry.credit_code = typed.into());
        let refusal = World::of("hunan").refusal(&applicant("s"), &register(entry));
        let found = only_fault(&refusal);
        assert_eq!(found, (Field::CreditCode, Fault::CreditCode(fault)));
        assert!(refusal.sentence().zh.contains(word), "{refusal:?}");
    }
}

#[test]
fn every_fault_of_the_form_is_named_at_once_and_in_its_order() {
    let nothing = RegistrationEntry::default();
    let refusal = World::of("hunan").refusal(&applicant("s"), &register(nothing));
    let expected = [
        Field::OrganisationKind,
        Field::OrganisationName,
        Field::CreditCode,
        Field::OperatorName,
        Field::OperatorPhone,
        Field::SecurityEmail,
        Field::LoginName,
        Field::CustodianDuty,
    ];
    assert_eq!(fields(&refusal), expected);
    let (last, missing) = refusal.faults().split_last().unwrap();
    assert!(missing.iter().all(|fault| fault.fault == Fault::Missing));
    assert_eq!(last.fault, Fault::CustodyNotAccepted);
    assert!(refusal.sentence().zh.contains('8'), "how many there are");
}

#[test]
fn each_field_is_checked_with_the_browser_bypassed() {
    type Change = fn(&mut RegistrationEntry);
    let table: [(&str, Field, Change); 9] = [
        ("no kind is chosen", Field::OrganisationKind, |entry| {
            entry.kind = None
        }),
        (
            "the name has one letter",
            Field::OrganisationName,
            |entry| {
                entry.organisation_name = "某".into();
            },
        ),
        ("the address has two lines", Field::Address, |entry| {
            entry.address = "长沙市\n岳麓区".into();
        }),
        ("the address is too long", Field::Address, |entry| {
            entry.address = "长".repeat(201);
        }),
        (
            "the operator has a number for a name",
            Field::OperatorName,
            |entry| {
                entry.operator_name = "12345".into();
            },
        ),
        ("the phone is too short", Field::OperatorPhone, |entry| {
            entry.operator_phone = "1380013800".into();
        }),
        ("the e-mail has no domain", Field::SecurityEmail, |entry| {
            entry.security_email = "someone@".into();
        }),
        (
            "the login name begins with a digit",
            Field::LoginName,
            |entry| {
                entry.login_name = "1changsha".into();
            },
        ),
        ("custody is not accepted", Field::CustodianDuty, |entry| {
            entry.accepts_custody = false;
        }),
    ];
    for (case, field, change) in table {
        let refusal = World::of("hunan").refusal(&applicant("s"), &register(written(change)));
        assert_eq!(fields(&refusal), [field], "{case}");
        let sentence = refusal.sentence();
        assert!(!sentence.zh.is_empty() && !sentence.en.is_empty(), "{case}");
    }
}

#[test]
fn what_is_far_too_long_is_refused_before_it_is_stored_even_where_it_is_blank() {
    let long = " ".repeat(100_000);
    for (field, entry) in [
        (
            Field::OrganisationName,
            written(|entry| entry.organisation_name = format!("{long}长沙某某医药有限公司")),
        ),
        (
            Field::CreditCode,
            written(|entry| entry.credit_code = format!("91350100M000100Y43{long}")),
        ),
        (
            Field::Address,
            written(|entry| entry.address = format!("长沙市{long}")),
        ),
        (
            Field::Address,
            written(|entry| entry.address.clone_from(&long)),
        ),
    ] {
        let refusal = World::of("hunan").refusal(&applicant("s"), &register(entry));
        let (at, fault) = only_fault(&refusal);
        assert_eq!(at, field);
        assert!(
            matches!(fault, Fault::Text(BoundedTextFault::TooLong { .. })),
            "{fault:?}"
        );
    }
}

#[test]
fn a_login_name_is_one_name_in_whatever_case() {
    let mut world = World::of("hunan");
    world
        .holders
        .insert(login_claim(), Holder::Record(record(9)));
    let entry = written(|entry| entry.login_name = "ChangSha_YY".into());
    let refusal = world.refusal(&applicant("s"), &register(entry));
    assert_eq!(only_fault(&refusal), (Field::LoginName, Fault::Taken));
}

#[test]
fn the_reason_comes_with_its_data() {
    let entry = written(|entry| entry.login_name = "abc".into());
    let refusal = World::of("hunan").refusal(&applicant("s"), &register(entry));
    let fault = Fault::LoginName(LoginNameFault::WrongLength { found: 3 });
    assert_eq!(only_fault(&refusal), (Field::LoginName, fault));
}

#[test]
fn what_somebody_else_holds_is_refused_at_its_field_and_both_at_once() {
    let mut world = World::of("hunan");
    world.done(&applicant("s"), &register(registration()));
    let refusal = world.refusal(&applicant("t"), &register(registration()));
    assert_eq!(fields(&refusal), [Field::CreditCode, Field::LoginName]);
    assert!(
        refusal
            .faults()
            .iter()
            .all(|fault| fault.fault == Fault::Taken)
    );
    let code = refusal.faults()[0].sentence();
    assert!(code.zh.contains("已经注册"), "{code:?}");
}

#[test]
fn what_nobody_can_know_in_a_browser_stops_nobody() {
    let mut world = World::of("hunan");
    for holder in [Holder::Unknown, Holder::Nobody] {
        world.holders = [(code_claim(), holder), (login_claim(), holder)].into();
        assert!(
            world
                .decide(&applicant("s"), &register(registration()))
                .is_ok(),
            "{holder:?}"
        );
    }
}

#[test]
fn an_application_takes_its_code_and_its_login_name() {
    let mut world = World::of("hunan");
    let changes = world
        .act(&applicant("s"), &register(registration()))
        .unwrap();
    let holder = record(1);
    for claim in [code_claim(), login_claim()] {
        assert!(
            changes.contains(&Change::Take { claim, holder }),
            "{changes:?}"
        );
    }
}

#[test]
fn a_returned_application_is_corrected_without_losing_its_place_or_its_history() {
    let mut world = World::of("hunan");
    let id = world.done(&applicant("s"), &register(registration()));
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    let remark = return_with(Some(Field::CreditCode), "与执照不符");
    world.done(&reviewer(), &review(id, remark));
    assert_eq!(
        world.registration(&id).review.due,
        None,
        "the platform does not have the word"
    );
    assert_eq!(
        world.registration(&id).review.open_remarks()[0].field,
        Some(Field::CreditCode)
    );

    let corrected = written(|entry| entry.credit_code = "91110108551385082Q".into());
    let changes = world
        .act(&applicant("s"), &register_again(id, corrected))
        .unwrap();
    let release = Change::Release {
        claim: code_claim(),
        holder: id,
    };
    assert!(
        changes.contains(&release),
        "the old code is given back: {changes:?}"
    );
    assert!(
        !changes.iter().any(
            |change| matches!(change, Change::Release { claim, .. } if *claim == login_claim())
        ),
        "the login name that stays is never let go"
    );
    let found = world.registration(&id);
    assert_eq!(found.review.state, ReviewState::Submitted);
    assert_eq!(found.review.history.len(), 4);
    assert!(found.review.open_remarks().is_empty() && found.review.due.is_some());
    assert_eq!(world.records.len(), 1, "the same application, not another");
}

#[test]
fn a_withdrawn_application_gives_everything_back_and_may_come_again() {
    let mut world = World::of("hunan");
    let id = world.done(&applicant("s"), &register(registration()));
    world.done(&applicant("s"), &review(id, ReviewAct::Withdraw));
    for claim in [code_claim(), login_claim()] {
        assert_eq!(world.holders[&claim], Holder::Nobody);
    }
    let other = world.done(&applicant("t"), &register(registration()));
    let refusal = world.refusal(&applicant("s"), &register_again(id, registration()));
    assert_eq!(fields(&refusal), [Field::CreditCode, Field::LoginName]);
    world.done(&applicant("t"), &review(other, ReviewAct::Withdraw));
    world.done(&applicant("s"), &register_again(id, registration()));
    assert_eq!(world.holders[&code_claim()], Holder::Record(id));
}

#[test]
fn a_rejected_application_gives_everything_back_and_is_over() {
    let mut world = World::of("hunan");
    let id = world.done(&applicant("s"), &register(registration()));
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    world.done(&reviewer(), &review(id, reject("重复申请")));
    assert_eq!(world.holders[&code_claim()], Holder::Nobody);
    let refusal = world.refusal(&applicant("s"), &register_again(id, registration()));
    let state = ReviewState::Rejected;
    assert_eq!(refusal, Rejection::WrongState { state });
    world.done(&applicant("s"), &register(registration()));
}

#[test]
fn approval_makes_the_unit_in_the_same_breath_and_keeps_what_was_taken() {
    let mut world = World::of("hunan");
    let id = world.done(&applicant("s"), &register(registration()));
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    let changes = world
        .act(&reviewer(), &review(id, ReviewAct::Approve))
        .unwrap();
    assert_eq!(changes.len(), 2, "{changes:?}");
    assert_eq!(world.registration(&id).unit, Some(id));
    let Record::Unit(unit) = &world.records[&id.with_row(1)].record else {
        panic!("a unit")
    };
    assert_eq!((unit.registration, unit.kind), (id, Kind::Distributor));
    assert_eq!(unit.credit_code.as_str(), "91350100M000100Y43");
    assert_eq!(world.holders[&code_claim()], Holder::Record(id));
}

#[test]
fn an_approved_application_can_neither_be_withdrawn_nor_submitted_again() {
    let mut world = World::of("hunan");
    let id = world.done(&applicant("s"), &register(registration()));
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    world.done(&reviewer(), &review(id, ReviewAct::Approve));
    let state = ReviewState::Approved;
    for command in [
        review(id, ReviewAct::Withdraw),
        register_again(id, registration()),
    ] {
        let refusal = world.refusal(&applicant("s"), &command);
        assert_eq!(refusal, Rejection::WrongState { state });
    }
}

#[test]
fn where_no_review_is_asked_for_the_application_is_approved_at_once() {
    let mut world = World::of("hunan");
    for rule in &mut world.profile.registration {
        rule.review_required = false;
    }
    let id = world.done(&applicant("s"), &register(registration()));
    let found = world.registration(&id);
    assert_eq!(
        (found.review.state, found.unit),
        (ReviewState::Approved, Some(id))
    );
    assert_eq!(found.review.due, None, "nobody is waited for");
    let acts: Vec<_> = found
        .review
        .history
        .iter()
        .map(|event| &event.act)
        .collect();
    assert_eq!(
        acts,
        [&ReviewAct::Submit, &ReviewAct::Claim, &ReviewAct::Approve]
    );
    assert!(matches!(
        world.records[&id.with_row(1)].record,
        Record::Unit(_)
    ));
    assert_eq!(world.holders[&code_claim()], Holder::Record(id));
}
