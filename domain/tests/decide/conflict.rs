//! Two people of one unit who correct the same application without knowing of each other.

use crate::support::*;

use domain::actor::{Actor, Role};
use domain::command::Command;
use domain::field::Field;
use domain::listing::ListingEntry;
use domain::merge::{Base, Contested};
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::review::{ReviewAct, ReviewState};

fn colleague() -> Actor {
    member("colleague", Some(unit(1)), Role::Operator)
}

fn with(change: impl FnOnce(&mut ListingEntry)) -> ListingEntry {
    let mut entry = listing();
    change(&mut entry);
    entry
}

fn priced(price: &str) -> ListingEntry {
    with(|entry| entry.price = price.into())
}

fn specified(text: &str) -> ListingEntry {
    with(|entry| entry.specification = text.into())
}

/// A listing that was sent back, at version 3, as both have it before them.
fn returned() -> (World, RecordId) {
    let mut world = World::of("hunan");
    let id = world.done(&operator(), &file(listing()));
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    world.done(&reviewer(), &review(id, return_with(None, "请核对")));
    (world, id)
}

/// Submits as somebody who has seen version 3.
fn submit(world: &mut World, actor: &Actor, command: &Command) -> Result<usize, Rejection> {
    world.base_version = Some(3);
    world.base = Some(Base::Listing(listing()));
    let changes = world.act(actor, command);
    (world.base_version, world.base) = (None, None);
    changes.map(|changes| changes.len())
}

fn at_price(theirs: &str, version: u64) -> Rejection {
    let theirs = theirs.into();
    let fields = vec![Contested {
        field: Field::Price,
        theirs,
    }];
    Rejection::ChangedMeanwhile { version, fields }
}

#[test]
fn changes_of_different_fields_both_survive_whoever_is_first() {
    for first_is_price in [true, false] {
        let (mut world, id) = returned();
        let mut acts = [
            (operator(), file_again(id, priced("9.60"))),
            (colleague(), file_again(id, specified("20 ml"))),
        ];
        if !first_is_price {
            acts.reverse();
        }
        for (actor, command) in &acts {
            assert_eq!(submit(&mut world, actor, command), Ok(1));
        }
        let found = world.listing(&id);
        let (price, specification) = (&found.entry.price, &found.entry.specification);
        assert_eq!((price.as_str(), specification.as_str()), ("9.60", "20 ml"));
        assert_eq!(found.details.price.to_string(), "9.60", "understood anew");
        assert_eq!(found.review.state, ReviewState::Submitted);
        let people: Vec<_> = found.review.history[3..]
            .iter()
            .map(|e| &e.by.name)
            .collect();
        assert_eq!(people.len(), 2, "both stand in the history");
    }
}

#[test]
fn of_one_field_with_two_values_the_later_is_refused_with_the_other_beside_it() {
    let (mut world, id) = returned();
    submit(&mut world, &operator(), &file_again(id, priced("9.60"))).unwrap();
    let before = world.listing(&id).clone();
    let mine = with(|entry| {
        entry.price = "8.80".into();
        entry.specification = "20 ml".into();
    });
    let refusal = submit(&mut world, &colleague(), &file_again(id, mine));
    assert_eq!(refusal, Err(at_price("9.60", 4)));
    assert_eq!(*world.listing(&id), before, "and nothing is overwritten");
}

#[test]
fn the_same_value_twice_is_no_conflict_and_changes_nothing() {
    let (mut world, id) = returned();
    let same = file_again(id, priced("9.60"));
    assert_eq!(submit(&mut world, &operator(), &same), Ok(1));
    assert_eq!(submit(&mut world, &colleague(), &same), Ok(0));
    // Neither is it once the platform has taken it up or passed it.
    for act in [ReviewAct::Claim, ReviewAct::Approve] {
        world.done(&reviewer(), &review(id, act));
        assert_eq!(submit(&mut world, &colleague(), &same), Ok(0));
    }
}

#[test]
fn whoever_has_seen_both_values_may_put_either_or_a_third_in_their_place() {
    for (chosen, writes) in [("9.60", 0), ("8.80", 1), ("9.00", 1)] {
        let (mut world, id) = returned();
        submit(&mut world, &operator(), &file_again(id, priced("9.60"))).unwrap();
        world.base_version = Some(4);
        world.base = Some(Base::Listing(priced("9.60")));
        let changes = world
            .act(&colleague(), &file_again(id, priced(chosen)))
            .unwrap();
        assert_eq!(changes.len(), writes);
        assert_eq!(world.listing(&id).entry.price, chosen);
        let due = world.listing(&id).review.due;
        assert!(due.is_some(), "the deadline goes on");
    }
}

#[test]
fn nothing_is_changed_under_a_reviewer_who_is_reading_it() {
    let (mut world, id) = returned();
    submit(&mut world, &operator(), &file_again(id, priced("9.60"))).unwrap();
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    let late = submit(
        &mut world,
        &colleague(),
        &file_again(id, specified("20 ml")),
    );
    let theirs = "10 ml".to_owned();
    let fields = vec![Contested {
        field: Field::Specification,
        theirs,
    }];
    assert_eq!(
        late,
        Err(Rejection::ChangedMeanwhile { version: 5, fields })
    );
    // Nor is it where its author has seen that.
    world.base_version = Some(5);
    world.base = Some(Base::Listing(priced("9.60")));
    let refusal = world.refusal(&colleague(), &file_again(id, priced("8.80")));
    let state = ReviewState::UnderReview;
    assert_eq!(refusal, Rejection::WrongState { state });
}

