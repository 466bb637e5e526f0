//! Pages: staged as they come, shown all at once.

use super::answers::*;
use super::support::*;

use app::replica::Pulled;
use domain::protocol::{PullResponse, SpacePage};

fn part(seq: u64, name: &str, number: u8) -> SpacePage {
    SpacePage {
        more: true,
        ..page(seq, vec![put(theirs(number), name)])
    }
}

#[test]
fn nothing_is_shown_before_the_last_page_has_come() {
    let mut tab = Tab::new(1);
    assert!(is_first(&tab.replica.pull_request()));
    tab.pull_part(news("one", 0, [(listings(), part(3, "甲", 2))]));
    tab.pull_part(news("one", 0, [(listings(), part(6, "乙", 3))]));
    assert!(tab.seen().is_empty());
    assert!(tab.another().seen().is_empty(), "nothing is written either");
    let request = tab.replica.pull_request();
    assert_eq!(
        (request.epoch.as_str(), request.cursors[&listings()]),
        ("one", 6)
    );
    tab.pull(news(
        "one",
        0,
        [(listings(), page(9, vec![put(theirs(4), "丙")]))],
    ));
    assert_eq!(tab.seen(), ["甲", "乙", "丙"]);
    assert_eq!(tab.replica.pull_request().cursors[&listings()], 9);
    assert_eq!(tab.reopened().seen(), ["甲", "乙", "丙"]);
}

#[test]
fn rows_cursor_and_queue_change_in_one_commit() {
    let mut tab = Tab::new(1);
    let origin = tab.queue(submit("甲"));
    let request = tab.send();
    tab.hear(&accepted(&request, "one", 1));
    let before = tab.generation();
    tab.pull(news(
        "one",
        1,
        [(listings(), page(1, vec![put(id(origin), "甲")]))],
    ));
    assert_eq!(tab.generation(), before + 1);
    let tab = tab.reopened();
    assert_eq!(tab.seen(), ["甲"]);
    assert_eq!(tab.replica.meta().cursors[&listings()], 1);
    assert!(tab.replica.items().is_empty(), "what has served is gone");
}

#[test]
fn a_reload_in_between_discards_the_pages_that_had_come() {
    let mut tab = acquainted(1, vec![]);
    tab.pull_part(news("one", 0, [(listings(), part(8, "甲", 2))]));
    let second_question = tab.replica.pull_request();
    tab.reload();
    assert_eq!(
        tab.replica.pull_request().cursors[&listings()],
        5,
        "from where the store stands"
    );
    // The answer to the question of before would join on to nothing.
    let late = news(
        "one",
        0,
        [(listings(), page(9, vec![put(theirs(3), "乙")]))],
    );
    let pulled = tab.replica.pulled(&second_question, late, NOW);
    assert!(matches!(pulled, Pulled::More), "{pulled:?}");
    assert!(tab.seen().is_empty());
    assert_eq!(tab.replica.pull_request().cursors[&listings()], 5);
}

#[test]
fn an_answer_to_an_earlier_question_is_left_aside() {
    let mut first = acquainted(1, vec![]);
    let question = first.replica.pull_request();
    let mut second = first.another();
    second.pull(news(
        "one",
        0,
        [(listings(), page(9, vec![put(theirs(2), "新")]))],
    ));
    first.reload();
    let late = news(
        "one",
        0,
        [(listings(), page(7, vec![put(theirs(2), "旧")]))],
    );
    let pulled = first.replica.pulled(&question, late, NOW);
    assert!(matches!(pulled, Pulled::More), "{pulled:?}");
    assert_eq!(first.seen(), ["新"]);
}

