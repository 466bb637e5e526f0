//! One application before a reviewer: all of its data, remarks at its fields,
//! and the decision.

use crate::signals::*;
use domain::actor::Permission;
use domain::attachment;
use domain::field::Field;
use domain::profile::PlatformProfile;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::review::Review;
use domain::sentence::Sentence;

use super::case::{Turn, kind_of, lateness, turn};
use super::decision::{Decision, decision};
use super::draft::ReviewDraft;
use super::notes::Notes;
use super::sheet::fields;
use crate::components::{
    El, Form, Icon, Kept, Page, TextField, Weight, Words, answer, answers, button, day, div, el,
    focus_soon, history, kept_tag, opened, p, slot, state_tag, tag,
};
use crate::home::refused;
use crate::language::tell;
use crate::listing::watched;
use crate::outbox::{Trouble, name_of};
use crate::pages::beside;
use crate::replica::ViewRow;
use crate::shell::at;
use crate::workspace::{Beside, Who, Workspace};
use crate::{attachments, clock};

const TITLE: (&str, &str) = ("审核申请", "Review an application");
const BACK: (&str, &str) = ("审核", "Review");

/// 审核申请 — one application.
#[must_use]
pub fn decide(profile: &'static PlatformProfile, id: RecordId) -> El {
    opened(profile, Who::Member, TITLE, move |workspace| {
        refused(workspace, Permission::Review, TITLE).unwrap_or_else(|| {
            let row = watched(workspace, id);
            let there = Memo::new(move |_| row.with(Option::is_some));
            // It may come only now: a link can be the first that is opened on a device.
            slot(move || {
                let _ = there.get();
                vec![page(workspace, id, row)]
            })
        })
    })
}

fn page(workspace: Workspace, id: RecordId, row: Memo<Option<ViewRow>>) -> El {
    let back = at(workspace.platform(), "/review");
    let Some(found) = row.get_untracked() else {
        return Page::new(TITLE)
            .back(BACK, &back)
            .view(vec![p(Rejection::NotFound.sentence())]);
    };
    let record = &found.versioned.record;
    let rows: Vec<Field> = fields(record).into_iter().map(|(field, _)| field).collect();
    let notes = Notes::new(workspace, id, &rows);
    let form = notes.returning();
    let trouble = Trouble::new();
    // What is typed into stays while only the tags above change: a claim that
    // is confirmed must not take the caret away.
    let actor = workspace.identity().actor;
    let shape = Memo::new(move |_| {
        row.with(|row| {
            let record = &row.as_ref()?.versioned.record;
            let awaited = attachment::awaited(record).next().is_some();
            Some((
                turn(record.review()?, &actor),
                awaited,
                row.as_ref()?.versioned.record.review()?.state,
            ))
        })
    });
    let data = move || {
        let Some((turn, awaited, state)) = shape.get() else {
            return vec![];
        };
        let Some(found) = row.get_untracked() else {
            return vec![];
        };
        let mine = turn == Turn::Mine;
        let record = &found.versioned.record;
        let mut rows: Vec<El> = fields(record)
            .into_iter()
            .map(|(field, words)| remarkable(field, words, notes, form, mine))
            .collect();
        rows.push(answer(
            ("申请编号", "Application number"),
            id.to_string(),
            None,
        ));
        let deciding = Decision {
            workspace,
            id,
            notes,
            form,
            trouble,
        };
        vec![answers(rows), decision(deciding, &turn, awaited, state)]
    };
    // A page that is being looked at stays open while the case is taken up.
    let named = Memo::new(move |_| {
        row.with(|row| match &row.as_ref()?.versioned.record {
            Record::Listing(listing) => Some(listing.awaited.clone()),
            Record::Registration(_) | Record::Unit(_) => None,
        })
    });
    let files = slot(move || {
        named.track();
        match row.get_untracked().map(|row| row.versioned) {
            Some(found) => match &found.record {
                Record::Listing(listing) => attachments::listed(workspace, id, listing),
                Record::Registration(_) | Record::Unit(_) => vec![],
            },
            None => vec![],
        }
    });
    let kind = kind_of(record)
        .map(|kind| kind.label())
        .unwrap_or(Sentence::new("申请", "Application"));
    let head = slot(move || row.get().as_ref().map(standing).unwrap_or_default());
    let others = beside(Beside {
        workspace,
        name: ReviewDraft::name(id),
    });
    let past = slot(move || {
        row.get()
            .as_ref()
            .and_then(|row| row.versioned.record.review().map(history))
            .into_iter()
            .collect()
    });
    Page::new(name_of(record))
        .above(kind)
        .back(BACK, &back)
        .form(form)
        .view(vec![head, trouble.view(), others, files, slot(data), past])
        .follow(notes.keep())
}

/// Where it stands and by when it is due.
fn standing(row: &ViewRow) -> Vec<El> {
    let Some(review) = row.versioned.record.review() else {
        return vec![];
    };
    let tags = div("tags")
        .child(state_tag(review.state))
        .child(kept_tag(Kept::from(row.standing)));
    match due(review) {
        Some((tag, words)) => vec![tags.child(tag), words],
        None => vec![tags],
    }
}

fn due(review: &Review) -> Option<(El, El)> {
    let due = review.due?;
    let (late, words) = lateness(due.at, clock::minute());
    let mark = tag(
        if late { "tag refused" } else { "tag draft" },
        Icon::Clock,
        words,
    );
    let by = Words::live(move || {
        let day = day(due.at.date_in_shanghai());
        let zh = if due.provisional {
            "（北京时间，暂定）。"
        } else {
            "（北京时间）。"
        };
        let en = if due.provisional {
            ", Beijing time, provisional."
        } else {
            ", Beijing time."
        };
        tell(&Sentence::new(
            ["答复期限：", &day, zh].concat(),
            ["Answer due by ", &day, en].concat(),
        ))
    });
    Some((mark, p(by).class("hint")))
}

/// A field with its value and, for the reviewer whose turn it is, a remark.
fn remarkable(field: Field, words: Words, notes: Notes, form: Form, mine: bool) -> El {
    let row = answer(field.label(), words, None);
    let Some(text) = notes.at(field).filter(|_| mine) else {
        return row;
    };
    let control = move || {
        if !notes.open.with(|open| open.contains(&field)) {
            let about = el("span").class("aside").text(field.label());
            return vec![
                button(("写意见", "Remark"), Weight::Quiet, move || {
                    notes.open.update(|open| open.push(field));
                    focus_soon(field.name());
                })
                .child(about),
            ];
        }
        let label = field.label();
        let label = Sentence::new(
            ["对「", &label.zh, "」的意见"].concat(),
            ["Remark on: ", &label.en].concat(),
        );
        vec![
            TextField::new(field, text, form)
                .label(label)
                .optional()
                .rows(2)
                .view(),
        ]
    };
    row.child(el("dd").class("remarking").live(control))
}
