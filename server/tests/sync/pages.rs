//! Pages, cursors, tombstones.

use std::collections::{BTreeMap, BTreeSet};

use domain::actor::Role;
use domain::client_id::ClientId;
use domain::command::Command;
use domain::protocol::PullResponse;
use domain::record_id::RecordId;
use domain::space::{Area, Space};
use server::store::FeedRow;
use server::sync::{Caller, PAGE_BYTES, PageLimits, collect_tombstones};

use crate::support::*;

const FEW: PageLimits = PageLimits {
    rows: 3,
    bytes: PAGE_BYTES,
};

fn listings() -> Space {
    Space::new(&hunan(), Area::Listings(unit(1)))
}

/// Pulls until nothing more follows, as a client does: the records it holds
/// then, and how many answers it took.
fn pull_all(
    world: &World,
    limits: PageLimits,
    caller: &Caller,
    client: ClientId,
) -> (BTreeSet<RecordId>, u32) {
    let mut held = BTreeMap::new();
    let mut cursors = BTreeMap::new();
    for answers in 1..100 {
        let response = world.pull_within(limits, caller, client, &cursors);
        let more = response.spaces.values().any(|page| page.more);
        for (space, page) in response.spaces {
            let rows: &mut BTreeSet<RecordId> = held.entry(space.clone()).or_default();
            if page.reset {
                rows.clear();
            }
            rows.extend(page.put.iter().map(|row| row.id));
            page.del.iter().for_each(|id| {
                rows.remove(id);
            });
            cursors.insert(space, page.seq);
        }
        if !more {
            return (held.into_values().flatten().collect(), answers);
        }
    }
    panic!("the pages never end");
}

fn delete(world: &mut World, space: &Space, id: RecordId) {
    world
        .store
        .write(|tx| {
            let mut row = tx
                .lock_spaces(&BTreeSet::from([space.clone()]))?
                .remove(space)
                .unwrap();
            row.seq += 1;
            let seq = row.seq;
            let gone = FeedRow {
                id,
                seq,
                deleted: true,
            };
            tx.put_feed(space, [(9, gone)])?;
            tx.advance_space(space, &row);
            Ok::<_, server::store::StoreError>(())
        })
        .unwrap();
}

fn ten(world: &mut World) -> Vec<RecordId> {
    let commands = (0..10)
        .map(|number| submit(&format!("产品{number}")))
        .collect();
    world.send(&operator("a", 1), client(1), 1, commands);
    (1..=10)
        .map(|mid| RecordId::of_command(client(1), mid))
        .collect()
}

#[test]
fn many_rows_come_in_pages_and_all_of_them_come() {
    let mut world = World::new();
    let all = ten(&mut world);
    let (held, answers) = pull_all(&world, FEW, &operator("a", 1), client(1));
    assert_eq!(held, all.iter().copied().collect());
    assert_eq!(answers, 4);
}

#[test]
fn a_page_ends_when_its_bytes_are_used_up_and_always_carries_a_row() {
    let mut world = World::new();
    let all = ten(&mut world);
    for bytes in [0, 1, 3_000] {
        let limits = PageLimits { rows: 500, bytes };
        let (held, answers) = pull_all(&world, limits, &operator("a", 1), client(1));
        assert_eq!(held, all.iter().copied().collect());
        assert!(answers > 3, "{bytes}: {answers}");
    }
}

#[test]
fn a_large_sheet_comes_in_answers_of_the_documented_size() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let rows = (0..1_200)
        .map(|number| listing(&format!("产品{number}")))
        .collect();
    world.send(
        &caller,
        client(1),
        1,
        vec![Command::SubmitListings { rows }],
    );
    let mut cursors = BTreeMap::new();
    let mut rows = 0;
    loop {
        let response = world.pull(&caller, client(1), &cursors);
        assert!(serde_json::to_string(&response).unwrap().len() < PAGE_BYTES + 8 * 1024);
        assert!(
            response
                .spaces
                .values()
                .map(|page| page.put.len())
                .sum::<usize>()
                <= 500
        );
        rows += response
            .spaces
            .values()
            .map(|page| page.put.len())
            .sum::<usize>();
        let more = response.spaces.values().any(|page| page.more);
        cursors.extend(crate::support::cursors(&response));
        if !more {
            break;
        }
    }
    assert_eq!(rows, 1_200);
}

