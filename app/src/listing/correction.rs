//! A listing that is submitted again: what it says now, what was written of a correction,
//! and what happened meanwhile.

use domain::listing::{Listing, ListingEntry};
use domain::merge::Contested;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::review::ReviewState;
use domain::sentence::Sentence;

use super::contest::Contest;
use super::draft::ListingDraft;
use super::ground::{Brought, Ground, brought};
use super::offer::{Offer, next, offers};
use super::place::Place;
use super::sheet::Sheet;
use crate::components::{El, Form, Tone, el, moment, notice, p, remark_list};
use crate::replica::Standing;
use crate::workspace::Workspace;

/// 修改 — one correction of one listing. Nobody needs one in the first minutes: what it does
/// stays in functions of its own, which come with the rest of the program.
pub struct Correction {
    found: Listing,
    version: u64,
    brought: Brought,
}

impl Correction {
    /// The correction of that listing, or why it cannot be corrected now.
    #[inline(never)]
    pub fn open(workspace: Workspace, id: RecordId) -> Result<Self, Sentence> {
        let rows = workspace.rows().get_untracked();
        let row = rows
            .get(&id)
            .ok_or_else(|| Rejection::NotFound.sentence())?;
        let Record::Listing(found) = &row.versioned.record else {
            return Err(Rejection::NotFound.sentence());
        };
        let state = found.review.state;
        let edit = offers(state, row.standing)
            .into_iter()
            .find(|(offer, _)| *offer == Offer::Edit);
        match edit {
            Some((_, None)) => {}
            _ if joins(workspace, id, state, row.standing) => {}
            Some((_, Some(why))) => return Err(why),
            None => return Err(next(state)),
        }
        let version = row.versioned.version;
        let draft = kept(workspace, id).unwrap_or_else(|| ListingDraft {
            ground: Ground {
                version: Some(version),
                base: Some(found.entry.clone()),
            },
            ..ListingDraft::of(found.entry.clone(), vec![])
        });
        let brought = brought(draft, &found.entry, version);
        Ok(Self {
            found: found.clone(),
            version,
            brought,
        })
    }

    /// What the listing says now, and what the form begins with.
    #[inline(never)]
    pub fn begin(&self) -> (ListingEntry, ListingDraft) {
        (self.found.entry.clone(), self.brought.draft.clone())
    }

    /// What happened to the listing since the correction was begun: who submitted it, what
    /// was taken over from there, and what is to be chosen; none where nothing did.
    #[inline(never)]
    pub fn told(&self) -> Option<El> {
        let review = &self.found.review;
        let submitted = review.state == ReviewState::Submitted;
        let Brought {
            taken, contested, ..
        } = &self.brought;
        if !submitted && taken.is_empty() && contested.is_empty() {
            return None;
        }
        let mut inside = vec![];
        if let Some(last) = review.history.last().filter(|_| submitted) {
            let (who, when) = (&last.by.name, moment(last.at));
            inside.push(p(Sentence::new(
                [
                    who,
                    " 已于 ",
                    &when,
                    " 提交。平台还没有受理，您可以补充后再提交一次。",
                ]
                .concat(),
                [
                    who,
                    " submitted it at ",
                    &when,
                    ". Nobody has taken it up yet: you can add to it and submit it once more.",
                ]
                .concat(),
            )));
        }
        if !taken.is_empty() {
            inside.push(p(("已并入别处改的：", "Taken over from there:")));
            inside.push(el("ul").class("said").children(taken.iter().map(line)));
        }
        if !contested.is_empty() {
            inside.push(p((
                "下面标出的栏，别处和您都改了，两种写法都在：请逐栏选一种，或另写。",
                "The fields marked below were changed there and by you. Both values are kept: choose one, or write another.",
            )));
        }
        let title = ("这份申报在别处有改动", "This listing was changed elsewhere");
        Some(notice(Tone::Warning, title, inside))
    }

    /// What the reviewer remarked, on top and at the fields.
    #[inline(never)]
    pub fn remarks(&self, form: Form) -> Option<El> {
        let remarks = self.found.review.open_remarks();
        if remarks.is_empty() {
            return None;
        }
        form.show_remarks(remarks);
        Some(notice(
            Tone::Warning,
            (
                "平台退回修改，意见如下",
                "The platform asks for these corrections",
            ),
            vec![remark_list(remarks)],
        ))
    }

    /// What is to be chosen, if something is.
    #[inline(never)]
    pub fn contest(self, sheet: Sheet, form: Form) -> Option<Contest> {
        let Brought {
            draft, contested, ..
        } = self.brought;
        let theirs = (self.found.entry, self.version);
        (!contested.is_empty()).then(|| Contest::new(sheet, form, theirs, draft.entry, &contested))
    }
}

fn line(found: &Contested) -> El {
    el("li")
        .child(el("strong").text(found.field.label()).text(("：", ": ")))
        .text(found.said())
}

fn kept(workspace: Workspace, id: RecordId) -> Option<ListingDraft> {
    let text = workspace.draft(&Place::Again(id).draft())?;
    ListingDraft::read(&text)
}

/// Whether a correction can be added to what a colleague has submitted: nobody has taken
/// that up, and a draft says what it was begun on.
pub fn joins(workspace: Workspace, id: RecordId, state: ReviewState, standing: Standing) -> bool {
    state == ReviewState::Submitted
        && standing == Standing::Received
        && kept(workspace, id).is_some_and(|draft| draft.ground.base.is_some())
}
