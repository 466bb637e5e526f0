//! One application for registration: where it stands, what happens next, what
//! was written, its history. It can be opened again and printed.

use crate::signals::*;
use domain::profile::PlatformProfile;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::registration::{Registration, RegistrationEntry};

use super::draft::{OPERATOR, UNIT, text};
use super::{outcome, refused, secret};
use crate::components::{
    El, Icon, Kept, Page, Weight, actions, answer, answer_of, answers, button, div, heading,
    history, icon, kept_tag, opened, p, slot, state_tag,
};
use crate::replica::Standing;
use crate::shell::at;
use crate::workspace::{Who, Workspace};
use domain::field::Field;

const TITLE: (&str, &str) = ("注册申请", "Application for registration");

/// 注册申请 — the page of one application.
#[must_use]
pub fn application(profile: &'static PlatformProfile, id: RecordId) -> El {
    opened(profile, Who::Visitor, TITLE, move |workspace| {
        page(workspace, id)
    })
}

fn page(workspace: Workspace, id: RecordId) -> El {
    let profile = workspace.platform();
    // Only news of this very application make its part of the page anew.
    let known = Memo::new(move |_| {
        workspace.rows().with(|rows| {
            let row = rows.get(&id)?;
            match &row.versioned.record {
                Record::Registration(found) => Some((found.clone(), row.standing)),
                _ => None,
            }
        })
    });
    let inside = slot(move || match (refused::of(workspace, id), known.get()) {
        (Some(refusal), _) => refused_parts(workspace, refusal),
        (None, Some((found, standing))) => parts(workspace, id, &found, standing),
        (None, None) => vec![absent()],
    });
    Page::new(TITLE)
        .back(&profile.name, &at(profile, ""))
        .view(vec![inside])
}

fn parts(workspace: Workspace, id: RecordId, found: &Registration, standing: Standing) -> Vec<El> {
    let review = &found.review;
    let mut parts = outcome::outcome(workspace, id, found, standing);
    let mut rows = vec![answer_of(("上传情况", "Upload"), kept_tag(standing.into()))];
    if standing == Standing::Received {
        rows.push(answer_of(("审核情况", "Review"), state_tag(review.state)));
    }
    rows.push(number(id));
    parts.push(answers(rows));
    if let Some(words) = workspace.intake_secret() {
        parts.push(secret::secret(words));
    }
    parts.push(heading(("申请内容", "What was submitted")));
    parts.push(written(&found.entry));
    parts.push(history(review));
    parts.push(actions(vec![print()]));
    parts
}

fn refused_parts(workspace: Workspace, refusal: refused::Refusal) -> Vec<El> {
    let state = answers(vec![
        answer_of(("上传情况", "Upload"), kept_tag(Kept::Refused)),
        number(refusal.id),
    ]);
    let entry = written(&refusal.entry);
    vec![
        outcome::refused(workspace, refusal),
        state,
        heading(("申请内容", "What was submitted")),
        entry,
    ]
}

fn number(id: RecordId) -> El {
    answer_of(
        ("申请编号", "Application number"),
        crate::components::el("span")
            .class("code")
            .text(id.to_string()),
    )
}

fn written(entry: &RegistrationEntry) -> El {
    let rows = [UNIT, OPERATOR]
        .concat()
        .into_iter()
        .filter_map(|field| match field {
            Field::OrganisationKind => entry
                .kind
                .map(|kind| answer(field.label(), kind.label(), None)),
            _ => text(entry, field)
                .filter(|text| !text.is_empty())
                .map(|text| answer(field.label(), text, None)),
        });
    answers(rows.collect())
}

fn print() -> El {
    button(("打印", "Print"), Weight::Secondary, || {
        if let Some(window) = web_sys::window() {
            // A browser that cannot print says so itself.
            window.print().ok();
        }
    })
    .class("button secondary no-print")
}

fn absent() -> El {
    let words = p((
        "这台设备上没有这份申请。如果是在另一台设备上提交的，请在平台页用查询凭证打开。",
        "This application is not on this device. If it was made on another one, open it with its key on the \
         platform’s page.",
    ));
    div("empty").child(icon(Icon::Info)).child(words)
}