#[test]
fn a_withdrawal_and_a_second_return_are_seen_before_anything_is_submitted_again() {
    let (mut world, id) = returned();
    world.done(&operator(), &review(id, ReviewAct::Withdraw));
    let late = submit(
        &mut world,
        &colleague(),
        &file_again(id, specified("20 ml")),
    );
    assert!(matches!(
        late,
        Err(Rejection::ChangedMeanwhile { version: 4, .. })
    ));
    let (mut world, id) = returned();
    submit(&mut world, &operator(), &file_again(id, priced("9.60"))).unwrap();
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    world.done(
        &reviewer(),
        &review(id, return_with(Some(Field::Price), "仍偏高")),
    );
    let late = submit(
        &mut world,
        &colleague(),
        &file_again(id, specified("20 ml")),
    );
    assert!(matches!(
        late,
        Err(Rejection::ChangedMeanwhile { version: 6, .. })
    ));
    assert_eq!(world.listing(&id).review.state, ReviewState::Returned);
}

#[test]
fn a_command_from_before_there_was_a_base_is_refused_with_both_values() {
    let (mut world, id) = returned();
    submit(&mut world, &operator(), &file_again(id, priced("9.60"))).unwrap();
    world.base_version = Some(3);
    let refusal = world.refusal(&colleague(), &file_again(id, priced("8.80")));
    assert_eq!(refusal, at_price("9.60", 4));
    world.base_version = None;
    let refusal = world.refusal(&colleague(), &file_again(id, priced("8.80")));
    let state = ReviewState::Submitted;
    assert_eq!(refusal, Rejection::WrongState { state }, "as it always was");
}

#[test]
fn a_version_that_is_the_same_by_chance_overwrites_nothing() {
    let (mut world, id) = returned();
    // What the device counted as its own version 4 is a colleague's on the server.
    submit(&mut world, &operator(), &file_again(id, priced("9.60"))).unwrap();
    world.base_version = Some(4);
    world.base = Some(Base::Listing(priced("7.00")));
    let refusal = world.refusal(&colleague(), &file_again(id, priced("8.80")));
    assert_eq!(refusal, at_price("9.60", 4));
}

#[test]
fn what_comes_together_wrong_is_refused_at_the_field() {
    let (mut world, id) = returned();
    let drug = with(|entry| {
        entry.product_kind = Some(domain::product_kind::ProductKind::Drug);
        entry.product_code = "XA01ABD075A002010100483".into();
        entry.certificate = "国药准字H20053218".into();
    });
    submit(&mut world, &operator(), &file_again(id, drug)).unwrap();
    let other = with(|entry| entry.price = "0".into());
    let refusal = submit(&mut world, &colleague(), &file_again(id, other));
    assert_eq!(fields(&refusal.unwrap_err()), [Field::Price]);
}

#[test]
fn whoever_may_not_submit_learns_nothing_and_joins_nothing() {
    let (mut world, id) = returned();
    let refusal = submit(&mut world, &reviewer(), &file_again(id, listing()));
    assert!(matches!(refusal, Err(Rejection::NotAllowed { .. })));
    let stranger = member("stranger", Some(unit(2)), Role::Operator);
    let refusal = submit(&mut world, &stranger, &file_again(id, priced("8.80")));
    assert_eq!(refusal, Err(Rejection::NotFound));
}

#[test]
fn none_of_those_who_made_a_submission_together_may_decide_it() {
    let (mut world, id) = returned();
    submit(&mut world, &operator(), &file_again(id, priced("9.60"))).unwrap();
    submit(
        &mut world,
        &colleague(),
        &file_again(id, specified("20 ml")),
    )
    .unwrap();
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    for account in ["operator", "colleague"] {
        let checker = member(account, None, Role::Reviewer);
        let refusal = world.refusal(&checker, &review(id, ReviewAct::Approve));
        assert_eq!(refusal, Rejection::OwnApplication, "{account}");
    }
    world.done(&reviewer(), &review(id, ReviewAct::Approve));
}

#[test]
fn two_devices_of_one_applicant_join_their_corrections_too() {
    let mut world = World::of("hunan");
    let id = world.done(&applicant("s"), &register(registration()));
    world.done(&applicant("s"), &review(id, ReviewAct::Withdraw));
    let base = Some(Base::Registration(registration()));
    let again = |world: &mut World, entry| {
        (world.base_version, world.base) = (Some(2), base.clone());
        world.act(&applicant("s"), &register_again(id, entry))
    };
    again(&mut world, written(|entry| entry.address = "长沙".into())).unwrap();
    let code = "91110108551385082Q";
    again(&mut world, written(|entry| entry.credit_code = code.into())).unwrap();
    let found = &world.registration(&id).entry;
    assert_eq!(
        (found.address.as_str(), found.credit_code.as_str()),
        ("长沙", code)
    );
    let refusal = again(&mut world, written(|entry| entry.address = "株洲".into()));
    let fields = refusal.unwrap_err().contested().to_vec();
    assert_eq!(fields[0].said().zh, "长沙");
}
