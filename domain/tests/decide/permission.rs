//! Who may do what: every role × command × state × ownership, from the enums
//! themselves, against a table written down here by hand.

use super::support::*;

use domain::actor::{Actor, Permission, Role};
use domain::command::Command;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::review::{ReviewAct, ReviewState};

/// Every act, with words where words are asked for.
fn acts() -> Vec<ReviewAct> {
    vec![
        ReviewAct::Submit,
        ReviewAct::Claim,
        ReviewAct::Approve,
        return_with(None, "请核对"),
        reject("不符合要求"),
        ReviewAct::Withdraw,
    ]
}

/// What somebody is to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// Filed by this actor's own unit, or from this applicant's own intake.
    Own,
    /// One of the centre's reviewers.
    Reviewer,
    /// Everybody else.
    Stranger,
}

/// Everybody there is, with what they are to unit 1's listing and to the
/// application of intake `s`.
fn everybody() -> Vec<(Actor, Standing, Standing)> {
    use Standing::{Own, Reviewer, Stranger};
    let mut all = vec![
        (applicant("s"), Stranger, Own),
        (applicant("t"), Stranger, Stranger),
    ];
    for role in Role::ALL {
        for number in [Some(1), Some(2), None] {
            let to_listing = match (role, number) {
                (Role::Reviewer, _) => Reviewer,
                (_, Some(1)) => Own,
                _ => Stranger,
            };
            let to_application = if role == Role::Reviewer {
                Reviewer
            } else {
                Stranger
            };
            all.push((
                member("x", number.map(unit), role),
                to_listing,
                to_application,
            ));
        }
    }
    all
}

/// A world in which the one record stands in `state`.
fn standing_in(state: ReviewState, submit: &Command, maker: &Actor) -> (World, RecordId) {
    let mut world = World::of("hunan");
    let id = world.done(maker, submit);
    let found = world.records.get_mut(&id).unwrap();
    match &mut found.record {
        Record::Listing(listing) => listing.review.state = state,
        Record::Registration(registration) => registration.review.state = state,
        Record::Unit(_) => panic!("no review"),
    }
    (world, id)
}

/// The refusal by hand: permission first, then the state, as the rules have it.
fn expected(
    standing: Standing,
    own: Permission,
    act: &ReviewAct,
    state: ReviewState,
) -> Result<(), Rejection> {
    if standing == Standing::Stranger {
        return Err(Rejection::NotFound);
    }
    let permission = match act {
        ReviewAct::Submit => return Err(Rejection::Unreadable),
        ReviewAct::Withdraw => own,
        _ => Permission::Review,
    };
    let holder = if permission == Permission::Review {
        Standing::Reviewer
    } else {
        Standing::Own
    };
    if standing != holder {
        return Err(Rejection::NotAllowed { permission });
    }
    use ReviewState::{Returned, Submitted, UnderReview};
    let possible = match act {
        ReviewAct::Claim => matches!(state, Submitted | UnderReview),
        ReviewAct::Withdraw => matches!(state, Submitted | UnderReview | Returned),
        _ => state == UnderReview,
    };
    if possible {
        Ok(())
    } else {
        Err(Rejection::WrongState { state })
    }
}

#[test]
fn each_step_is_open_to_those_it_is_for_in_the_states_it_is_for_and_to_nobody_else() {
    let listing = (file(listing()), operator(), Permission::FileListing);
    let application = (
        register(registration()),
        applicant("s"),
        Permission::Register,
    );
    let mut cases = 0;
    for (submit, maker, own) in [listing, application] {
        for state in ReviewState::ALL {
            let (world, id) = standing_in(state, &submit, &maker);
            for (actor, to_listing, to_application) in everybody() {
                let standing = if own == Permission::FileListing {
                    to_listing
                } else {
                    to_application
                };
                for act in acts() {
                    let decided = world.decide(&actor, &review(id, act.clone())).map(drop);
                    let by_hand = expected(standing, own, &act, state);
                    assert_eq!(decided, by_hand, "{actor:?} {act:?} {state:?}");
                    cases += 1;
                }
            }
        }
    }
    assert_eq!(cases, 2 * 7 * 11 * 6);
}