#[test]
fn a_space_without_news_is_left_out_and_a_new_one_appears_even_if_it_is_empty() {
    let world = World::new();
    let caller = operator("a", 1);
    let first = world.pull(&caller, client(1), &BTreeMap::new());
    assert_eq!(first.spaces.keys().cloned().collect::<Vec<_>>(), {
        let mut spaces = caller.actor.spaces(&hunan());
        spaces.sort();
        spaces
    });
    assert!(
        first
            .spaces
            .values()
            .all(|page| page.seq == 0 && !page.more && !page.reset && page.put.is_empty())
    );
    assert_eq!(
        (first.now, first.lease_until),
        (NOW, NOW.plus_hours(24 * 7))
    );
    let second = world.pull(&caller, client(1), &cursors(&first));
    assert!(second.spaces.is_empty() && second.lost.is_empty() && !second.upgrade_required);
}

#[test]
fn a_record_that_changes_often_is_one_row_of_the_feed() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let id = RecordId::of_command(client(1), 1);
    world.send(&caller, client(1), 1, vec![submit("甲")]);
    for mid in [2, 4] {
        let again = Command::SubmitListing {
            listing: Some(id),
            entry: listing("改"),
        };
        let withdraw = review(id, domain::review::ReviewAct::Withdraw);
        world.send(&caller, client(1), mid, vec![withdraw, again]);
    }
    let page = &world.pull(&caller, client(1), &BTreeMap::new()).spaces[&listings()];
    assert_eq!((page.put.len(), page.put[0].version), (1, 5));
}

#[test]
fn spaces_that_one_may_no_longer_see_are_lost_even_if_one_never_could() {
    let mut world = World::new();
    ten(&mut world);
    let before = cursors(&world.pull(&operator("a", 1), client(1), &BTreeMap::new()));
    let moved = member("a", Some(unit(2)), Role::Operator);
    let response: PullResponse = world.pull(&moved, client(1), &before);
    let mut expected = operator("a", 1).actor.spaces(&hunan());
    expected.sort();
    assert_eq!(response.lost, expected);
    assert!(
        response
            .spaces
            .keys()
            .all(|space| !expected.contains(space))
    );
}

#[test]
fn a_deleted_record_reaches_those_who_hold_it_and_not_those_who_never_did() {
    let mut world = World::new();
    let all = ten(&mut world);
    let caller = operator("a", 1);
    let before = cursors(&world.pull(&caller, client(1), &BTreeMap::new()));
    delete(&mut world, &listings(), all[4]);
    assert_eq!(
        world.pull(&caller, client(1), &before).spaces[&listings()].del,
        [all[4]]
    );
    let fresh = &world.pull(&caller, client(2), &BTreeMap::new()).spaces[&listings()];
    assert_eq!((fresh.put.len(), fresh.del.len()), (9, 0));
}

#[test]
fn a_cursor_older_than_the_collected_tombstones_starts_afresh() {
    let mut world = World::new();
    let all = ten(&mut world);
    let caller = operator("a", 1);
    let old = cursors(&world.pull(&caller, client(1), &BTreeMap::new()));
    delete(&mut world, &listings(), all[4]);
    let current = cursors(&world.pull(&caller, client(1), &old));
    let current: BTreeMap<_, _> = old.clone().into_iter().chain(current).collect();
    world
        .store
        .write(|tx| collect_tombstones(tx, &listings(), u64::MAX))
        .unwrap();
    let page = &world.pull(&caller, client(1), &old).spaces[&listings()];
    assert!(page.reset);
    assert_eq!(page.put.len(), 9);
    assert!(world.pull(&caller, client(1), &current).spaces.is_empty());
}

#[test]
fn a_first_reading_in_pages_ends_although_tombstones_were_collected_before() {
    let mut world = World::new();
    let all = ten(&mut world);
    delete(&mut world, &listings(), all[4]);
    world
        .store
        .write(|tx| collect_tombstones(tx, &listings(), u64::MAX))
        .unwrap();
    let (held, _) = pull_all(&world, FEW, &operator("a", 1), client(2));
    assert_eq!(held.len(), 9);
}

#[test]
fn collecting_where_nothing_was_deleted_sends_nobody_back() {
    let mut world = World::new();
    ten(&mut world);
    let caller = operator("a", 1);
    world
        .store
        .write(|tx| collect_tombstones(tx, &listings(), u64::MAX))
        .unwrap();
    let page = &world
        .pull(&caller, client(1), &BTreeMap::from([(listings(), 3)]))
        .spaces[&listings()];
    assert_eq!((page.reset, page.put.len(), page.seq), (false, 7, 10));
}

#[test]
fn a_cursor_ahead_of_its_space_starts_afresh() {
    let mut world = World::new();
    ten(&mut world);
    for ahead in [11, u64::MAX] {
        let cursors = BTreeMap::from([(listings(), ahead)]);
        let page = &world.pull(&operator("a", 1), client(1), &cursors).spaces[&listings()];
        assert!(page.reset);
        assert_eq!(page.put.len(), 10);
    }
}
