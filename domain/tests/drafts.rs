//! One draft on two devices: what is joined, what is kept apart, and that nothing is lost.

#![allow(clippy::unwrap_used)]
mod words;

use domain::draft::join;
use domain::field::Field;
use domain::listing::ListingEntry;
use domain::merge::{Entry, Merge, alike, differences, merge};
use domain::product_kind::ProductKind;
use proptest::prelude::*;
use serde_json::{Value, json};
use words::word;

fn listing() -> impl Strategy<Value = ListingEntry> {
    let kind = prop::option::of(prop::sample::select(ProductKind::ALL.to_vec()));
    (kind, prop::array::uniform4(word())).prop_map(|(product_kind, texts)| {
        let [product_code, product_name, specification, price] = texts;
        ListingEntry {
            product_kind,
            product_code,
            product_name,
            specification,
            price,
            ..ListingEntry::default()
        }
    })
}

fn draft(entry: &ListingEntry) -> String {
    json!({ "entry": entry, "field": "price", "ground": {}, "faults": [] }).to_string()
}

fn entry(draft: &str) -> ListingEntry {
    let draft: Value = serde_json::from_str(draft).unwrap();
    serde_json::from_value(draft["entry"].clone()).unwrap()
}

fn of(name: &str, price: &str) -> ListingEntry {
    ListingEntry {
        product_name: name.into(),
        price: price.into(),
        ..ListingEntry::default()
    }
}

proptest! {
    /// A form is joined exactly as two people's submissions are.
    #[test]
    fn a_draft_is_joined_as_two_submissions_are(base in listing(), theirs in listing(), mine in listing()) {
        let joined = join(&draft(&base), &draft(&theirs), &draft(&mine));
        match merge(&base, &theirs, &mine) {
            Merge::Merged(entry_of_both) => {
                let joined = joined.unwrap();
                prop_assert!(differences(&entry_of_both, &entry(&joined)).is_empty());
                // The answer was lost, and it comes again.
                let again = join(&draft(&base), &joined, &draft(&mine)).unwrap();
                prop_assert!(differences(&entry(&joined), &entry(&again)).is_empty());
            }
            Merge::Conflict { .. } => prop_assert_eq!(joined, None),
        }
    }

    /// Whatever one of the two wrote is in what comes of both, or both are kept.
    #[test]
    fn nothing_that_was_written_is_lost(base in listing(), theirs in listing(), mine in listing()) {
        let Some(joined) = join(&draft(&base), &draft(&theirs), &draft(&mine)) else { return Ok(()) };
        let joined = entry(&joined);
        for field in mine.fields().iter().copied() {
            for one in [&theirs, &mine] {
                prop_assert!(alike(&base, one, field) || alike(&joined, one, field));
            }
        }
    }

    /// Remarks at one place are kept both, however often they meet.
    #[test]
    fn both_remarks_are_kept_once(base in word(), theirs in word(), mine in word()) {
        let text = |at: &str| json!({ "at": { "price": at }, "whole": "" }).to_string();
        let joined = join(&text(&base), &text(&theirs), &text(&mine)).unwrap();
        let said: Value = serde_json::from_str(&joined).unwrap();
        let said = said["at"]["price"].as_str().unwrap_or_default().to_owned();
        for one in [&theirs, &mine] {
            prop_assert!(one.trim() == base.trim() || said.contains(one.trim()), "{said}");
        }
        let again = join(&text(&base), &joined, &text(&mine)).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&again).unwrap(),
                        serde_json::from_str::<Value>(&joined).unwrap());
    }
}

#[test]
fn who_went_on_writing_outweighs_who_submitted_or_deleted() {
    let (one, other) = (draft(&of("导管", "")), draft(&of("导管", "9.60")));
    for (base, theirs, mine, joined) in [
        (&*one, &*one, "", ""),
        (&one, "", &one, ""),
        (&one, &other, "", &other),
        (&one, "", &other, &other),
        ("", "", &one, &one),
        ("", &one, "", &one),
    ] {
        assert_eq!(
            join(base, theirs, mine).as_deref(),
            Some(joined),
            "{base} {theirs} {mine}"
        );
    }
}

