//! A crash at every commit there is: of a history, the same is lived again and again,
//! and each time a tab, or the server, dies at the next commit, before it or after it.

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::history::{Step, quiet_histories};
use crate::oracle;
use crate::world::World;

/// A short history in which nothing else goes wrong.
fn quiet() -> Vec<Step> {
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    let tree = quiet_histories().new_tree(&mut runner);
    tree.unwrap_or_else(|reason| panic!("{reason}")).current()
}

/// Lives the history with what `prepare` does to the world first, and on to its end.
fn live(steps: &[Step], prepare: impl Fn(&mut World)) -> World {
    let mut world = World::new();
    prepare(&mut world);
    steps.iter().for_each(|step| world.take(step));
    world.heal();
    oracle::check(&world).unwrap_or_else(|why| panic!("{why}"));
    world
}

#[test]
fn a_tab_killed_at_any_of_its_commits_loses_nothing_and_doubles_nothing() {
    let steps = quiet();
    let plain = live(&steps, |_| {});
    // Those that others bring with them come later.
    for client in 0..World::new().devices.len() {
        let commits = plain.devices[client].commits;
        assert!(commits > 1, "{commits} commits of client {client}");
        for crash in (0..commits).flat_map(|at| [(at, false), (at, true)]) {
            let world = live(&steps, |world| world.devices[client].fuse.set(Some(crash)));
            let left = world.devices[client].fuse.get();
            assert!(
                left.is_none(),
                "client {client} did not die at {crash:?}: {left:?}"
            );
        }
    }
}

#[test]
fn a_server_killed_at_any_of_its_commits_loses_nothing_and_doubles_nothing() {
    let steps = quiet();
    let commits = live(&steps, |_| {}).server.commits;
    assert!(commits > 5, "{commits} commits");
    for crash in (0..commits).flat_map(|at| [(at, false), (at, true)]) {
        let world = live(&steps, |world| world.server.fuse = Some(crash));
        assert!(
            world.server.fuse.is_none(),
            "the server did not die at {crash:?}"
        );
    }
}