#[test]
fn submission_again_is_open_to_the_owner_in_the_states_it_is_for_and_to_nobody_else() {
    for state in ReviewState::ALL {
        let again = matches!(
            state,
            ReviewState::Draft | ReviewState::Returned | ReviewState::Withdrawn
        );
        let by_hand = |standing: Standing, permission: Permission| match standing {
            Standing::Stranger => Err(Rejection::NotFound),
            Standing::Reviewer => Err(Rejection::NotAllowed { permission }),
            Standing::Own if again => Ok(()),
            Standing::Own => Err(Rejection::WrongState { state }),
        };
        let (listings, listed) = standing_in(state, &file(listing()), &operator());
        let (applications, applied) =
            standing_in(state, &register(registration()), &applicant("s"));
        for (actor, to_listing, to_application) in everybody() {
            let decided = listings
                .decide(&actor, &file_again(listed, listing()))
                .map(drop);
            let permission = Permission::FileListing;
            assert_eq!(
                decided,
                by_hand(to_listing, permission),
                "{actor:?} {state:?}"
            );
            let command = register_again(applied, registration());
            let decided = applications.decide(&actor, &command).map(drop);
            let permission = Permission::Register;
            assert_eq!(
                decided,
                by_hand(to_application, permission),
                "{actor:?} {state:?}"
            );
        }
    }
}

#[test]
fn something_new_is_begun_by_those_whose_work_it_is() {
    let world = World::of("hunan");
    for (actor, _, _) in everybody() {
        let table = [
            (
                register(registration()),
                Permission::Register,
                actor.unit().is_none() && matches!(actor, Actor::Applicant { .. }),
            ),
            (file(listing()), Permission::FileListing, files(&actor)),
            (
                Command::SubmitListings {
                    rows: vec![listing()],
                },
                Permission::FileListing,
                files(&actor),
            ),
        ];
        for (command, permission, allowed) in table {
            let decided = world.decide(&actor, &command).map(drop);
            let by_hand = if allowed {
                Ok(())
            } else {
                Err(Rejection::NotAllowed { permission })
            };
            assert_eq!(decided, by_hand, "{actor:?} {command:?}");
        }
    }
}

fn files(actor: &Actor) -> bool {
    matches!(
        actor,
        Actor::Member {
            unit: Some(_),
            role: Role::UnitAdmin | Role::Operator,
            ..
        }
    )
}

#[test]
fn what_does_not_exist_and_what_one_may_not_see_look_the_same() {
    let mut world = World::of("hunan");
    let id = world.done(&operator(), &file(listing()));
    let stranger = member("x", Some(unit(2)), Role::UnitAdmin);
    for target in [id, record(99), id.with_row(4)] {
        for command in [
            review(target, ReviewAct::Withdraw),
            file_again(target, listing()),
            register_again(target, registration()),
        ] {
            assert_eq!(
                world.refusal(&stranger, &command),
                Rejection::NotFound,
                "{command:?}"
            );
        }
    }
}

#[test]
fn a_record_of_one_kind_cannot_be_submitted_as_another() {
    let mut world = World::of("hunan");
    let listed = world.done(&operator(), &file(listing()));
    let applied = world.done(&applicant("s"), &register(registration()));
    let refusal = world.refusal(&reviewer(), &register_again(listed, registration()));
    assert_eq!(refusal, Rejection::NotFound);
    let refusal = world.refusal(&applicant("s"), &file_again(applied, listing()));
    assert_eq!(refusal, Rejection::NotFound);
}

#[test]
fn a_unit_itself_is_under_no_review() {
    let mut world = World::of("hunan");
    let id = world.done(&applicant("s"), &register(registration()));
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    world.done(&reviewer(), &review(id, ReviewAct::Approve));
    let admin = member("admin", Some(id), Role::UnitAdmin);
    let refusal = world.refusal(&admin, &review(id.with_row(1), ReviewAct::Withdraw));
    assert_eq!(refusal, Rejection::NotFound);
    // And the centre, which reviews, does not even see it.
    let refusal = world.refusal(&reviewer(), &review(id.with_row(1), ReviewAct::Claim));
    assert_eq!(refusal, Rejection::NotFound);
}

#[test]
fn a_new_unit_sees_its_application_but_cannot_take_it_back() {
    let mut world = World::of("hunan");
    let id = world.done(&applicant("s"), &register(registration()));
    world.done(&reviewer(), &review(id, ReviewAct::Claim));
    world.done(&reviewer(), &review(id, ReviewAct::Approve));
    let admin = member("admin", Some(id), Role::UnitAdmin);
    let refusal = world.refusal(&admin, &review(id, ReviewAct::Withdraw));
    let permission = Permission::Register;
    assert_eq!(refusal, Rejection::NotAllowed { permission });
}
