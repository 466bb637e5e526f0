//! Lives of the server: restored from a backup, and what a backup covers.

use std::collections::BTreeMap;

use domain::protocol::{PROTOCOL, ProblemCode, PullRequest, SCHEMA};
use server::store::Durability;
use server::sync::{self, mark_backed_up};

use crate::support::*;

#[test]
fn a_push_to_another_life_is_told_the_new_one_and_what_it_remembers() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let first = world
        .push(&caller, &request(client(1), 1, &[bytes(submit("甲"))]))
        .unwrap();
    let epoch = world.store.begin_new_epoch().unwrap();
    assert_ne!(epoch, first.epoch);
    let mut next = request(client(1), 2, &[bytes(submit("乙"))]);
    next.epoch.clone_from(&first.epoch);
    let problem = world.push(&caller, &next).unwrap_err();
    assert_eq!(
        problem.code,
        ProblemCode::EpochChanged {
            epoch: epoch.clone(),
            last_mid: 1
        }
    );
    let stranger = world.push(&operator("b", 1), &next).unwrap_err();
    assert_eq!(
        stranger.code,
        ProblemCode::EpochChanged {
            epoch: epoch.clone(),
            last_mid: 0
        }
    );
    next.epoch = epoch;
    assert!(world.push(&caller, &next).is_ok());
}

#[test]
fn a_pull_across_lives_starts_every_space_afresh() {
    let mut world = World::new();
    let caller = operator("a", 1);
    world.send(&caller, client(1), 1, vec![submit("甲")]);
    let before = world.pull(&caller, client(1), &BTreeMap::new());
    let epoch = world.store.begin_new_epoch().unwrap();
    let request = pull_request(&before.epoch, client(1), &cursors(&before));
    let response = world
        .store
        .read(|tx| sync::pull(tx, &caller, &request, LEASE, NOW))
        .unwrap();
    assert_eq!(response.epoch, epoch);
    assert_eq!(response.spaces.len(), 2);
    assert!(response.spaces.values().all(|page| page.reset));
    assert_eq!(
        response
            .spaces
            .values()
            .map(|page| page.put.len())
            .sum::<usize>(),
        1
    );
}

#[test]
fn a_pull_at_first_contact_needs_no_life_and_resets_nothing() {
    let world = World::new();
    let request = pull_request("", client(1), &BTreeMap::new());
    let response = world
        .store
        .read(|tx| sync::pull(tx, &operator("a", 1), &request, LEASE, NOW))
        .unwrap();
    assert!(response.spaces.values().all(|page| !page.reset));
    assert_eq!((response.last_mid, response.durable_through), (0, 0));
}

#[test]
fn an_old_client_is_asked_at_its_pull_to_upgrade() {
    let world = World::new();
    let old = PullRequest {
        schema: SCHEMA - 1,
        ..pull_request("", client(1), &BTreeMap::new())
    };
    let response = world
        .store
        .read(|tx| sync::pull(tx, &operator("a", 1), &old, LEASE, NOW))
        .unwrap();
    assert!(response.upgrade_required);
    let newer = PullRequest {
        proto: PROTOCOL + 1,
        ..old
    };
    let problem = world
        .store
        .read(|tx| sync::pull(tx, &operator("a", 1), &newer, LEASE, NOW))
        .unwrap_err();
    assert_eq!(problem.code, ProblemCode::Unavailable);
}

#[test]
fn where_backups_count_a_command_is_durable_once_a_backup_holds_it() {
    let mut world = World::new().with_durability(Durability::Backup);
    let caller = operator("a", 1);
    let response = world
        .push(&caller, &request(client(1), 1, &[bytes(submit("甲"))]))
        .unwrap();
    assert_eq!((response.last_mid, response.durable_through), (1, 0));
    let covered = world.read(|tx| tx.last_mids());
    world.send(&caller, client(1), 2, vec![submit("乙")]);
    world
        .store
        .write(|tx| mark_backed_up(tx, &covered))
        .unwrap();
    let pulled = world.pull(&caller, client(1), &BTreeMap::new());
    assert_eq!((pulled.last_mid, pulled.durable_through), (2, 1));
    let response = world.push(&caller, &request(client(1), 3, &[])).unwrap();
    assert_eq!(response.durable_through, 1);
    world
        .store
        .write(|tx| mark_backed_up(tx, &vec![(client(1), 0)]))
        .unwrap();
    assert_eq!(
        world
            .pull(&caller, client(1), &BTreeMap::new())
            .durable_through,
        1
    );
}
