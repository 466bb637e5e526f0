//! Drafts between one person's devices.

use domain::draft::{CALL_BYTES, Change, Held, KEPT_DAYS, Lines, MAX_BYTES, MAX_COUNT, News};
use domain::map::SortedMap;
use domain::protocol::{Problem, ProblemCode};
use domain::timestamp::Timestamp;
use serde_json::json;
use server::check::check;
use server::sync::{self, Caller, sweep_drafts};

use crate::support::*;

const NAME: &str = "listing:new";

/// A half-written listing.
fn typed(name: &str, price: &str) -> String {
    json!({ "entry": { "product_name": name, "price": price } }).to_string()
}

fn changed(at: Timestamp, base: &str, text: &str) -> Held {
    let (base, text) = (base.to_owned(), text.to_owned());
    Held {
        at,
        change: Some(Change { base, text }),
    }
}

fn held(at: Timestamp) -> Held {
    Held { at, change: None }
}

fn ask(
    world: &mut World,
    caller: &Caller,
    device: u8,
    drafts: &[(&str, Held)],
) -> Result<SortedMap<String, News>, Problem> {
    let epoch = world.read(|tx| tx.epoch());
    let mut request: Lines = drafts
        .iter()
        .map(|(name, held)| ((*name).to_owned(), held.line(&epoch)))
        .collect();
    if !request.contains_key("") {
        request.insert(String::new(), client(device).to_string());
    }
    let answer = world
        .store
        .write(|tx| sync::drafts(tx, caller, &request, NOW))?;
    let read = |(name, line): (String, String)| (name, News::read(&line, &epoch).unwrap());
    Ok(answer.into_iter().map(read).collect())
}

/// What is said of the one draft that is asked about.
fn one(world: &mut World, device: u8, draft: Held) -> News {
    let answer = ask(world, &operator("a", 1), device, &[(NAME, draft)]).unwrap();
    answer.get(NAME).cloned().unwrap()
}

fn none() -> Timestamp {
    Timestamp::default()
}

#[test]
fn what_was_begun_on_one_device_goes_on_on_another() {
    let mut world = World::new();
    let (half, whole) = (typed("导管", ""), typed("导管", "9.60"));
    let first = one(&mut world, 1, changed(none(), "", &half));
    assert_eq!((first.text, first.contested), (None, false));
    let desk = ask(&mut world, &operator("a", 1), 2, &[]).unwrap();
    assert_eq!(desk[NAME].text.as_deref(), Some(&*half));
    assert_eq!(desk[NAME].at, first.at);
    let second = one(&mut world, 2, changed(first.at, &half, &whole));
    assert!(second.at > first.at, "a state has a moment of its own");
    let phone = one(&mut world, 1, held(first.at));
    assert_eq!(
        (phone.text.as_deref(), phone.at),
        (Some(&*whole), second.at)
    );
    // Who has it is told nothing.
    let nothing = ask(&mut world, &operator("a", 1), 1, &[(NAME, held(second.at))]);
    assert_eq!(nothing.unwrap(), SortedMap::new());
}

#[test]
fn what_two_devices_change_in_different_fields_is_joined_and_else_both_are_kept() {
    let mut world = World::new();
    let base = typed("导管", "");
    let at = one(&mut world, 1, changed(none(), "", &base)).at;
    let phone = one(&mut world, 1, changed(at, &base, &typed("导管", "9.60")));
    let joined = one(&mut world, 2, changed(at, &base, &typed("微导管", "")));
    assert_eq!(joined.text, Some(typed("微导管", "9.60")));
    assert!(joined.at > phone.at && !joined.contested);
    let apart = one(&mut world, 3, changed(at, &base, &typed("导管", "8.80")));
    assert!(apart.contested);
    assert_eq!(apart.text, joined.text);
    // Nothing of it was written: it may be asked again and again.
    assert_eq!(
        one(&mut world, 3, changed(at, &base, &typed("导管", "8.80"))),
        apart
    );
}

