//! Submitting the form: kept for good on this device first, then said so.

use crate::signals::*;
use domain::command::Command;
use domain::field::Field;
use domain::listing::ListingEntry;
use domain::record_id::RecordId;
use domain::sentence::Sentence;
use leptos::task::spawn_local;

use super::draft::{TYPED, next_of};
use super::place::{Place, address};
use super::sheet::Sheet;
use crate::components::{
    El, Form, Tone, Weight, actions, button, div, notice, slot, submit_button,
};
use crate::router;
use crate::workspace::{GiveFault, Workspace};

/// 提交 — a form on its way into the queue.
#[derive(Clone, Copy)]
pub struct Sending {
    workspace: Workspace,
    place: Place,
    sheet: Sheet,
    form: Form,
    begins: RwSignal<(ListingEntry, String)>,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Sentence>>,
}

impl Sending {
    /// Of this form; the next one begins with what is written to `begins`.
    pub fn new(
        workspace: Workspace,
        place: Place,
        sheet: Sheet,
        form: Form,
        begins: RwSignal<(ListingEntry, String)>,
    ) -> Self {
        let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None));
        Self {
            workspace,
            place,
            sheet,
            form,
            begins,
            busy,
            trouble,
        }
    }

    /// Submits, and goes on to the listing, or to `another`.
    pub fn send(self, another: bool) {
        let all: Vec<Field> = std::iter::once(Field::ProductKind).chain(TYPED).collect();
        if self.busy.get_untracked() || !self.form.judge(&all) {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        spawn_local(self.give(another));
    }

    async fn give(self, another: bool) {
        let Self {
            workspace,
            place,
            sheet,
            form,
            ..
        } = self;
        let entry = untrack(move || sheet.entry());
        let listing = match place {
            Place::New(_) => None,
            Place::Again(id) => Some(id),
        };
        let given = workspace
            .give(Command::SubmitListing {
                listing,
                entry: entry.clone(),
            })
            .await;
        // The person may have left the page meanwhile; the queue has it all the same.
        self.busy.try_set(false);
        match given {
            Ok(origin) => {
                workspace.keep_draft(&place.draft(), String::new());
                if another {
                    self.begins.try_set((next_of(&entry), entry.product_name));
                    return;
                }
                let id = listing.unwrap_or_else(|| RecordId::of_command(origin.client, origin.mid));
                router::replace(&address(workspace.platform().id.as_str(), id));
            }
            Err(GiveFault::Rejected(rejection)) if !rejection.faults().is_empty() => {
                form.refuse(rejection.faults())
            }
            Err(fault) => drop(self.trouble.try_set(Some(fault.sentence()))),
        }
    }
}

/// The form's buttons, and what kept the last press from working.
pub fn buttons(sending: Sending) -> El {
    let trouble = slot(move || match sending.trouble.get() {
        Some(sentence) => vec![notice(Tone::Bad, sentence, vec![]).attr("role", "alert")],
        None => vec![],
    });
    let mut row = vec![submit_button(("提交", "Submit"))];
    if matches!(sending.place, Place::New(_)) {
        row.push(button(
            ("提交并再填一条", "Submit and add another"),
            Weight::Secondary,
            move || sending.send(true),
        ));
    }
    div("submitting").child(trouble).child(actions(row))
}
