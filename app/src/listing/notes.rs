//! What stands around the form: what became of the one before, what is saved,
//! and where somebody else was quicker.

use domain::field::Field;
use domain::merge::{Entry, alike, said};
use domain::record::Record;
use domain::record_id::RecordId;
use domain::sentence::Sentence;

use super::draft::{ListingDraft, TYPED, typed};
use super::form::title;
use super::place::{Place, address};
use crate::components::{
    El, Kept, Page, Tone, Weight, Words, actions, answer, answers, asking_button, div, el, heading,
    kept_tag, link_button, notice, p, slot,
};
use crate::router;
use crate::shell::at;
use crate::workspace::{Saved, Workspace};

/// Why it cannot be corrected now, and what was written of a correction.
#[inline(never)]
pub fn closed(workspace: Workspace, id: RecordId, why: Sentence) -> El {
    let place = Place::Again(id);
    let href = address(workspace.platform().id.as_str(), id);
    let mut inside = vec![notice(Tone::Plain, why, vec![])];
    if let Some(draft) = workspace
        .draft(&place.draft())
        .and_then(|text| ListingDraft::read(&text))
    {
        inside.push(heading((
            "您写的修改还在本机",
            "What you wrote is still on this device",
        )));
        let theirs =
            workspace
                .rows()
                .with_untracked(|rows| match &rows.get(&id)?.versioned.record {
                    Record::Listing(listing) => Some(listing.entry.clone()),
                    _ => None,
                });
        let row = |field: Field| {
            let mine = said(field, typed(&draft.entry, field));
            let other = theirs
                .as_ref()
                .filter(|theirs| !alike(*theirs, &draft.entry, field));
            let Some(other) = other else {
                return answer(field.label(), mine, None);
            };
            let other = said(field, &other.text(field));
            let words = Sentence::new(
                [&mine.zh, "（平台现在是「", &other.zh, "」）"].concat(),
                [&mine.en, " (on the platform now: “", &other.en, "”)"].concat(),
            );
            answer(field.label(), words, None)
        };
        inside.push(answers(TYPED.into_iter().map(row).collect()));
    }
    inside.push(actions(vec![
        link_button(
            ("查看这份申报", "See this listing"),
            &href,
            Weight::Secondary,
        ),
        give_up(workspace, place),
    ]));
    Page::new(title(place)).view(inside)
}

/// What became of the one before, where several are filled in at a stretch.
pub fn given(name: &str) -> El {
    let words = Sentence::new(
        ["「", name, "」已存本机，待上传"].concat(),
        [
            "“",
            name,
            "” is saved on this device and waits to be uploaded",
        ]
        .concat(),
    );
    let more = p((
        "请接着填下一条。企业、证件等已带过来，可以改。",
        "Now the next one. Maker and certificate are carried over; change them if you need to.",
    ));
    notice(Tone::Plain, words, vec![more]).attr("role", "status")
}

/// Whether what is typed is on this device.
pub fn saved(workspace: Workspace, place: Place) -> El {
    let name = place.draft();
    let (drafts, done) = (workspace.drafts(), workspace.draft_saved());
    div("saved").child(slot(move || {
        let there = drafts.with(|drafts| drafts.contains_key(&name));
        match (done.get(), there) {
            (Saved::Saving, _) => vec![
                el("span")
                    .class("hint")
                    .text(("正在存到本机…", "Saving on this device…")),
            ],
            // That is said across the page.
            (Saved::Full | Saved::Failed, _) => vec![],
            (Saved::Kept, true) => vec![
                kept_tag(Kept::Draft),
                el("span").class("hint").text((
                    "还没有提交。关掉页面也不会丢。",
                    "Not submitted yet. It stays even if you close the page.",
                )),
            ],
            (Saved::Kept, false) => vec![
                el("span")
                    .class("hint")
                    .text(("边填边存在本机。", "Saved on this device as you type.")),
            ],
        }
    }))
}

/// The button that throws the draft away, while there is one.
pub fn give_up(workspace: Workspace, place: Place) -> El {
    let name = place.draft();
    let drafts = workspace.drafts();
    let list = at(workspace.platform(), "/listings");
    slot(move || {
        if !drafts.with(|drafts| drafts.contains_key(&name)) {
            return vec![];
        }
        let (name, list) = (name.clone(), list.clone());
        vec![asking_button(
            ("放弃草稿", "Discard draft"),
            Weight::Quiet,
            ("放弃这份草稿？", "Discard this draft?"),
            Words::from((
                "放弃后，没有提交的内容不能找回；您其他设备上的这份草稿也会删除。",
                "What was not submitted cannot be brought back; your other devices lose this draft too.",
            )),
            move || {
                workspace.keep_draft(&name, String::new());
                router::navigate(&list);
            },
        )]
    })
}