#[test]
fn an_answer_that_was_lost_does_not_make_two_of_one() {
    let mut world = World::new();
    let texts = [typed("导", ""), typed("导管", ""), typed("导管", "9.60")];
    let first = one(&mut world, 1, changed(none(), "", &texts[0]));
    assert_eq!(one(&mut world, 1, changed(none(), "", &texts[0])), first);
    // Typed on in the same field, and again no answer came.
    for text in &texts[1..] {
        let news = one(&mut world, 1, changed(none(), "", text));
        assert_eq!((news.text, news.contested), (None, false), "{text}");
    }
    // The same where another device's change was joined to it meanwhile.
    let at = ask(&mut world, &operator("a", 1), 2, &[]).unwrap()[NAME].at;
    let desk = one(
        &mut world,
        2,
        changed(at, &texts[2], &typed("微导管", "9.60")),
    );
    let lost = one(
        &mut world,
        1,
        changed(at, &texts[2], &typed("导管", "8.80")),
    );
    assert_eq!(lost.text, Some(typed("微导管", "8.80")));
    let again = one(
        &mut world,
        1,
        changed(at, &texts[2], &typed("导管", "8.85")),
    );
    assert_eq!(again.text, Some(typed("微导管", "8.85")));
    assert!(again.at > lost.at && lost.at > desk.at);
    // Told of it, the device goes on from what was joined.
    let next = typed("微导管 2.7F", "8.85");
    let told = one(
        &mut world,
        1,
        changed(again.at, &typed("微导管", "8.85"), &next),
    );
    assert_eq!((told.text, told.contested), (None, false));
}

#[test]
fn what_was_submitted_disappears_elsewhere_unless_it_was_changed_there() {
    let mut world = World::new();
    let text = typed("导管", "9.60");
    let at = one(&mut world, 1, changed(none(), "", &text)).at;
    let gone = one(&mut world, 1, changed(at, &text, ""));
    assert_eq!(gone.text, None);
    assert_eq!(
        one(&mut world, 1, changed(at, &text, "")),
        gone,
        "the answer was lost"
    );
    let elsewhere = one(&mut world, 2, held(at));
    assert_eq!(
        (elsewhere.text.as_deref(), elsewhere.at),
        (Some(""), gone.at)
    );
    // A device that is new hears nothing of it.
    assert!(
        ask(&mut world, &operator("a", 1), 4, &[])
            .unwrap()
            .is_empty()
    );
    // A third one went on meanwhile.
    let on = typed("导管", "8.80");
    let back = one(&mut world, 3, changed(at, &text, &on));
    assert_eq!((back.text, back.contested), (None, false));
    assert_eq!(one(&mut world, 1, held(gone.at)).text, Some(on));
}

#[test]
fn what_was_begun_anew_under_the_same_name_is_another_listing() {
    let mut world = World::new();
    let text = typed("导管", "9.60");
    let at = one(&mut world, 1, changed(none(), "", &text)).at;
    let gone = one(&mut world, 1, changed(at, &text, ""));
    let next = typed("球囊", "9.60");
    one(&mut world, 1, changed(gone.at, "", &next));
    // Joined by fields this would be a product that nobody has.
    let late = one(&mut world, 2, changed(at, &text, &typed("导管", "8.80")));
    assert!(late.contested);
    assert_eq!(late.text, Some(next));
}

#[test]
fn nobody_else_has_them() {
    let mut world = World::new();
    let text = typed("导管", "9.60");
    let at = one(&mut world, 1, changed(none(), "", &text)).at;
    // Another person of the same unit, another unit, the centre.
    for other in [operator("b", 1), operator("c", 2), reviewer()] {
        assert!(ask(&mut world, &other, 2, &[]).unwrap().is_empty());
        for asked in [held(at), held(none())] {
            let answer = ask(&mut world, &other, 2, &[(NAME, asked)]).unwrap();
            assert!(answer.is_empty(), "{}", other.owner);
        }
        // Under the same name each has a draft of their own.
        let own = typed(&other.owner, "");
        let answer = ask(&mut world, &other, 2, &[(NAME, changed(at, &text, &own))]).unwrap();
        assert_eq!(answer[NAME].text, None);
    }
    let mine = ask(&mut world, &operator("a", 1), 3, &[]).unwrap();
    assert_eq!(mine[NAME].text, Some(text));
    let secret = "0123456789abcdef0123456789abcdef";
    let refused = ask(&mut world, &applicant(secret), 4, &[]).unwrap_err();
    assert_eq!(refused.code, ProblemCode::Forbidden);
}

#[test]
fn drafts_of_an_earlier_life_are_not_joined_to_those_of_this_one() {
    let mut world = World::new();
    let text = typed("导管", "9.60");
    one(&mut world, 1, changed(none(), "", &text));
    let earlier = world.read(|tx| tx.epoch());
    let epoch = world.store.begin_new_epoch().unwrap();
    // The server has what it had an hour ago; another device had gone on since.
    let on = changed(
        NOW.plus_hours(1),
        &typed("导管", "9.65"),
        &typed("微导管", "9.65"),
    );
    let request = [
        (NAME.to_owned(), on.line(&earlier)),
        (String::new(), client(2).to_string()),
    ];
    let caller = operator("a", 1);
    let answer = world
        .store
        .write(|tx| sync::drafts(tx, &caller, &request.into(), NOW))
        .unwrap();
    let news = News::read(&answer[NAME], &epoch).unwrap();
    assert_eq!((news.text, news.contested), (Some(text), true));
}

