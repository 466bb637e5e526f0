//! Commands carried in a file from one device to another.

use domain::client_id::ClientId;
use domain::command::{Command, Envelope, Origin};
use domain::protocol::Receipt;
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::review::ReviewAct;
use domain::space::{Area, Space};
use server::sync::Caller;

use crate::support::*;

/// Sends `command` under another name, as carried from command `mid` of `from`.
fn carry(
    world: &mut World,
    caller: &Caller,
    to: (ClientId, u64),
    from: (ClientId, u64),
    command: Command,
) -> Receipt {
    let origin = Some(Origin {
        client: from.0,
        mid: from.1,
    });
    let carried = serde_json::to_string(&Envelope {
        origin,
        ..envelope(command)
    })
    .unwrap();
    world
        .push(caller, &request(to.0, to.1, &[carried]))
        .unwrap()
        .receipts
        .remove(0)
}

#[test]
fn a_command_that_arrived_itself_is_not_done_again_when_its_copy_arrives() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let own = world
        .send(&caller, client(1), 1, vec![submit("甲")])
        .remove(0);
    let copy = carry(
        &mut world,
        &caller,
        (client(2), 1),
        (client(1), 1),
        submit("甲"),
    );
    assert_eq!((world.listings(), copy.status), (1, own.status));
    let log = world.read(|tx| tx.log_entries(&Space::new(&hunan(), Area::Listings(unit(1)))));
    assert!(
        log[1].contains("done_as"),
        "the log tells of the copy too: {}",
        log[1]
    );
}

#[test]
fn a_command_whose_copy_arrived_is_not_done_again_when_it_arrives_itself() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let copy = carry(
        &mut world,
        &caller,
        (client(2), 1),
        (client(1), 1),
        submit("甲"),
    );
    let own = world
        .send(&caller, client(1), 1, vec![submit("甲")])
        .remove(0);
    let third = carry(
        &mut world,
        &caller,
        (client(3), 1),
        (client(1), 1),
        submit("甲"),
    );
    assert_eq!(world.listings(), 1);
    assert_eq!(copy.status, own.status);
    assert_eq!(copy.status, third.status);
    assert!(is_accepted(&own));
}

#[test]
fn later_commands_find_the_record_under_either_name() {
    let caller = operator("a", 1);
    let (own, copy) = (
        RecordId::of_command(client(1), 1),
        RecordId::of_command(client(2), 1),
    );
    for copy_first in [true, false] {
        let mut world = World::new();
        if copy_first {
            carry(
                &mut world,
                &caller,
                (client(2), 1),
                (client(1), 1),
                submit("甲"),
            );
            world.send(&caller, client(1), 1, vec![submit("甲")]);
        } else {
            world.send(&caller, client(1), 1, vec![submit("甲")]);
            carry(
                &mut world,
                &caller,
                (client(2), 1),
                (client(1), 1),
                submit("甲"),
            );
        }
        let withdraw = review(copy, ReviewAct::Withdraw);
        assert!(is_accepted(&carry(
            &mut world,
            &caller,
            (client(2), 2),
            (client(1), 2),
            withdraw
        )));
        // The same step from the other device is the same step.
        let withdraw = review(own, ReviewAct::Withdraw);
        assert!(
            is_accepted(&world.send(&caller, client(1), 2, vec![withdraw])[0]),
            "{copy_first}"
        );
        let again = Command::SubmitListing {
            listing: Some(own),
            entry: listing("改"),
        };
        assert!(is_accepted(
            &world.send(&caller, client(1), 3, vec![again])[0]
        ));
        assert_eq!(world.listings(), 1);
    }
}

#[test]
fn a_refused_command_stays_refused_for_its_own_copy() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let nothing = Command::SubmitListings { rows: vec![] };
    let own = world
        .send(&caller, client(1), 1, vec![nothing.clone()])
        .remove(0);
    let copy = carry(&mut world, &caller, (client(2), 1), (client(1), 1), nothing);
    assert_eq!(rejection(&own), rejection(&copy));
}

#[test]
fn a_colleagues_copy_of_what_was_accepted_is_not_done_again() {
    let mut world = World::new();
    world.send(&operator("a", 1), client(1), 1, vec![submit("甲")]);
    let copy = carry(
        &mut world,
        &operator("b", 1),
        (client(2), 1),
        (client(1), 1),
        submit("甲"),
    );
    assert!(is_accepted(&copy));
    assert_eq!(world.listings(), 1);
}

#[test]
fn what_a_colleague_was_refused_is_decided_anew_for_its_owner() {
    let mut world = World::new();
    let powerless = member("b", Some(unit(1)), domain::actor::Role::Reviewer);
    let copy = carry(
        &mut world,
        &powerless,
        (client(2), 1),
        (client(1), 1),
        submit("甲"),
    );
    assert!(matches!(rejection(&copy), Rejection::NotAllowed { .. }));
    assert!(is_accepted(
        &world.send(&operator("a", 1), client(1), 1, vec![submit("甲")])[0]
    ));
    let again = carry(
        &mut world,
        &operator("a", 1),
        (client(3), 1),
        (client(1), 1),
        submit("甲"),
    );
    assert!(is_accepted(&again));
    assert_eq!(world.listings(), 1);
}