#[test]
fn two_listings_that_were_begun_by_themselves_are_two() {
    let (one, other) = (draft(&of("导管", "")), draft(&of("", "9.60")));
    assert_eq!(join("", &one, &other), None);
    // The same by chance is one.
    assert!(join("", &one, &draft(&of(" 导管", ""))).is_some());
}

#[test]
fn two_corrections_of_one_listing_are_joined_on_what_it_said() {
    let began = of("导管", "12.30");
    let correction = |entry: ListingEntry, version: u64| {
        json!({ "entry": entry, "ground": { "version": version, "base": began } }).to_string()
    };
    let theirs = correction(of("微导管", "12.30"), 3);
    let joined = join("", &theirs, &correction(of("导管", "9.60"), 3)).unwrap();
    assert_eq!(entry(&joined), of("微导管", "9.60"));
    assert_eq!(join("", &theirs, &correction(of("导管", "9.60"), 4)), None);
    assert_eq!(join("", &theirs, &correction(of("球囊", "9.60"), 3)), None);
}

#[test]
fn what_two_drafts_stand_on_is_never_halves_of_two() {
    let on = |version: u64, price: &str| {
        json!({ "entry": of("导管", price), "ground": { "version": version } }).to_string()
    };
    let (base, theirs) = (on(3, "1"), on(4, "1"));
    let joined = join(&base, &theirs, &on(3, "2")).unwrap();
    let joined: Value = serde_json::from_str(&joined).unwrap();
    assert_eq!(
        (&joined["ground"]["version"], &joined["entry"]["price"]),
        (&json!(4), &json!("2"))
    );
    assert_eq!(join(&base, &theirs, &on(5, "2")), None);
}

#[test]
fn where_the_person_was_keeps_nothing_apart() {
    let at = |field: Field, price: &str| {
        json!({ "entry": of("导管", price), "field": field }).to_string()
    };
    let base = at(Field::ProductName, "");
    let joined = join(&base, &at(Field::Certificate, ""), &at(Field::Price, "1")).unwrap();
    assert_eq!(entry(&joined).price, "1");
}

#[test]
fn a_text_that_is_no_draft_of_ours_is_kept_by_itself() {
    assert_eq!(join("", "{}", "not json"), None);
    assert_eq!(join("", "[1]", "{}"), None);
}

#[test]
fn a_form_and_what_is_no_form_are_two_whichever_comes_first() {
    let (form, remarks) = (draft(&of("导管", "")), r#"{"at":{"price":"有误"}}"#);
    assert_eq!(join("", &form, remarks), None);
    assert_eq!(join("", remarks, &form), None);
}

#[test]
fn a_remark_that_one_changed_and_the_other_took_away_stays() {
    let at = |price: Option<&str>| json!({ "at": { "price": price } }).to_string();
    let changed = at(Some("请核对"));
    for (theirs, mine) in [(&changed, at(None)), (&at(None), changed.clone())] {
        let joined = join(&at(Some("有误")), theirs, &mine).unwrap();
        assert_eq!(joined, changed);
    }
}

#[test]
fn what_is_missing_and_what_is_empty_are_no_two_changes() {
    let of = |entry: Value| json!({ "entry": entry }).to_string();
    for (empty, full) in [
        (json!(""), json!("9.60")),
        (json!([]), json!([{ "name": "a.pdf" }])),
    ] {
        let (bare, emptied) = (of(json!({})), of(json!({ "place": empty })));
        let filled = of(json!({ "place": full }));
        for (base, theirs) in [(&bare, &emptied), (&emptied, &bare)] {
            for (theirs, mine) in [(theirs, &filled), (&filled, theirs)] {
                let joined = join(base, theirs, mine);
                assert_eq!(joined.as_ref(), Some(&filled), "{base} {theirs} {mine}");
            }
        }
    }
    // A text of something is not nothing, and neither is a list of it.
    for one in [json!("甲"), json!(["甲"])] {
        let (base, mine) = (of(json!({ "place": one })), of(json!({ "place": "乙" })));
        assert_eq!(join(&base, &of(json!({})), &mine), None);
    }
}
