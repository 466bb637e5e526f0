//! Drafts between devices, as one device's replica sees it; the answers are those that the
//! server's own tests have it give.

use super::answers::*;
use super::support::*;

use app::replica::{CommitFault, Whereabouts, any_carried, any_here_only, whereabouts};
use domain::draft::{CALL_BYTES, HERE, Held, Lines, MAX_BYTES, MAX_COUNT, News, head};
use domain::map::SortedMap;
use domain::timestamp::Timestamp;

const NAME: &str = "listing:new";
const BESIDE: &str = "listing:new:1";

fn at(number: i64) -> Timestamp {
    Timestamp::from_millis(number)
}

fn taken(number: i64) -> String {
    head("one", at(number), HERE)
}

fn of(number: i64, text: &str, contested: bool) -> String {
    let (at, text) = (at(number), Some(text.to_owned()));
    let news = News {
        at,
        text,
        contested,
    };
    news.line("one")
}

fn says(number: i64, text: &str) -> String {
    of(number, text, false)
}

fn contested(number: i64, text: &str) -> String {
    of(number, text, true)
}

fn write(tab: &mut Tab, text: &str) {
    let batch = tab.replica.keep_draft(NAME, text);
    tab.keep(&batch);
}

fn hear(tab: &mut Tab, asked: &Lines, news: &str) {
    let batch = tab
        .replica
        .draft_news(asked, NAME, news, false, Some(BESIDE));
    tab.keep(&batch);
}

/// What is said of the draft: since when, and if changed from what to what.
fn said(tab: &Tab) -> Option<(i64, Option<(String, String)>)> {
    let lines = tab.replica.draft_lines().0;
    let held = Held::read(lines.get(NAME)?, "one");
    let change = held.change.map(|change| (change.base, change.text));
    Some((held.at.as_millis(), change))
}

fn from(base: &str, text: &str) -> Option<(String, String)> {
    Some((base.to_owned(), text.to_owned()))
}

fn drafts(tab: &Tab) -> SortedMap<String, String> {
    tab.replica
        .drafts()
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect()
}

fn stands(tab: &Tab) -> Whereabouts {
    whereabouts(&drafts(tab), NAME)
}

#[test]
fn what_is_typed_goes_up_once_and_then_only_what_became_of_it() {
    let mut tab = acquainted(1, vec![]);
    assert_eq!(said(&tab), None);
    write(&mut tab, "甲");
    assert_eq!(said(&tab), Some((0, from("", "甲"))));
    assert_eq!(stands(&tab), Whereabouts::Here);
    let asked = tab.replica.draft_lines().0;
    hear(&mut tab, &asked, &taken(5));
    assert_eq!(said(&tab), Some((5, None)));
    assert_eq!(stands(&tab), Whereabouts::Carried);
    write(&mut tab, "甲乙");
    // It is as on disk.
    let mut tab = tab.reopened();
    assert_eq!(said(&tab), Some((5, from("甲", "甲乙"))));
    assert_eq!(stands(&tab), Whereabouts::Here);
    write(&mut tab, "");
    assert_eq!(said(&tab), Some((5, from("甲", ""))));
    let asked = tab.replica.draft_lines().0;
    hear(&mut tab, &asked, &taken(6));
    assert_eq!(said(&tab), None, "nothing is left of it");
}

#[test]
fn who_clears_a_device_hears_whether_drafts_are_here_only_or_with_the_platform_too() {
    let mut tab = acquainted(1, vec![]);
    let both = |tab: &Tab| (any_here_only(&drafts(tab)), any_carried(&drafts(tab)));
    assert_eq!(both(&tab), (false, false));
    write(&mut tab, "甲");
    assert_eq!(both(&tab), (true, false));
    let asked = tab.replica.draft_lines().0;
    hear(&mut tab, &asked, &taken(5));
    assert_eq!(both(&tab), (false, true));
}

#[test]
fn a_single_letter_is_news_to_the_platform_until_it_has_it() {
    let mut tab = acquainted(1, vec![]);
    assert!(!tab.replica.draft_lines().1);
    write(&mut tab, "x");
    let (asked, typed) = tab.replica.draft_lines();
    assert!(typed);
    hear(&mut tab, &asked, &taken(5));
    assert!(!tab.replica.draft_lines().1);
}

#[test]
fn as_many_drafts_go_up_at_once_as_the_platform_takes() {
    let mut tab = acquainted(1, vec![]);
    for number in 0..MAX_COUNT + 2 {
        let batch = tab.replica.keep_draft(&format!("review:{number:03}"), "甲");
        tab.keep(&batch);
    }
    let asked = tab.replica.draft_lines().0;
    let sent = asked.values().filter(|line| line.contains('\n')).count();
    assert_eq!(sent, MAX_COUNT);
}

#[test]
fn what_comes_from_another_device_is_here_and_says_so() {
    let mut tab = acquainted(1, vec![]);
    let asked = tab.replica.draft_lines().0;
    hear(&mut tab, &asked, &says(7, "乙"));
    assert_eq!(tab.replica.draft(NAME), Some("乙"));
    assert_eq!(stands(&tab), Whereabouts::Elsewhere(at(7)));
    // It was submitted there.
    let asked = tab.replica.draft_lines().0;
    hear(&mut tab, &asked, &says(8, ""));
    assert_eq!((tab.replica.draft(NAME), said(&tab)), (None, None));
}

