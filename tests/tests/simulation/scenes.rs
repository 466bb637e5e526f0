//! A few histories by hand, which say in order what the drawn ones meet by chance.

use crate::faults::{Aim, Kind};
use crate::history::Step;
use crate::oracle;
use crate::program::Program;
use crate::world::World;

fn give(client: usize, pick: usize) -> Step {
    Step::Give {
        client,
        tab: 0,
        what: 0,
        pick,
    }
}

fn send(client: usize) -> Step {
    Step::Send {
        client,
        tab: 0,
        heard: false,
    }
}

fn fault(kind: Kind) -> Step {
    let aim = Aim {
        client: 0,
        tab: 0,
        pick: 0,
    };
    Step::Fault { kind, aim }
}

fn deliver() -> Step {
    Step::Deliver { pick: 0 }
}

fn after(steps: &[Step]) -> World {
    let mut world = World::new();
    steps.iter().for_each(|step| world.take(step));
    world
}

/// Everybody exchanges, and the oracle finds nothing wrong with so many listings.
fn comes_to(mut world: World, listings: usize) {
    world.heal();
    assert_eq!(world.listings_on_server(), listings);
    oracle::check(&world).unwrap_or_else(|why| panic!("{why}"));
}

#[test]
fn a_quiet_history_brings_every_listing_to_the_reviewer() {
    comes_to(after(&[give(0, 0), give(1, 0)]), 2);
}

#[test]
fn an_answer_lost_after_the_commit_gives_one_listing_not_two() {
    let steps = [give(0, 0), send(0), deliver(), fault(Kind::AnswerLost)];
    comes_to(after(&steps), 1);
}

#[test]
fn a_server_restored_from_backup_gets_again_what_it_acknowledged() {
    let exchange = [send(0), deliver(), deliver()];
    let mut steps = vec![Step::Backup, give(0, 0)];
    (0..4).for_each(|_| steps.extend(exchange.clone()));
    let mut world = after(&steps);
    assert_eq!(world.listings_on_server(), 1);
    world.take(&fault(Kind::Restored));
    assert_eq!(world.listings_on_server(), 0);
    comes_to(world, 1);
}

#[test]
fn a_copied_database_takes_a_name_of_its_own_and_loses_nothing() {
    let copy = 3;
    let steps = [give(0, 0), fault(Kind::Copied), give(0, 1), give(copy, 2)];
    // One before the copy, one after it in each.
    comes_to(after(&steps), 3);
}

#[test]
fn a_store_thrown_away_under_an_open_tab_is_filled_again_from_the_server() {
    let exchange = [send(0), deliver(), deliver()];
    let mut steps = vec![give(0, 0)];
    (0..3).for_each(|_| steps.extend(exchange.clone()));
    let mut world = after(&steps);
    let aim = Aim {
        client: 0,
        tab: 0,
        pick: 1,
    };
    let kind = Kind::StoreTornDown;
    world.take(&Step::Fault { kind, aim });
    world.take(&give(0, 1));
    comes_to(world, 2);
}

#[test]
fn a_server_of_any_earlier_schema_is_brought_up_to_date_with_all_that_it_has() {
    for schema in 2..=4 {
        let mut steps = vec![give(0, 0)];
        (0..3).for_each(|_| steps.extend([send(0), deliver(), deliver()]));
        let mut world = after(&steps);
        world.server.upgrade(schema);
        assert_eq!(world.listings_on_server(), 1, "{schema}");
        world.take(&give(0, 1));
        comes_to(world, 2);
    }
}

#[test]
fn a_device_of_an_earlier_program_sends_what_it_has_and_then_shows_what_there_is() {
    let mut world = World::new();
    world.devices[0].run(Program::Earlier);
    for step in [give(0, 0), give(0, 1), send(0), deliver(), deliver()] {
        world.take(&step);
    }
    assert_eq!(world.listings_on_server(), 2);
    assert!(world.upgrade_client(0));
    comes_to(world, 2);
}
