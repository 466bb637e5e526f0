//! The form of a listing: a new one, or one that is submitted again.

use crate::signals::*;
use domain::actor::Permission;
use domain::field::Field;
use domain::listing::{Listing, ListingEntry};
use domain::profile::PlatformProfile;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::sentence::Sentence;

use super::draft::{ListingDraft, TYPED, differences};
use super::fields::groups;
use super::notes::{both, closed, give_up, given, saved};
use super::offer::{Offer, next, offers};
use super::place::Place;
use super::sheet::Sheet;
use super::submit::{Sending, buttons};
use crate::components::{
    El, Form, Page, Tone, actions, div, focus_soon, form as form_of, notice, opened, opened_afresh,
    opened_early, p, remark_list,
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
        let found = match place {
            Place::New(_) => None,
            Place::Again(id) => match listing(workspace, id) {
                Ok(found) => Some(found),
                Err(why) => return closed(workspace, id, why),
            },
        };
        // One form after another: the next one begins with what the last had in common.
        let begins = RwSignal::new((
            found
                .as_ref()
                .map(|(found, _)| found.entry.clone())
                .unwrap_or_default(),
            String::new(),
        ));
        div("slot").live(move || vec![sheet(workspace, place, found.as_ref(), begins, afresh)])
    };
    match place {
        // A new one asks nothing of those that are there.
        Place::New(_) => opened_early(profile, Who::Member, title(place), make),
        Place::Again(_) => opened(profile, Who::Member, title(place), make),
    }
}

/// The listing to be submitted again, or why it cannot be.
fn listing(workspace: Workspace, id: RecordId) -> Result<(Listing, u64), Sentence> {
    let rows = workspace.rows().get_untracked();
    let Some(row) = rows.get(&id) else {
        return Err(Rejection::NotFound.sentence());
    };
    let Record::Listing(listing) = &row.versioned.record else {
        return Err(Rejection::NotFound.sentence());
    };
    let edit = offers(listing.review.state, row.standing)
        .into_iter()
        .find(|(offer, _)| *offer == Offer::Edit);
    match edit {
        Some((_, None)) => Ok((listing.clone(), row.versioned.version)),
        Some((_, Some(why))) => Err(why),
        None => Err(next(listing.review.state)),
    }
}

fn sheet(
    workspace: Workspace,
    place: Place,
    found: Option<&(Listing, u64)>,
    begins: RwSignal<(ListingEntry, String)>,
    afresh: bool,
) -> El {
    let (began, last) = begins.get();
    let profile = workspace.platform();
    // What was just submitted is no draft any more, even if it still lies there.
    let kept = last
        .is_empty()
        .then(|| workspace.draft(&place.draft()))
        .flatten();
    let kept = kept.and_then(|text| ListingDraft::read(&text));
    let goes_on = kept.is_some();
    let version = found.map(|(_, version)| *version);
    let draft = kept.unwrap_or_else(|| ListingDraft {
        version,
        ..ListingDraft::of(began.clone(), vec![])
    });
    let conflict = if draft.version == version {
        vec![]
    } else {
        differences(&draft.entry, &began)
    };
    let sheet = Sheet::new(began.clone(), &draft.entry);
    let form = Form::new(move || sheet.entry().read().err().unwrap_or_default());

    let mut inside = vec![];
    if !last.is_empty() {
        inside.push(given(&last));
    } else if goes_on && draft.faults.is_empty() && conflict.is_empty() {
        inside.push(
            p((
                "已接着上次没填完的内容。",
                "This goes on where you left off.",
            ))
            .class("hint"),
        );
    }
    if !conflict.is_empty() {
        inside.push(both(&conflict, &began, &draft.entry));
    }
    if let Some(remarks) = found
        .map(|(found, _)| found.review.open_remarks())
        .filter(|remarks| !remarks.is_empty())
    {
        form.show_remarks(remarks);
        inside.push(notice(
            Tone::Warning,
            (
                "平台退回修改，意见如下",
                "The platform asks for these corrections",
            ),
            vec![remark_list(remarks)],
        ));
    }
    if !draft.faults.is_empty() {
        form.refuse(&draft.faults);
    } else if !last.is_empty() {
        focus_soon(Field::ProductCode.name());
    } else if let Some(field) = draft.field.filter(|field| afresh && TYPED.contains(field)) {
        focus_soon(field.name());
    }
    let sending = Sending::new(workspace, place, sheet, form, begins);
    let mut fields = groups(sheet, form, profile);
    // Below the buttons: what it says changes, and they must not move under the finger.
    fields.push(buttons(sending));
    fields.push(saved(workspace, place));
    fields.push(actions(vec![give_up(workspace, place)]));
    inside.push(form_of(move || sending.send(false), fields).attr("autocomplete", "off"));
    let keep = sheet.keep(workspace, place.draft(), draft, form);
    let back = at(profile, "/listings");
    Page::new(title(place))
        .back(("产品挂网", "Listings"), &back)
        .form(form)
        .view(inside)
        .follow(keep)
}
