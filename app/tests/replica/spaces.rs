//! Who sees what: rows come and go with the spaces through which they are seen.

use super::answers::*;
use super::support::*;

use domain::protocol::{PullResponse, SpacePage};
use domain::space::Space;

fn without(seq: u64, del: Vec<domain::record_id::RecordId>) -> SpacePage {
    SpacePage {
        del,
        ..page(seq, vec![])
    }
}

fn losing(lost: Vec<Space>, answer: PullResponse) -> PullResponse {
    PullResponse { lost, ..answer }
}

#[test]
fn a_record_that_is_gone_from_its_space_is_gone_here() {
    let mut tab = acquainted(1, vec![put(theirs(2), "甲"), put(theirs(3), "乙")]);
    tab.pull(news("one", 0, [(listings(), without(6, vec![theirs(2)]))]));
    assert_eq!(tab.seen(), ["乙"]);
    assert_eq!(tab.reopened().seen(), ["乙"]);
}

#[test]
fn a_space_that_one_may_no_longer_see_takes_its_rows_with_it() {
    let mut tab = acquainted(1, vec![put(theirs(2), "甲")]);
    tab.pull(losing(vec![listings()], news("one", 0, [])));
    assert!(tab.seen().is_empty());
    let tab = tab.reopened();
    assert!(tab.seen().is_empty(), "from the store too");
    assert!(
        tab.row(&format!("b{}", theirs(2))).is_none(),
        "not a byte of it stays"
    );
    assert!(!tab.replica.pull_request().cursors.contains_key(&listings()));
}

#[test]
fn access_lost_between_two_pages_shows_nothing_of_the_first() {
    let mut tab = acquainted(1, vec![put(theirs(2), "甲")]);
    let part = SpacePage {
        more: true,
        ..page(8, vec![put(theirs(3), "乙")])
    };
    tab.pull_part(news("one", 0, [(listings(), part)]));
    tab.pull(losing(vec![listings()], news("one", 0, [])));
    assert!(tab.seen().is_empty());
}

#[test]
fn a_record_seen_through_two_spaces_stays_until_the_last_is_gone() {
    let mut tab = acquainted(1, vec![put(theirs(2), "甲")]);
    tab.pull(news(
        "one",
        0,
        [(account(), page(2, vec![put(theirs(2), "甲")]))],
    ));
    tab.pull(losing(vec![listings()], news("one", 0, [])));
    assert_eq!(tab.seen(), ["甲"]);
    tab.pull(news("one", 0, [(account(), without(3, vec![theirs(2)]))]));
    assert!(tab.seen().is_empty());
}

#[test]
fn a_record_that_moved_from_one_space_to_another_goes_with_the_other() {
    for (from, to) in [(account(), listings()), (listings(), account())] {
        let mut tab = Tab::new(1);
        tab.pull(news(
            "one",
            0,
            [(from.clone(), page(1, vec![put(theirs(2), "甲")]))],
        ));
        tab.pull(news(
            "one",
            0,
            [
                (from.clone(), without(2, vec![theirs(2)])),
                (to.clone(), page(1, vec![put(theirs(2), "甲")])),
            ],
        ));
        assert_eq!(tab.seen(), ["甲"]);
        tab.pull(losing(vec![to], news("one", 0, [])));
        assert!(tab.seen().is_empty(), "{from} no longer shows it");
    }
}

#[test]
fn a_space_read_afresh_holds_what_it_was_given_and_nothing_older() {
    let mut tab = acquainted(1, vec![put(theirs(2), "甲"), put(theirs(3), "乙")]);
    let afresh = SpacePage {
        reset: true,
        ..page(9, vec![put(theirs(3), "乙二")])
    };
    tab.pull(news("one", 0, [(listings(), afresh)]));
    assert_eq!(tab.seen(), ["乙二"]);
}

#[test]
fn reading_one_space_afresh_leaves_the_others_alone() {
    let mut tab = acquainted(1, vec![put(theirs(2), "甲")]);
    tab.pull(news(
        "one",
        0,
        [(account(), page(2, vec![put(theirs(3), "乙")]))],
    ));
    let afresh = SpacePage {
        reset: true,
        ..page(1, vec![])
    };
    tab.pull(news("one", 0, [(account(), afresh)]));
    assert_eq!(tab.seen(), ["甲"]);
}

#[test]
fn a_record_of_a_kind_that_this_build_does_not_know_is_kept_byte_for_byte() {
    let unknown = r#"{"collection":"tender","body":{"lots": [1,2.50]}}"#;
    let mut tab = acquainted(1, vec![put(theirs(2), "甲")]);
    let put = vec![row(theirs(3), 4, unknown.to_owned())];
    tab.pull(news("one", 0, [(listings(), page(6, put))]));
    assert_eq!(tab.seen(), ["甲"]);
    let kept = tab.row(&format!("b{}", theirs(3))).unwrap();
    let kept: serde_json::Value = serde_json::from_slice(&kept).unwrap();
    assert_eq!(kept["raw"], unknown, "for the build that will know it");
    // And it goes like any other.
    tab.pull(news("one", 0, [(listings(), without(7, vec![theirs(3)]))]));
    assert!(tab.row(&format!("b{}", theirs(3))).is_none());
}