#[test]
fn limits_hold_and_a_long_list_comes_in_parts() {
    let mut world = World::new();
    let caller = operator("a", 1);
    let long = |bytes: usize| json!({ "whole": "x".repeat(bytes - 12) }).to_string();
    assert_eq!(long(MAX_BYTES).len(), MAX_BYTES);
    for (name, text) in [(NAME, long(MAX_BYTES + 1)), (&*"n".repeat(101), long(20))] {
        let refused = ask(
            &mut world,
            &caller,
            1,
            &[(name, changed(none(), "", &text))],
        );
        assert_eq!(refused.unwrap_err().code, ProblemCode::TooLarge);
    }
    for number in 0..MAX_COUNT {
        let name = format!("review:{number}");
        let text = long(if number < 3 { MAX_BYTES } else { 20 });
        let answer = ask(
            &mut world,
            &caller,
            1,
            &[(&name, changed(none(), "", &text))],
        )
        .unwrap();
        assert!(answer.contains_key(&name));
    }
    // One more is not taken, and not said to be; what is there can be changed and go.
    let more = ask(
        &mut world,
        &caller,
        1,
        &[(NAME, changed(none(), "", &long(20)))],
    )
    .unwrap();
    assert!(!more.contains_key(NAME));
    let one = ask(
        &mut world,
        &caller,
        1,
        &[("review:3", changed(none(), "", &long(21)))],
    )
    .unwrap();
    assert!(one["review:3"].text.is_none());
    // Another device has them all after some calls, none of them longer than it may be.
    let mut known: Vec<(String, Held)> = vec![];
    for call in 1.. {
        let asked: Vec<_> = known
            .iter()
            .map(|(name, held)| (&**name, held.clone()))
            .collect();
        let answer = ask(&mut world, &caller, 2, &asked).unwrap();
        let texts = answer.values().filter_map(|news| news.text.as_ref());
        assert!(texts.map(String::len).sum::<usize>() <= CALL_BYTES);
        if answer.is_empty() {
            assert!(call > 2, "it came in parts");
            break;
        }
        known.extend(
            answer
                .iter()
                .map(|(name, news)| (name.clone(), held(news.at))),
        );
    }
    assert_eq!(known.len(), MAX_COUNT);
    let many: Vec<_> = (0..=2 * MAX_COUNT)
        .map(|number| number.to_string())
        .collect();
    let many: Vec<_> = many.iter().map(|name| (&**name, held(none()))).collect();
    assert_eq!(
        ask(&mut world, &caller, 1, &many).unwrap_err().code,
        ProblemCode::TooLarge
    );
}

#[test]
fn after_half_a_year_untouched_they_are_removed_and_no_device_loses_one() {
    let mut world = World::new();
    let text = typed("导管", "9.60");
    let at = one(&mut world, 1, changed(none(), "", &text)).at;
    let days = |days: i64| at.plus_hours(24 * days);
    let mut sweep = |now| world.store.write(|tx| sweep_drafts(tx, now)).unwrap();
    assert_eq!((sweep(days(KEPT_DAYS)), sweep(days(KEPT_DAYS + 1))), (0, 1));
    // Who has it is not told to throw it away, and brings it along once it is changed.
    let nothing = ask(&mut world, &operator("a", 1), 1, &[(NAME, held(at))]).unwrap();
    assert!(nothing.is_empty());
    let on = one(&mut world, 1, changed(at, &text, &typed("导管", "8.80")));
    assert_eq!((on.text, on.contested), (None, false));
}

#[test]
fn they_lie_encrypted_and_no_log_tells_of_them() {
    let mut world = World::new();
    one(&mut world, 1, changed(none(), "", &typed("微导管", "9.60")));
    let rows = world.read(|tx| tx.drafts_of("a"));
    assert!(!rows[0].1.body.is_empty() && !rows[0].1.body.contains("微导管"));
    assert!(world.read(|tx| tx.space_names()).is_empty());
    let checked = || world.read(check);
    let findings = |checked: Vec<server::check::Checked>| -> Vec<_> {
        let all = checked.iter().flat_map(|checked| checked.findings.kept());
        all.map(|finding| finding.code).collect()
    };
    assert_eq!(findings(checked()), [""; 0]);
    // Moved to another person's account it does not open.
    let row = &rows[0].1;
    world
        .store
        .write(|tx| tx.put_draft("b", NAME, row))
        .unwrap();
    assert_eq!(findings(world.read(check)), ["draft_unreadable"]);
}
