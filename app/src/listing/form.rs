//! The form of a listing: a new one, or one that is submitted again.

use domain::actor::Permission;
use domain::field::Field;
use domain::listing::{Listing, ListingEntry};
use domain::profile::PlatformProfile;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::sentence::Sentence;
use leptos::prelude::*;

use super::draft::{ListingDraft, TYPED};
use super::fields::groups;
use super::offer::{Offer, next, offers};
use super::place::{Place, address};
use super::sheet::Sheet;
use super::submit::{Sending, buttons};
use crate::components::{
    El, Form, Kept, Page, Tone, Weight, Words, asking_button, div, el, focus_soon, form as form_of, kept_tag,
    link_button, notice, opened, opened_afresh, p, remark_list, slot,
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

fn title(place: Place) -> (&'static str, &'static str) {
    match place {
        Place::New(_) => ("新填挂网申报", "New listing"),
        Place::Again(_) => ("修改挂网申报", "Correct a listing"),
    }
}

fn page(profile: &'static PlatformProfile, place: Place) -> El {
    let afresh = opened_afresh();
    opened(profile, Who::Member, title(place), move |workspace| {
        if let Some(page) = refused(workspace, Permission::FileListing, title(place)) {
            return page;
        }
        let found = match place {
            Place::New(_) => None,
            Place::Again(id) => match listing(workspace, id) {
                Ok(listing) => Some(listing),
                Err(why) => return closed(profile, id, why),
            },
        };
        // One form after another: the next one begins with what the last had in common.
        let begins = RwSignal::new((found.as_ref().map(|found| found.entry.clone()).unwrap_or_default(), String::new()));
        div("slot").live(move || vec![sheet(workspace, place, found.as_ref(), begins, afresh)])
    })
}

/// The listing to be submitted again, or why it cannot be.
fn listing(workspace: Workspace, id: RecordId) -> Result<Listing, Sentence> {
    let rows = workspace.rows().get_untracked();
    let Some(row) = rows.get(&id) else { return Err(Rejection::NotFound.sentence()) };
    let Record::Listing(listing) = &row.versioned.record else { return Err(Rejection::NotFound.sentence()) };
    let edit = offers(listing.review.state, row.standing).into_iter().find(|(offer, _)| *offer == Offer::Edit);
    match edit {
        Some((_, None)) => Ok(listing.clone()),
        Some((_, Some(why))) => Err(why),
        None => Err(next(listing.review.state)),
    }
}

fn closed(profile: &PlatformProfile, id: RecordId, why: Sentence) -> El {
    let back = link_button(("查看这份申报", "See this listing"), &address(profile.id.as_str(), id), Weight::Secondary);
    Page::new(title(Place::Again(id))).view(vec![notice(Tone::Plain, why, vec![]), back])
}

fn sheet(
    workspace: Workspace,
    place: Place,
    found: Option<&Listing>,
    begins: RwSignal<(ListingEntry, String)>,
    afresh: bool,
) -> El {
    let (began, last) = begins.get();
    let profile = workspace.platform();
    // What was just submitted is no draft any more, even if it still lies there.
    let kept = last.is_empty().then(|| workspace.draft(&place.draft())).flatten();
    let kept = kept.and_then(|text| ListingDraft::read(&text));
    let goes_on = kept.is_some();
    let draft = kept.unwrap_or_else(|| ListingDraft::of(began.clone(), vec![]));
    let sheet = Sheet::new(began, &draft.entry);
    let form = Form::new(move || sheet.entry().read().err().unwrap_or_default());

    let mut inside = vec![];
    if !last.is_empty() {
        inside.push(given(&last));
    } else if goes_on && draft.faults.is_empty() {
        inside.push(p(("已接着上次没填完的内容。", "This goes on where you left off.")).class("hint"));
    }
    if let Some(remarks) = found.map(|found| found.review.open_remarks()).filter(|remarks| !remarks.is_empty()) {
        form.show_remarks(remarks);
        inside.push(notice(Tone::Warning, ("平台退回修改，意见如下", "The platform asks for these corrections"), vec![remark_list(remarks)]));
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
    fields.push(saved(workspace, place));
    fields.push(buttons(sending));
    fields.push(give_up(workspace, place));
    inside.push(form_of(move || sending.send(false), fields).attr("autocomplete", "off"));
    let keep = sheet.keep(workspace, place.draft(), draft, form);
    let back = at(profile, "/listings");
    Page::new(title(place)).back(("产品挂网", "Listings"), &back).form(form).view(inside).follow(keep)
}

/// What became of the one before, where several are filled in at a stretch.
fn given(name: &str) -> El {
    let words = Sentence::new(
        ["「", name, "」已存本机，待上传"].concat(),
        ["“", name, "” is saved on this device and waits to be uploaded"].concat(),
    );
    let more = p(("请接着填下一条。企业、证件等已带过来，可以改。", "Now the next one. Maker and certificate are carried over; change them if you need to."));
    notice(Tone::Plain, words, vec![more]).attr("role", "status")
}

/// Whether what is typed is on this device.
fn saved(workspace: Workspace, place: Place) -> El {
    let name = place.draft();
    let (drafts, done) = (workspace.drafts(), workspace.draft_saved());
    div("saved").child(slot(move || {
        let there = drafts.with(|drafts| drafts.contains_key(&name));
        match (done.get(), there) {
            (false, _) => vec![el("span").class("hint").text(("正在存到本机…", "Saving on this device…"))],
            (true, true) => vec![
                kept_tag(Kept::Draft),
                el("span").class("hint").text(("还没有提交。关掉页面也不会丢。", "Not submitted yet. It stays even if you close the page.")),
            ],
            (true, false) => vec![el("span").class("hint").text(("边填边存在本机。", "Saved on this device as you type."))],
        }
    }))
}

fn give_up(workspace: Workspace, place: Place) -> El {
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
            Words::from(("草稿只在本机。放弃后，没有提交的内容不能找回。", "The draft is on this device only. What was not submitted cannot be brought back.")),
            move || {
                workspace.keep_draft(&name, String::new());
                router::navigate(&list);
            },
        )]
    })
}
