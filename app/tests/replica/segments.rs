//! Very many records: packed into segments, changed above them, read again.

use std::collections::BTreeMap;

use super::answers::*;
use super::support::*;

use app::replica::{LINES, place};
use domain::protocol::SpacePage;
use domain::record_id::RecordId;
use domain::review::{Party, Review, ReviewAct, ReviewEvent, ReviewState};

/// One of very many records.
fn many(number: u32) -> RecordId {
    theirs(9).with_row(number)
}

fn name(number: u32, version: u64) -> String {
    format!("第 {number} 份，第 {version} 版")
}

fn puts(numbers: impl IntoIterator<Item = u32>, version: u64) -> SpacePage {
    let numbers = numbers.into_iter();
    page(
        version,
        numbers
            .map(|number| put(many(number), &name(number, version)))
            .collect(),
    )
}

fn kinds(tab: &Tab) -> (usize, usize) {
    let of = |letter: &str| {
        let keys = tab.keys();
        keys.iter().filter(|key| key.starts_with(letter)).count()
    };
    (of("s"), of("b"))
}

#[test]
fn few_rows_stand_by_themselves_and_many_are_packed() {
    let mut tab = acquainted(1, vec![]);
    tab.pull(news("one", 0, [(listings(), puts(1..=511, 1))]));
    assert_eq!(kinds(&tab), (0, 511));
    tab.pull(news("one", 0, [(listings(), puts(512..=512, 2))]));
    assert_eq!(kinds(&tab), (2, 0), "two segments of 256 rows");
    assert_eq!(tab.seen().len(), 512);
    tab.pull(news("one", 0, [(listings(), puts(7..=7, 3))]));
    assert_eq!(kinds(&tab), (2, 1), "what changes stands above them");
    let seen = tab.seen();
    assert!(seen.contains(&name(7, 3)) && !seen.contains(&name(7, 1)));
    assert_eq!(tab.reopened().seen(), seen);
}

#[test]
fn what_is_gone_from_a_segment_does_not_come_back() {
    let mut tab = acquainted(1, vec![]);
    tab.replica.pack_from(3);
    tab.pull(news("one", 0, [(listings(), puts(1..=5, 1))]));
    assert_eq!(kinds(&tab), (1, 0));
    let gone = SpacePage {
        del: vec![many(2)],
        ..page(2, vec![])
    };
    tab.pull(news("one", 0, [(listings(), gone)]));
    let left = [1, 3, 4, 5].map(|number| name(number, 1));
    assert_eq!(tab.seen(), left);
    let mut tab = tab.reopened();
    assert_eq!(tab.seen(), left);
    assert_eq!(tab.early().1.seen(), left, "nor where it is opened early");
    tab.pull(news("one", 0, [(listings(), puts([2], 3))]));
    assert_eq!(tab.seen().len(), 5, "unless the platform brings it back");
    assert_eq!(tab.reopened().seen().len(), 5);
}

#[test]
fn a_tab_knows_which_segments_there_are_after_they_were_packed_anew() {
    let mut tab = acquainted(1, vec![]);
    tab.replica.pack_from(3);
    let mut before = tab.first().segments;
    for version in 1..=8 {
        tab.pull(news("one", 0, [(listings(), puts(1..=5, version))]));
        let there = tab.first().segments;
        assert!(tab.replica.has_segments(&there), "{version}: {there:?}");
        assert_ne!(there, before);
        before = there;
    }
    assert!(before.len() < 8, "what nobody needs any more is gone");
}

#[test]
fn all_is_packed_anew_once_more_than_half_of_it_and_a_packs_worth_lies_there_in_vain() {
    let mut tab = acquainted(1, vec![]);
    tab.replica.pack_from(3);
    tab.pull(news("one", 0, [(listings(), puts(1..=10, 1))]));
    assert_eq!(kinds(&tab), (1, 0));
    let mut change = |version| {
        tab.pull(news("one", 0, [(listings(), puts(1..=4, version))]));
        tab.reload();
        kinds(&tab)
    };
    assert_eq!(change(2), (2, 0), "four copies in vain");
    assert_eq!(change(3), (3, 0), "eight: half of ten and three");
    assert_eq!(change(4), (1, 0), "twelve");
    let seen = tab.seen();
    assert_eq!(seen.len(), 10);
    assert!(seen.contains(&name(4, 4)) && seen.contains(&name(5, 1)));
}

#[test]
fn what_is_packed_in_great_number_keeps_what_was_buried_before() {
    let mut tab = acquainted(1, vec![]);
    tab.replica.pack_from(3);
    tab.pull(news("one", 0, [(listings(), puts(1..=1500, 1))]));
    let gone = SpacePage {
        del: vec![many(2)],
        ..page(2, vec![])
    };
    tab.replica.pack_from(5000);
    tab.pull(news("one", 0, [(listings(), gone)]));
    tab.pull(news("one", 0, [(listings(), puts(101..=700, 3))]));
    assert_eq!(kinds(&tab), (6, 601), "a grave and six hundred rows");
    tab.replica.pack_from(3);
    tab.pull(news("one", 0, [(listings(), puts([701], 4))]));
    assert_eq!(kinds(&tab), (9, 1));
    assert_eq!(tab.seen().len(), 1499);
    // Its grave goes as it comes back among others.
    tab.pull(news("one", 0, [(listings(), puts([1, 2, 3], 5))]));
    let seen = tab.seen();
    assert!(seen.contains(&name(2, 5)) && seen.len() == 1500);
    assert_eq!(tab.reopened().seen(), seen);
}

