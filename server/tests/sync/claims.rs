//! What may exist once on a platform.

use domain::change::{Claim, ClaimKind, Holder};
use domain::command::Command;
use domain::fault::Fault;
use domain::field::Field;
use domain::record_id::RecordId;
use domain::review::{Remark, ReviewAct};
use server::store::StoreError;

use crate::support::*;

const CODE: &str = "91350100M000100Y43";
const OTHER: &str = "91110108551385082Q";

fn login(value: &str) -> Claim {
    Claim {
        kind: ClaimKind::LoginName,
        value: value.into(),
    }
}

fn code(value: &str) -> Claim {
    Claim {
        kind: ClaimKind::CreditCode,
        value: value.into(),
    }
}

#[test]
fn values_that_somebody_holds_are_refused_at_their_fields() {
    let mut world = World::new();
    world.send(
        &applicant("s"),
        client(1),
        1,
        vec![register(CODE, "changsha_yy")],
    );
    let receipts = world.send(
        &applicant("t"),
        client(2),
        1,
        vec![register(CODE, "Changsha_YY")],
    );
    let faults = rejection(&receipts[0]).faults();
    assert_eq!(
        faults.iter().map(|fault| fault.field).collect::<Vec<_>>(),
        [Field::CreditCode, Field::LoginName]
    );
    assert!(faults.iter().all(|fault| fault.fault == Fault::Taken));
    assert_eq!(
        world.read(|tx| tx.record_count(&hunan(), "registration")),
        1
    );
}

#[test]
fn of_two_in_one_push_the_first_takes_it() {
    let mut world = World::new();
    let commands = vec![register(CODE, "changsha_yy"), register(CODE, "changsha_yy")];
    let receipts = world.send(&applicant("s"), client(1), 1, commands);
    assert!(is_accepted(&receipts[0]));
    assert_eq!(rejection(&receipts[1]).faults().len(), 2);
}

#[test]
fn a_resubmission_gives_back_what_it_no_longer_names_and_takes_what_it_does() {
    let mut world = World::new();
    let id = RecordId::of_command(client(1), 1);
    world.send(
        &applicant("s"),
        client(1),
        1,
        vec![register(CODE, "changsha_yy")],
    );
    let remarks = vec![Remark {
        field: Some(Field::CreditCode),
        text: "代码有误".into(),
    }];
    let acts = vec![
        review(id, ReviewAct::Claim),
        review(id, ReviewAct::Return { remarks }),
    ];
    assert!(
        world
            .send(&reviewer(), client(9), 1, acts)
            .iter()
            .all(is_accepted)
    );
    let entry = registration(OTHER, "changsha_yy");
    let again = Command::SubmitRegistration {
        registration: Some(id),
        entry,
    };
    assert!(is_accepted(
        &world.send(&applicant("s"), client(1), 2, vec![again])[0]
    ));
    let holder = |claim| world.read(|tx| tx.holder(&hunan(), &claim));
    assert_eq!(holder(code(CODE)), Holder::Nobody);
    assert_eq!(holder(code(OTHER)), Holder::Record(id));
    assert_eq!(holder(login("changsha_yy")), Holder::Record(id));
}

#[test]
fn a_withdrawal_gives_everything_back() {
    let mut world = World::new();
    let id = RecordId::of_command(client(1), 1);
    let commands = vec![
        register(CODE, "changsha_yy"),
        review(id, ReviewAct::Withdraw),
    ];
    assert!(
        world
            .send(&applicant("s"), client(1), 1, commands)
            .iter()
            .all(is_accepted)
    );
    let receipts = world.send(
        &applicant("t"),
        client(2),
        1,
        vec![register(CODE, "changsha_yy")],
    );
    assert!(is_accepted(&receipts[0]));
}

#[test]
fn a_claim_that_another_holds_is_never_overwritten_whatever_was_decided() {
    let mut world = World::new();
    let (first, second) = (unit(1), unit(2));
    let taken = world.store.write(|tx| {
        tx.take_claim(&hunan(), &code(CODE), first)?;
        tx.take_claim(&hunan(), &code(CODE), first)
    });
    assert!(taken.is_ok());
    let refused = world
        .store
        .write(|tx| tx.take_claim(&hunan(), &code(CODE), second));
    assert!(matches!(refused, Err(StoreError::ClaimHeld { holder }) if holder == first));
    world
        .store
        .write(|tx| tx.release_claim(&hunan(), &code(CODE), second))
        .unwrap();
    assert_eq!(
        world.read(|tx| tx.holder(&hunan(), &code(CODE))),
        Holder::Record(first)
    );
}
