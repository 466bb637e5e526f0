//! The form of a listing: a new one, or one that is submitted again.

use crate::signals::*;
use domain::actor::Permission;
use domain::field::Field;
use domain::listing::ListingEntry;
use domain::profile::PlatformProfile;
use domain::record_id::RecordId;

use super::correction::Correction;
use super::draft::{ListingDraft, TYPED};
use super::fields::groups;
use super::notes::{closed, give_up, given, saved};
use super::place::Place;
use super::sheet::Sheet;
use super::submit::{Sending, buttons};
use crate::attachments;
use crate::components::{
    El, Form, Page, actions, div, focus_soon, form as form_of, opened, opened_afresh, opened_early,
    p,
};
use crate::home::refused;
use crate::router;
use crate::shell::at;
use crate::workspace::{Who, Workspace};

/// 新填挂网申报 — a new listing.
#[must_use]
pub fn create(profile: &'static PlatformProfile) -> El {
    page(profile, Place::of_query(router::query("n").as_deref()))
}

/// 修改挂网申报 — one that was returned or withdrawn.
#[must_use]
pub fn edit(profile: &'static PlatformProfile, id: RecordId) -> El {
    page(profile, Place::Again(id))
}

/// What the page is called.
pub fn title(place: Place) -> (&'static str, &'static str) {
    match place {
        Place::New(_) => ("新填挂网申报", "New listing"),
        Place::Again(_) => ("修改挂网申报", "Correct a listing"),
    }
}

fn page(profile: &'static PlatformProfile, place: Place) -> El {
    let afresh = opened_afresh();
    let make = move |workspace: Workspace| {
        if let Some(page) = refused(workspace, Permission::FileListing, title(place)) {
            return page;
        }
        // One form after another: the next one begins with what the last had in common. A
        // correction begins anew where the listing has changed behind it.
        let begins = RwSignal::new((ListingEntry::default(), String::new()));
        div("slot").live(move || {
            let _ = begins.get();
            let correction = match place {
                Place::New(_) => None,
                Place::Again(id) => match Correction::open(workspace, id) {
                    Ok(correction) => Some(correction),
                    Err(why) => return vec![closed(workspace, id, why)],
                },
            };
            vec![sheet(workspace, place, correction, begins, afresh)]
        })
    };
    match place {
        // A new one asks nothing of those that are there.
        Place::New(_) => opened_early(profile, Who::Member, title(place), make),
        Place::Again(_) => opened(profile, Who::Member, title(place), make),
    }
}

fn sheet(
    workspace: Workspace,
    place: Place,
    correction: Option<Correction>,
    begins: RwSignal<(ListingEntry, String)>,
    afresh: bool,
) -> El {
    let profile = workspace.platform();
    let (mut began, last) = begins.get_untracked();
    // What was just submitted is no draft any more, even if it still lies there.
    let kept = last
        .is_empty()
        .then(|| workspace.open_draft(&place.draft()))
        .flatten();
    let kept = kept.and_then(|text| ListingDraft::read(&text));
    let goes_on = kept.is_some();
    let mut draft = kept.unwrap_or_else(|| ListingDraft::of(began.clone(), vec![]));
    if let Some(correction) = &correction {
        (began, draft) = correction.begin();
    }
    let sheet = Sheet::new(began, &draft);
    let form = Form::new(move || sheet.entry().read().err().unwrap_or_default());

    let mut inside = vec![];
    if !last.is_empty() {
        inside.push(given(&last));
    } else if let Some(told) = correction.as_ref().and_then(Correction::told) {
        inside.push(told);
    } else if goes_on && draft.faults.is_empty() {
        inside.push(
            p((
                "已接着上次没填完的内容。",
                "This goes on where you left off.",
            ))
            .class("hint"),
        );
    }
    if let Some(correction) = &correction {
        inside.extend(correction.remarks(form));
    }
    let contest = correction.and_then(|correction| correction.contest(sheet, form));
    let faults = match contest {
        Some(contest) => [contest.faults(), draft.faults.clone()].concat(),
        None => draft.faults.clone(),
    };
    if !faults.is_empty() {
        form.refuse(&faults);
    } else if !last.is_empty() {
        focus_soon(Field::ProductCode.name());
    } else if let Some(field) = draft.field.filter(|field| afresh && TYPED.contains(field)) {
        focus_soon(field.name());
    }
    let sending = Sending::new(workspace, place, sheet, form, begins);
    let mut fields = groups(sheet, form, profile);
    fields.push(attachments::door(workspace, sheet.files, sheet.kind));
    // Below the buttons: what it says changes, and they must not move under the finger.
    fields.push(buttons(sending));
    fields.push(saved(workspace, place));
    fields.push(actions(vec![give_up(workspace, place)]));
    let written = form_of(move || sending.send(false), fields).attr("autocomplete", "off");
    inside.push(match contest {
        Some(contest) => contest.placed(written),
        None => written,
    });
    let keep = sheet.keep(workspace, place.draft(), draft, form);
    let back = at(profile, "/listings");
    Page::new(title(place))
        .back(("产品挂网", "Listings"), &back)
        .form(form)
        .view(inside)
        .follow(keep)
}