#[test]
fn what_goes_in_great_number_is_gone() {
    let mut tab = acquainted(1, vec![]);
    tab.replica.pack_from(5000);
    tab.pull(news("one", 0, [(listings(), puts(1..=700, 1))]));
    let gone = SpacePage {
        del: (1..=600).map(many).collect(),
        ..page(2, vec![])
    };
    tab.pull(news("one", 0, [(listings(), gone)]));
    let left: Vec<String> = (601..=700).map(|number| name(number, 1)).collect();
    assert_eq!(tab.seen(), left);
    assert_eq!(kinds(&tab), (0, 100));
}

#[test]
fn the_list_begins_with_what_waits_for_the_supplier_and_then_with_what_moved_last() {
    let event = |hours| ReviewEvent {
        act: ReviewAct::Submit,
        by: Party {
            account: None,
            name: "甲".into(),
        },
        at: NOW.plus_hours(hours),
    };
    let listing = |number: u8, state, hours| {
        let review = Review {
            state,
            history: vec![event(0), event(hours)],
            ..Review::default()
        };
        (place(theirs(number), &review), number)
    };
    let mut lines = [
        listing(1, ReviewState::Approved, 1),
        listing(2, ReviewState::Returned, 2),
        listing(3, ReviewState::Submitted, 3),
        listing(4, ReviewState::Returned, 4),
        listing(5, ReviewState::Submitted, 3),
    ];
    lines.sort_unstable();
    assert_eq!(lines.map(|(_, number)| number), [4, 2, 5, 3, 1]);
}

#[test]
fn the_first_lines_stand_before_the_rest_has_been_read() {
    let mut tab = acquainted(1, vec![]);
    tab.pull(news("one", 0, [(listings(), puts(1..=600, 1))]));
    tab.pull(news("one", 0, [(listings(), puts([3], 2))]));
    let waiting = tab.queue(submit("未上传"));
    let (early, whole) = tab.early();
    assert!(!early.replica.is_whole());
    // All were touched at one time: then the last of them come first.
    let first: Vec<String> = (1..=600)
        .rev()
        .take(LINES)
        .map(|number| name(number, 1))
        .collect();
    let seen = early.seen();
    assert_eq!(seen.len(), LINES + 2, "with the single row and the queue's");
    assert!(first.iter().all(|name| seen.contains(name)));
    assert!(seen.contains(&name(3, 2)) && seen.contains(&"未上传".to_owned()));
    assert!(early.item(waiting).is_some());
    assert!(whole.replica.is_whole());
    assert_eq!(whole.seen(), tab.seen());
}

#[test]
fn what_is_queued_while_the_rest_is_being_read_stays() {
    let mut tab = acquainted(1, vec![]);
    tab.pull(news("one", 0, [(listings(), puts(1..=600, 1))]));
    let (mut early, _) = tab.early();
    let origin = early.queue(submit("趁早"));
    early.read_the_rest();
    assert_eq!(early.seen().len(), 601);
    assert!(early.item(origin).is_some());
    tab.reload();
    assert_eq!(tab.seen(), early.seen());
}

#[test]
fn a_tab_that_has_the_segments_reads_only_the_rest_again() {
    let mut tab = acquainted(1, vec![]);
    tab.pull(news("one", 0, [(listings(), puts(1..=600, 1))]));
    let mut other = tab.another();
    tab.pull(news("one", 0, [(listings(), puts([3], 2))]));
    let gone = SpacePage {
        del: vec![many(4)],
        ..page(3, vec![])
    };
    tab.pull(news("one", 0, [(listings(), gone)]));
    let first = other.first();
    assert!(other.replica.has_segments(&first.segments));
    other.replica.reload_first(first);
    assert!(other.replica.is_whole());
    assert_eq!(other.seen(), tab.seen());
}

/// Numbers without pattern, always the same ones.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

#[test]
fn whatever_comes_and_goes_is_what_every_way_of_reading_finds() {
    for seed in 0..10 {
        let mut chance = Chance(seed);
        let mut tab = acquainted(1, vec![]);
        let mut truth: BTreeMap<RecordId, String> = BTreeMap::new();
        for step in 10..60 {
            // Another limit each time: what one packs, the next does not.
            tab.replica.pack_from(2 + chance.below(9) as usize);
            let mut changes = page(step, vec![]);
            changes.reset = chance.below(20) == 0;
            if changes.reset {
                truth.clear();
            }
            for _ in 0..chance.below(7) {
                let number = chance.below(24) as u32;
                if chance.below(3) == 0 {
                    changes.del.push(many(number));
                    truth.remove(&many(number));
                    changes.put.retain(|row| row.id != many(number));
                } else {
                    let name = name(number, step);
                    changes.del.retain(|id| *id != many(number));
                    changes.put.retain(|row| row.id != many(number));
                    changes.put.push(put(many(number), &name));
                    truth.insert(many(number), name);
                }
            }
            tab.pull(news("one", 0, [(listings(), changes)]));
            let expected: Vec<String> = truth.values().cloned().collect();
            assert_eq!(tab.seen(), expected, "seed {seed}, step {step}");
            assert_eq!(tab.another().seen(), expected, "seed {seed}, step {step}");
            let (early, whole) = tab.early();
            let lines = early.seen();
            assert!(
                lines.iter().all(|name| expected.contains(name)),
                "seed {seed}, step {step}: {lines:?}"
            );
            assert_eq!(whole.seen(), expected, "seed {seed}, step {step}");
        }
        assert!(
            tab.keys().len() < 60,
            "what is stale is written anew: {:?}",
            tab.keys()
        );
    }
}
