//! Submitting the form: kept for good on this device first, then said so.

use crate::signals::*;
use domain::command::Command;
use domain::field::Field;
use domain::listing::ListingEntry;
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::sentence::Sentence;
use leptos::task::spawn_local;

use super::draft::{TYPED, next_of};
use super::ground::Ground;
use super::place::{Place, address};
use super::sheet::Sheet;
use crate::components::{
    El, Form, Tone, Weight, Working, actions, button, div, notice, slot, submit_button,
    working_button,
};
use crate::workspace::{GiveFault, Workspace};
use crate::{rest, router};

/// 提交 — a form on its way into the queue.
#[derive(Clone, Copy)]
pub struct Sending {
    workspace: Workspace,
    place: Place,
    sheet: Sheet,
    form: Form,
    begins: RwSignal<(ListingEntry, String)>,
    working: Working,
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
        let (working, trouble) = (Working::new(), RwSignal::new(None));
        Self {
            workspace,
            place,
            sheet,
            form,
            begins,
            working,
            trouble,
        }
    }

    /// Submits, and goes on to the listing, or to `another`.
    pub fn send(self, another: bool) {
        // The button shows that it works while the rest of the program is waited for.
        if self.working.begin() {
            rest::then(Box::new(move || self.judged(another)));
        }
    }

    fn judged(self, another: bool) {
        let all: Vec<Field> = std::iter::once(Field::ProductKind).chain(TYPED).collect();
        if !self.form.judge(&all) {
            return self.working.end();
        }
        if self.trouble.with_untracked(Option::is_some) {
            self.trouble.set(None);
        }
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
        let command = Command::SubmitListing {
            listing,
            entry: entry.clone(),
        };
        let seen = listing.and_then(|_| sheet.ground.with_untracked(Ground::seen));
        let given = workspace.give_on(command, seen).await;
        // The person may have left the page meanwhile; the queue has it all the same.
        self.working.end();
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
            Err(GiveFault::Rejected(Rejection::ChangedMeanwhile { .. })) if listing.is_some() => {
                // The listing changed while the form stood open. What was typed is in the
                // draft, and the form opens on what the listing says now.
                self.begins.try_set(Default::default());
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
    let working = sending.working;
    let submit = submit_button(("提交", "Submit"));
    let mut row = vec![working_button(submit, working, || false)];
    if matches!(sending.place, Place::New(_)) {
        let another = button(
            ("提交并再填一条", "Submit and add another"),
            Weight::Secondary,
            move || sending.send(true),
        );
        row.push(working_button(another, working, || false));
    }
    div("submitting")
        .child(trouble)
        .child(actions(row))
        .child(working.view(("正在保存…", "Saving…")))
}
