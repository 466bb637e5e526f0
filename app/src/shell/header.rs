//! The header: the product, the platform, the language, the person, the queue.

use crate::signals::*;
use domain::sentence::Language;

use super::{Place, account_menu, at};
use crate::components::{El, Icon, Weight, Words, button, div, el, icon, link, slot};
use crate::language::{language, say, set_language};
use crate::replica::QueueCount;
use crate::workspace::{Opening, SyncState, Who, Workspace, use_workspace};

pub(super) fn header(place: Memo<Place>) -> El {
    let brand = link(("阳采", "Yangcai"), "/").class("brand");
    let other = button(("English", "中文"), Weight::Quiet, || {
        set_language(if language() == Language::Chinese {
            Language::English
        } else {
            Language::Chinese
        });
    });
    let other = other
        .class("button quiet language")
        .live_attr("lang", || Some(say("en", "zh-CN").to_owned()));
    let row = div("wrap top-row")
        .child(brand)
        .child(slot(move || platform(place.get())))
        .child(other);
    el("header")
        .class("top")
        .child(row)
        .child(slot(move || person(place.get())))
}

fn platform(place: Place) -> Vec<El> {
    let Some(profile) = place.profile else {
        return vec![el("span").class("grow")];
    };
    let address = at(profile, if place.signed_in { "/home" } else { "" });
    vec![link(&profile.region, &address).class("region grow")]
}

/// The row of who has signed in.
fn person(place: Place) -> Vec<El> {
    let Some(profile) = place.profile.filter(|_| place.signed_in) else {
        return vec![];
    };
    let chip = slot(move || match use_workspace(&profile.id, Who::Member) {
        Opening::Open(workspace) if !place.must_change => vec![queue_chip(workspace)],
        _ => vec![],
    });
    vec![
        div("person").child(
            div("wrap person-row")
                .child(account_menu::account_menu(profile))
                .child(chip),
        ),
    ]
}

/// What the queue is doing; leads to the outbox.
fn queue_chip(workspace: Workspace) -> El {
    let href = at(workspace.platform(), "/outbox");
    let (count, sync) = (workspace.count(), workspace.sync_state());
    let looks = Memo::new(move |_| {
        let QueueCount { pending, refused } = count.get();
        (pending, refused, sync.get() == SyncState::Working)
    });
    let class = move || {
        let (pending, refused, _) = looks.get();
        let state = if refused > 0 {
            "refused"
        } else if pending > 0 {
            "waiting"
        } else {
            "received"
        };
        Some(["chip tag ", state].concat())
    };
    let inside = slot(move || {
        let (pending, refused, working) = looks.get();
        let (shape, words) = chip_words(pending, refused, working);
        vec![icon(shape), el("span").text(words)]
    });
    el("a")
        .attr("href", &href)
        .live_attr("class", class)
        .child(inside)
}

fn chip_words(pending: usize, refused: usize, working: bool) -> (Icon, Words) {
    let counted = move |count: usize,
                        before: (&'static str, &'static str),
                        after: (&'static str, &'static str)| {
        Words::live(move || {
            [
                say(before.0, before.1),
                &count.to_string(),
                say(after.0, after.1),
            ]
            .concat()
        })
    };
    if refused > 0 {
        return (
            Icon::Wrong,
            counted(refused, ("", ""), (" 条未被接受", " not accepted")),
        );
    }
    match (pending, working) {
        (0, _) => (Icon::Received, ("平台已收", "All received").into()),
        (_, true) => (
            Icon::Sending,
            counted(pending, ("上传中 ", "Uploading "), (" 条", "")),
        ),
        (_, false) => (
            Icon::Waiting,
            counted(pending, ("待上传 ", "Waiting to upload: "), (" 条", "")),
        ),
    }
}
