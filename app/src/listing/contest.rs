//! Fields that somebody else changed as well: both values stand at the field, and the
//! form is not submitted until one was chosen or a third written.

use crate::signals::*;
use domain::fault::{Fault, FieldFault};
use domain::field::Field;
use domain::listing::ListingEntry;
use domain::merge::{Contested, Entry, said};
use domain::sentence::Sentence;

use super::ground::{Ground, is_in};
use super::sheet::Sheet;
use crate::components::{El, Form, Side, Weight, both, button};

/// 争议 — what is yet to be chosen in a form.
#[derive(Clone, Copy)]
pub struct Contest {
    sheet: Sheet,
    form: Form,
    /// What the platform has, and its version.
    theirs: StoredValue<(ListingEntry, u64)>,
    mine: StoredValue<ListingEntry>,
    open: RwSignal<Vec<Contested>>,
}

impl Contest {
    /// Of these fields of a form that shows `mine`.
    pub fn new(
        sheet: Sheet,
        form: Form,
        theirs: (ListingEntry, u64),
        mine: ListingEntry,
        contested: &[Contested],
    ) -> Self {
        Self {
            sheet,
            form,
            theirs: StoredValue::new(theirs),
            mine: StoredValue::new(mine),
            open: RwSignal::new(contested.to_vec()),
        }
    }

    /// What stands in the way of submitting.
    #[inline(never)]
    pub fn faults(self) -> Vec<FieldFault> {
        let fault = |found: &Contested| {
            let label = found.field.label();
            let sentence = Sentence::new(
                [
                    "「",
                    &label.zh,
                    "」别处也改了，与您写的不同。请选一种，或另写。",
                ]
                .concat(),
                [
                    "“",
                    &label.en,
                    "” was changed elsewhere as well. Choose one value or write another.",
                ]
                .concat(),
            );
            FieldFault {
                field: found.field,
                fault: Fault::Told(sentence),
            }
        };
        self.open
            .with_untracked(|open| open.iter().map(fault).collect())
    }

    /// The person has decided on `field`: from now on it stands on what the platform has.
    fn settle(self, field: Field) {
        if !self.open.with_untracked(|open| is_in(open, field)) {
            return;
        }
        self.open
            .update(|open| open.retain(|found| found.field != field));
        let done = self.open.with_untracked(Vec::is_empty);
        let (theirs, version) = self.theirs.get_value();
        self.sheet.ground.update(|ground| match &mut ground.base {
            _ if done => {
                *ground = Ground {
                    version: Some(version),
                    base: Some(theirs),
                }
            }
            Some(base) => base.take(field, &theirs),
            None => {}
        });
        self.form.change(field);
    }

    /// Puts the two values of each field to where it stands in `form`.
    #[inline(never)]
    pub fn placed(self, mut form: El) -> El {
        for Contested { field, .. } in self.open.get_untracked() {
            let choices = self.choices(field);
            let (node, within) = (choices.node().clone(), form.node().clone());
            form = form.child(choices);
            let field = within.query_selector(&["#", field.name()].concat());
            let shell = field.ok().flatten();
            if let Some(shell) = shell.and_then(|found| found.closest(".field").ok()?) {
                // Where it cannot go there, it stands at the end of the form.
                shell.append_child(&node).ok();
            }
        }
        form
    }

    fn choices(self, field: Field) -> El {
        let one = |entry: ListingEntry, words: (&'static str, &'static str)| {
            let (chosen, text) = (entry.clone(), entry.text(field).into_owned());
            let choose = button(words, Weight::Secondary, move || {
                self.sheet.put(field, &chosen);
                self.settle(field);
            });
            let pressed = move || {
                let settled = !self.open.with(|open| is_in(open, field));
                let now = settled && *self.sheet.entry().text(field) == *entry.text(field);
                Some(if now { "true" } else { "false" }.to_owned())
            };
            Side::new(said(field, &text)).choose(choose.live_attr("aria-pressed", pressed))
        };
        let theirs = one(self.theirs.get_value().0, ("用平台的", "Use theirs"));
        let mine = one(self.mine.get_value(), ("用我写的", "Use mine"));
        both(field.label(), theirs, mine).follow(move || {
            let now = self.sheet.entry();
            if self
                .mine
                .with_value(|mine| now.text(field) != mine.text(field))
            {
                // A third value was written.
                untrack(move || self.settle(field));
            }
        })
    }
}