#[test]
fn whoever_names_anothers_queue_as_origin_swallows_nothing_and_learns_nothing() {
    let mut world = World::new();
    let (owner, stranger) = (operator("a", 1), operator("b", 2));
    // Before the command arrives, under its name, with another act.
    carry(
        &mut world,
        &stranger,
        (client(2), 1),
        (client(1), 1),
        submit("冒名"),
    );
    assert!(is_accepted(
        &world.send(&owner, client(1), 1, vec![submit("甲")])[0]
    ));
    let copy = carry(
        &mut world,
        &owner,
        (client(3), 1),
        (client(1), 1),
        submit("甲"),
    );
    assert!(is_accepted(&copy));
    // After it, with the very same act, from another unit: a record of its own.
    carry(
        &mut world,
        &stranger,
        (client(2), 2),
        (client(1), 1),
        submit("甲"),
    );
    let of = |number| world.pull(&operator("x", number), client(8), &Default::default());
    let count = |number| {
        of(number)
            .spaces
            .values()
            .map(|page| page.put.len())
            .sum::<usize>()
    };
    assert_eq!((count(1), count(2)), (1, 2));
    // And the owner's record keeps its name.
    let id = RecordId::of_command(client(1), 1);
    let withdraw = review(id, ReviewAct::Withdraw);
    assert!(is_accepted(
        &world.send(&owner, client(1), 2, vec![withdraw])[0]
    ));
}

#[test]
fn a_copy_in_the_same_push_is_done_once() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let origin = Some(Origin {
        client: client(1),
        mid: 1,
    });
    let copy = serde_json::to_string(&Envelope {
        origin,
        ..envelope(submit("甲"))
    })
    .unwrap();
    let batch = request(client(1), 1, &[bytes(submit("甲")), copy]);
    let response = world.push(&caller, &batch).unwrap();
    assert_eq!(response.receipts[0].status, response.receipts[1].status);
    assert_eq!(world.listings(), 1);
}

/// Two copies of a store have given number 1 to two listings, each of which was carried to
/// another device that was first; then the queue itself brings the one of them.
fn carried_from_copies(world: &mut World, own: &str) -> Receipt {
    let caller = operator("a", 1);
    for (to, name) in [(2, "甲"), (3, "乙")] {
        let (to, from) = ((client(to), 1), (client(1), 1));
        assert!(is_accepted(&carry(world, &caller, to, from, submit(name))));
    }
    world
        .send(&caller, client(1), 1, vec![submit(own)])
        .remove(0)
}

#[test]
fn of_what_copies_gave_one_number_a_command_is_about_what_its_own_queue_brought() {
    for (own, actual) in [("甲", 2), ("乙", 3)] {
        let mut world = World::new();
        assert!(is_accepted(&carried_from_copies(&mut world, own)));
        let named = RecordId::of_command(client(1), 1);
        let withdraw = review(named, ReviewAct::Withdraw);
        let done = world.send(&operator("a", 1), client(1), 2, vec![withdraw]);
        assert!(is_accepted(&done[0]));
        for number in [2, 3] {
            let id = RecordId::of_command(client(number), 1);
            let version = world.read(|tx| tx.record(&hunan(), &id)).unwrap().version;
            assert_eq!(version, if number == actual { 2 } else { 1 }, "{own}");
        }
    }
}

#[test]
fn a_command_about_a_number_that_its_queue_never_brought_is_refused_and_not_guessed() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let (to, from) = ((client(2), 1), (client(1), 1));
    carry(&mut world, &caller, to, from, submit("乙"));
    // Somebody has seen a record under that number on a server that was lost since.
    let named = RecordId::of_command(client(1), 1);
    let withdraw = review(named, ReviewAct::Withdraw);
    let refused = world.send(&caller, client(4), 1, vec![withdraw]).remove(0);
    assert!(!is_accepted(&refused));
    let id = RecordId::of_command(client(2), 1);
    assert_eq!(
        world.read(|tx| tx.record(&hunan(), &id)).unwrap().version,
        1
    );
}

#[test]
fn a_mistaken_origin_swallows_no_other_command_of_the_same_person() {
    let mut world = World::new();
    let caller = operator("a", 1);
    world.send(&caller, client(1), 1, vec![submit("甲")]);
    let other = carry(
        &mut world,
        &caller,
        (client(2), 1),
        (client(1), 1),
        submit("乙"),
    );
    assert!(is_accepted(&other));
    assert_eq!(world.listings(), 2);
    // And the first record still goes by its own name.
    let id = RecordId::of_command(client(1), 1);
    let withdraw = review(id, ReviewAct::Withdraw);
    assert!(is_accepted(
        &world.send(&caller, client(1), 2, vec![withdraw])[0]
    ));
    assert_eq!(
        world.read(|tx| tx.record(&hunan(), &id)).unwrap().version,
        2
    );
}