#[test]
fn pages_that_could_not_be_written_are_asked_for_again() {
    let mut tab = acquainted(1, vec![]);
    tab.pull_part(news("one", 0, [(listings(), part(8, "甲", 2))]));
    let request = tab.replica.pull_request();
    let last = news(
        "one",
        0,
        [(listings(), page(9, vec![put(theirs(3), "乙")]))],
    );
    let Pulled::Complete(lost) = tab.replica.pulled(&request, last, NOW) else {
        panic!("all pages have come")
    };
    // No room on the device: nothing of it is shown, and the cursor stays.
    drop(lost);
    assert!(tab.seen().is_empty());
    assert_eq!(tab.replica.pull_request().cursors[&listings()], 5);
}

#[test]
fn the_last_word_on_a_record_counts_whatever_page_it_came_on() {
    let mut tab = acquainted(1, vec![put(theirs(2), "甲")]);
    let removed = SpacePage {
        del: vec![theirs(2), theirs(3)],
        ..part(8, "乙", 4)
    };
    tab.pull_part(news("one", 0, [(listings(), removed)]));
    let back = vec![put(theirs(3), "丙")];
    let gone = SpacePage {
        del: vec![theirs(4)],
        ..page(9, back)
    };
    tab.pull(news("one", 0, [(listings(), gone)]));
    assert_eq!(tab.seen(), ["丙"]);
}

#[test]
fn a_space_begun_afresh_in_the_middle_of_the_pages_forgets_the_earlier_ones() {
    let mut tab = acquainted(1, vec![put(theirs(2), "甲")]);
    tab.pull_part(news("one", 0, [(listings(), part(8, "乙", 3))]));
    let afresh = SpacePage {
        reset: true,
        ..page(2, vec![put(theirs(4), "丙")])
    };
    tab.pull(news("one", 0, [(listings(), afresh)]));
    assert_eq!(tab.seen(), ["丙"]);
}

#[test]
fn a_build_too_old_for_the_answer_takes_nothing_over_and_keeps_sending() {
    let mut tab = acquainted(1, vec![put(theirs(2), "甲")]);
    tab.queue(submit("乙"));
    let mut answer = news(
        "one",
        0,
        [(listings(), page(9, vec![put(theirs(3), "丙")]))],
    );
    answer.upgrade_required = true;
    let request = tab.replica.pull_request();
    let pulled = tab.replica.pulled(&request, answer, NOW);
    assert!(matches!(pulled, Pulled::UpgradeRequired), "{pulled:?}");
    assert_eq!(tab.seen(), ["乙", "甲"]);
    assert_eq!(tab.replica.pull_request().cursors[&listings()], 5);
    assert_eq!(
        tab.send().commands.len(),
        1,
        "old commands are always taken"
    );
}

#[test]
fn an_answer_without_news_wears_out_no_flash() {
    let mut tab = acquainted(1, vec![put(theirs(2), "甲")]);
    let before = tab.generation();
    tab.pull(news("one", 0, []));
    assert_eq!(tab.generation(), before);
}

#[test]
fn a_contact_that_brought_nothing_is_noted_every_ten_minutes_only() {
    const TEN: i64 = 600_000;
    // When the server was heard, and by how much this clock has gone wrong since.
    for (later, drift, noted) in [
        (0, 0, false),
        (TEN - 1, 0, false),
        (TEN, 0, true),
        (60_000, TEN - 1, false),
        (60_000, TEN, true),
        (60_000, 1 - TEN, false),
        (60_000, -TEN, true),
    ] {
        let mut tab = acquainted(1, vec![]);
        let request = tab.replica.pull_request();
        let heard = NOW.plus_millis(later);
        let answer = PullResponse {
            now: heard,
            lease_until: heard.plus_hours(24),
            ..news("one", 0, [])
        };
        let here = heard.plus_millis(drift);
        let Pulled::Complete(batch) = tab.replica.pulled(&request, answer, here) else {
            panic!("that was all");
        };
        assert_eq!(!batch.is_empty(), noted, "{later} {drift}");
        tab.keep(&batch);
        // Whether it was written or not, this tab knows it.
        let meta = tab.replica.meta();
        assert_eq!(meta.last_contact, Some(heard));
        assert_eq!((meta.clock_offset, meta.lease_holds(here)), (-drift, true));
    }
}
