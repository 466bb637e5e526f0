//! For every rejection, the server answers what `decide` says.

use std::collections::{BTreeMap, BTreeSet};

use domain::actor::{Actor, Role};
use domain::command::Command;
use domain::context::Context;
use domain::decide::decide;
use domain::listing::{AttachmentRef, ListingEntry};
use domain::profile::OrganisationKind;
use domain::record_id::RecordId;
use domain::registration::RegistrationEntry;
use domain::rejection::Rejection;
use domain::review::ReviewAct;
use server::sync::Caller;

use crate::support::*;

/// What `decide` says when called directly, on what the store holds.
fn decided(
    world: &World,
    caller: &Caller,
    command: &Command,
    base_version: Option<u64>,
) -> Rejection {
    let found = |id: &RecordId| world.read(|tx| tx.record(&hunan(), id));
    let view: BTreeMap<_, _> = command
        .reads()
        .iter()
        .filter_map(|id| found(id).map(|record| (*id, record)))
        .collect();
    let holders: BTreeMap<_, _> = command
        .claims()
        .into_iter()
        .map(|claim| {
            let holder = world.read(|tx| tx.holder(&hunan(), &claim));
            (claim, holder)
        })
        .collect();
    let context = Context {
        now: NOW,
        actor: &caller.actor,
        profile: &world.profiles[&hunan()],
        new_id: RecordId::of_command(client(50), 1),
        base_version,
        base: None,
        holders: &holders.into(),
    };
    decide(&view, command, &context).unwrap_err()
}

/// Each kind once; a new kind does not compile until it is here.
fn kind(rejection: &Rejection) -> &'static str {
    match rejection {
        Rejection::Fields { .. } => "fields",
        Rejection::NotAllowed { .. } => "not allowed",
        Rejection::NotFound => "not found",
        Rejection::WrongState { .. } => "wrong state",
        Rejection::ChangedMeanwhile { .. } => "changed meanwhile",
        Rejection::OwnApplication => "own application",
        Rejection::AwaitingAttachment => "awaiting attachment",
        Rejection::SwitchedOff { .. } => "switched off",
        Rejection::BatchSize { .. } => "batch size",
        Rejection::Unreadable => "unreadable",
    }
}
const KINDS: usize = 10;

#[test]
fn for_every_rejection_the_server_says_the_same_as_decide() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let file = r#"{"sha256":"ab","name":"注册证.pdf","size":3}"#;
    let file: AttachmentRef = serde_json::from_str(file).unwrap();
    let with_file = ListingEntry {
        attachments: vec![file],
        ..listing("甲")
    };
    let with_file = Command::SubmitListing {
        listing: None,
        entry: with_file,
    };
    let held = register("91350100M000100Y43", "changsha_yy");
    world.send(&applicant("s"), client(3), 1, vec![held.clone()]);
    world.send(
        &caller,
        client(1),
        1,
        vec![with_file, submit("乙"), submit("丙")],
    );
    let [awaiting, waiting, own] = [1, 2, 3].map(|mid| RecordId::of_command(client(1), mid));
    world.send(
        &reviewer(),
        client(9),
        1,
        vec![
            review(awaiting, ReviewAct::Claim),
            review(own, ReviewAct::Claim),
        ],
    );

    let regulator = RegistrationEntry {
        kind: Some(OrganisationKind::Regulator),
        ..registration("91110108551385082Q", "other_yy")
    };
    let regulator = Command::SubmitRegistration {
        registration: None,
        entry: regulator,
    };
    let same_person = Caller {
        actor: Actor::Member {
            account: "a".into(),
            name: "张三".into(),
            unit: None,
            role: Role::Reviewer,
        },
        ..caller.clone()
    };
    let empty = Command::SubmitListing {
        listing: None,
        entry: ListingEntry::default(),
    };
    let cases = [
        (caller.clone(), empty, None),
        (applicant("t"), held, None),
        (applicant("t"), submit("丁"), None),
        (reviewer(), review(waiting, ReviewAct::Withdraw), None),
        (operator("b", 2), review(waiting, ReviewAct::Withdraw), None),
        (reviewer(), review(waiting, ReviewAct::Approve), None),
        (reviewer(), review(waiting, ReviewAct::Claim), Some(7)),
        (same_person, review(own, ReviewAct::Approve), None),
        (reviewer(), review(awaiting, ReviewAct::Approve), None),
        (
            reviewer(),
            review(awaiting, ReviewAct::Reject { reason: " ".into() }),
            None,
        ),
        (applicant("t"), regulator, None),
        (
            caller.clone(),
            Command::SubmitListings { rows: vec![] },
            None,
        ),
        (reviewer(), review(waiting, ReviewAct::Submit), None),
    ];
    let mut kinds = BTreeSet::new();
    for (number, (caller, command, base_version)) in (60..).zip(cases) {
        let expected = decided(&world, &caller, &command, base_version);
        let mut envelope = envelope(command.clone());
        envelope.base_version = base_version;
        let bytes = serde_json::to_string(&envelope).unwrap();
        let response = world
            .push(&caller, &request(client(number), 1, &[bytes]))
            .unwrap();
        assert_eq!(rejection(&response.receipts[0]), &expected, "{command:?}");
        kinds.insert(kind(&expected));
    }
    assert_eq!(kinds.len(), KINDS, "{kinds:?}");
}
