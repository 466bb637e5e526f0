//! A server whose clock is off: what came first stays first, whatever the clock said.

use domain::record_id::RecordId;
use domain::review::ReviewAct;
use domain::space::{Area, Space};
use domain::timestamp::Timestamp;
use server::check::check;
use server::sync;

use crate::support::*;

const YEAR: i64 = 365 * 24 * 3_600_000;

/// A push at a time of the server's.
fn push_at(
    world: &mut World,
    caller: &sync::Caller,
    queue: u8,
    mid: u64,
    now: Timestamp,
    what: domain::command::Command,
) {
    let batch = request(client(queue), mid, &[bytes(what)]);
    let answer = world
        .store
        .write(|tx| sync::push(tx, caller, &batch, &profiles(), now))
        .unwrap();
    assert!(is_accepted(&answer.receipts[0]), "{:?}", answer.receipts);
}

#[test]
fn a_servers_clock_that_is_a_year_off_and_comes_back_changes_no_order_and_no_chain() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let times = [0, YEAR, -YEAR, 0, -YEAR, YEAR].map(|off| NOW.plus_millis(off));
    for (mid, now) in (1..).zip(times) {
        push_at(&mut world, &caller, 1, mid, now, submit("甲"));
    }
    // Two servers whose clocks differ take turns at one record.
    let record = RecordId::of_command(client(1), 1);
    push_at(
        &mut world,
        &reviewer(),
        2,
        1,
        NOW.plus_millis(YEAR),
        review(record, ReviewAct::Claim),
    );
    push_at(
        &mut world,
        &reviewer(),
        2,
        2,
        NOW.plus_millis(-YEAR),
        review(record, ReviewAct::Approve),
    );
    let found = world.read(|tx| tx.record(&hunan(), &record)).unwrap();
    let acts: Vec<_> = found
        .record
        .review()
        .unwrap()
        .history
        .iter()
        .map(|event| event.act.clone())
        .collect();
    assert_eq!(
        acts,
        [ReviewAct::Submit, ReviewAct::Claim, ReviewAct::Approve]
    );

    let listings = Space::new(&hunan(), Area::Listings(unit(1)));
    let news = world.read(|tx| tx.feed_after(&listings, 0, 10));
    let order: Vec<u64> = news.iter().map(|row| row.id.mid).collect();
    assert_eq!(order, [2, 3, 4, 5, 6, 1], "in the order in which it came");
    for checked in world.read(check) {
        assert_eq!(checked.findings.kept(), [], "{:?}", checked.about);
    }
    // Who has read up to here misses nothing that comes later with an earlier time.
    let seen = cursors(&world.pull(&caller, client(1), &Default::default()));
    push_at(
        &mut world,
        &caller,
        1,
        7,
        NOW.plus_millis(-YEAR),
        submit("乙"),
    );
    let pulled = world.pull(&caller, client(1), &seen);
    assert_eq!(pulled.spaces[&listings].put.len(), 1);
}
