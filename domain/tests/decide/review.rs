//! The review workflow: what a decision needs, and when it comes too late.

use super::support::*;

use domain::actor::Role;
use domain::fault::Fault;
use domain::field::Field;
use domain::identifiers::BoundedTextFault;
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::review::{Remark, ReviewAct, ReviewState};

fn under_review(world: &mut World) -> RecordId {
    let id = world.done(&operator(), &file(listing()));
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    id
}

#[test]
fn a_return_needs_remarks_and_each_of_them_words() {
    let mut world = World::of("hunan");
    let id = under_review(&mut world);
    let remark = |text: &str| Remark {
        field: Some(Field::Price),
        text: text.into(),
    };
    for remarks in [
        vec![],
        vec![remark("")],
        vec![remark("价格有误"), remark(" \t")],
    ] {
        let refusal = world.refusal(&reviewer(), &review(id, ReviewAct::Return { remarks }));
        assert_eq!(only_fault(&refusal), (Field::Remarks, Fault::Missing));
    }
}

#[test]
fn a_rejection_needs_a_reason() {
    let mut world = World::of("hunan");
    let id = under_review(&mut world);
    for blank in ["", "   ", "\u{3000}"] {
        let refusal = world.refusal(&reviewer(), &review(id, reject(blank)));
        assert_eq!(only_fault(&refusal), (Field::Reason, Fault::Missing));
    }
}

#[test]
fn what_a_reviewer_writes_has_an_end() {
    let mut world = World::of("hunan");
    let id = under_review(&mut world);
    assert!(
        world
            .decide(&reviewer(), &review(id, reject(&"字".repeat(500))))
            .is_ok()
    );
    let padded = format!("有误{}", " ".repeat(100_000));
    for text in ["字".repeat(501), padded] {
        for (field, act) in [
            (Field::Reason, reject(&text)),
            (Field::Remarks, return_with(None, &text)),
        ] {
            let refusal = world.refusal(&reviewer(), &review(id, act));
            let (at, fault) = only_fault(&refusal);
            assert_eq!(at, field);
            let too_long = matches!(fault, Fault::Text(BoundedTextFault::TooLong { .. }));
            assert!(too_long, "{fault:?}");
        }
    }
}

#[test]
fn a_record_that_somebody_changed_meanwhile_is_not_overwritten_in_silence() {
    let mut world = World::of("hunan");
    let id = world.done(&operator(), &file(listing()));
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    world.base_version = Some(1);
    for (actor, command) in [
        (operator(), review(id, ReviewAct::Withdraw)),
        (operator(), file_again(id, listing())),
        (reviewer(), review(id, ReviewAct::Approve)),
    ] {
        let refusal = world.refusal(&actor, &command);
        let fields = vec![];
        assert_eq!(refusal, Rejection::ChangedMeanwhile { version: 2, fields });
    }
    world.base_version = Some(2);
    assert!(
        world
            .decide(&operator(), &review(id, ReviewAct::Withdraw))
            .is_ok()
    );
}

#[test]
fn whoever_may_not_see_a_record_does_not_learn_that_it_has_changed() {
    let mut world = World::of("hunan");
    let id = world.done(&operator(), &file(listing()));
    world.base_version = Some(7);
    let stranger = member("stranger", Some(unit(2)), Role::Operator);
    let refusal = world.refusal(&stranger, &review(id, ReviewAct::Withdraw));
    assert_eq!(refusal, Rejection::NotFound);
}

#[test]
fn submission_has_commands_of_its_own() {
    let mut world = World::of("hunan");
    let id = world.done(&operator(), &file(listing()));
    world.done(&operator(), &review(id, ReviewAct::Withdraw));
    for actor in [operator(), reviewer()] {
        let refusal = world.refusal(&actor, &review(id, ReviewAct::Submit));
        assert_eq!(refusal, Rejection::Unreadable);
    }
}

#[test]
fn nobody_decides_what_the_same_account_has_submitted() {
    let mut world = World::of("hunan");
    let maker = member("both", Some(unit(1)), Role::Operator);
    let id = world.done(&maker, &file(listing()));
    // The same account, made a reviewer since.
    let checker = member("both", None, Role::Reviewer);
    world.done(&checker, &review(id, ReviewAct::Claim));
    for act in [
        ReviewAct::Approve,
        return_with(None, "有误"),
        reject("有误"),
    ] {
        let refusal = world.refusal(&checker, &review(id, act));
        assert_eq!(refusal, Rejection::OwnApplication);
    }
    world.done(&reviewer(), &review(id, ReviewAct::Approve));
}

#[test]
fn the_time_of_a_step_is_the_deciders_own() {
    let mut world = World::of("hunan");
    let id = world.done(&operator(), &file(listing()));
    world.now = NOW.plus_hours(5);
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    let history = &world.listing(&id).review.history;
    assert_eq!((history[0].at, history[1].at), (NOW, NOW.plus_hours(5)));
    assert_eq!(history[1].by.account.as_deref(), Some("reviewer"));
}

#[test]
fn taking_a_case_over_does_not_move_its_deadline() {
    let mut world = World::of("hunan");
    let id = world.done(&operator(), &file(listing()));
    let due = world.listing(&id).review.due;
    world.now = NOW.plus_hours(48);
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    let colleague = member("colleague", None, Role::Reviewer);
    world.done(&colleague, &review(id, ReviewAct::Claim));
    assert_eq!(world.listing(&id).review.due, due);
}

#[test]
fn a_step_out_of_turn_is_told_where_the_application_stands() {
    let mut world = World::of("hunan");
    let id = world.done(&operator(), &file(listing()));
    let refusal = world.refusal(&reviewer(), &review(id, ReviewAct::Approve));
    let state = ReviewState::Submitted;
    assert_eq!(refusal, Rejection::WrongState { state });
    assert!(refusal.sentence().zh.contains("待审核"));
}

#[test]
fn a_refusal_changes_nothing() {
    let mut world = World::of("hunan");
    let id = world.done(&operator(), &file(listing()));
    let before = world.records.clone();
    assert!(
        world
            .act(&reviewer(), &review(id, ReviewAct::Approve))
            .is_err()
    );
    assert_eq!(world.records, before);
}

#[test]
fn a_return_carries_no_more_remarks_than_anybody_can_answer() {
    let mut world = World::of("hunan");
    let id = world.done(&operator(), &file(listing()));
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    let remark = Remark {
        field: None,
        text: "请核对".into(),
    };
    let with = |count| ReviewAct::Return {
        remarks: vec![remark.clone(); count],
    };
    let refusal = world.refusal(&reviewer(), &review(id, with(101)));
    assert_eq!(refusal.faults()[0].fault, Fault::TooMany { most: 100 });
    world.done(&reviewer(), &review(id, with(100)));
}