#[test]
fn what_was_typed_while_the_call_was_under_way_stays_and_stands_on_what_was_sent() {
    let mut tab = acquainted(1, vec![]);
    write(&mut tab, "甲");
    let asked = tab.replica.draft_lines().0;
    write(&mut tab, "甲乙");
    hear(&mut tab, &asked, &says(5, "甲丙"));
    assert_eq!(tab.replica.draft(NAME), Some("甲乙"));
    assert_eq!(said(&tab), Some((0, from("甲", "甲乙"))));
    // News of a draft that was begun meanwhile is for the next time.
    let mut other = acquainted(2, vec![]);
    let asked = other.replica.draft_lines().0;
    write(&mut other, "丁");
    for news in [says(5, "甲丙"), contested(5, "甲丙")] {
        let batch = other.replica.draft_news(&asked, NAME, &news, false, None);
        assert!(batch.is_empty(), "{batch:?}");
    }
    assert_eq!(said(&other), Some((0, from("", "丁"))));
}

#[test]
fn a_form_that_is_open_is_not_changed_under_the_person() {
    let mut tab = acquainted(1, vec![]);
    write(&mut tab, "甲");
    let asked = tab.replica.draft_lines().0;
    let batch = tab
        .replica
        .draft_news(&asked, NAME, &says(5, "甲丙"), true, Some(BESIDE));
    tab.keep(&batch);
    assert_eq!(tab.replica.draft(NAME), Some("甲"));
    // Closed, it is asked for once more.
    assert_eq!(said(&tab), Some((0, None)));
    let asked = tab.replica.draft_lines().0;
    hear(&mut tab, &asked, &says(5, "甲丙"));
    assert_eq!(tab.replica.draft(NAME), Some("甲丙"));
}

#[test]
fn what_cannot_be_joined_is_here_twice() {
    let mut tab = acquainted(1, vec![]);
    write(&mut tab, "甲");
    let asked = tab.replica.draft_lines().0;
    hear(&mut tab, &asked, &contested(5, "乙"));
    let drafts: Vec<_> = tab.replica.drafts().collect();
    assert!(drafts.contains(&(NAME, "乙")) && drafts.contains(&(BESIDE, "甲")));
    let asked = tab.replica.draft_lines().0;
    assert_eq!(Held::read(&asked[NAME], "one").change, None);
    let beside = Held::read(&asked[BESIDE], "one").change.unwrap();
    assert_eq!((&*beside.base, &*beside.text), ("", "甲"));
}

#[test]
fn what_another_tab_has_written_meanwhile_is_not_written_over() {
    let mut tab = acquainted(1, vec![]);
    write(&mut tab, "甲");
    let mut other = tab.another();
    let asked = tab.replica.draft_lines().0;
    write(&mut other, "甲乙");
    for news in [says(5, "甲丙"), says(5, ""), contested(5, "丁"), taken(5)] {
        let batch = tab
            .replica
            .draft_news(&asked, NAME, &news, false, Some(BESIDE));
        assert_eq!(tab.try_keep(&batch), Err(CommitFault::Overtaken));
    }
    tab.reload();
    assert_eq!(tab.replica.draft(NAME), Some("甲乙"));
    assert_eq!(tab.replica.draft(BESIDE), None);
}

#[test]
fn a_server_from_a_backup_is_told_everything_as_though_it_were_new() {
    let mut tab = acquainted(1, vec![]);
    let asked = tab.replica.draft_lines().0;
    let earlier = says(7, "乙").replace("one", "an earlier life");
    hear(&mut tab, &asked, &earlier);
    assert_eq!(said(&tab), Some((0, from("", "乙"))));
    // What it still has of it is not lost, and neither is what is here.
    let asked = tab.replica.draft_lines().0;
    hear(&mut tab, &asked, &contested(9, "乙的一半"));
    assert_eq!(tab.replica.draft(BESIDE), Some("乙"));
}

#[test]
fn what_is_too_long_or_too_much_stays_here_and_says_so() {
    let mut tab = acquainted(1, vec![]);
    write(&mut tab, &"x".repeat(MAX_BYTES + 1));
    assert_eq!(said(&tab), Some((0, None)));
    let drafts = SortedMap::from([(NAME.to_owned(), "甲".to_owned())]);
    assert!(any_here_only(&drafts) && !any_here_only(&SortedMap::new()));
    let long = "x".repeat(MAX_BYTES);
    for number in 0..MAX_COUNT + 5 {
        let text = if number < 4 { &long } else { "甲" };
        let batch = tab.replica.keep_draft(&format!("review:{number:03}"), text);
        tab.keep(&batch);
    }
    let asked = tab.replica.draft_lines().0;
    let sent = asked
        .values()
        .filter_map(|line| Held::read(line, "one").change);
    let sent: Vec<_> = sent.map(|change| change.text.len()).collect();
    let bytes: usize = sent.iter().sum();
    assert!(bytes <= CALL_BYTES && sent.len() < MAX_COUNT && !sent.is_empty());
}
