//! The form's fields as signals, and the draft that follows them.

use crate::signals::*;
use domain::field::Field;
use domain::listing::{AttachmentRef, ListingEntry};
use domain::product_kind::ProductKind;

use super::draft::{ListingDraft, TYPED, standing, typed, write};
use super::ground::Ground;
use crate::components::Form;
use crate::workspace::Workspace;

/// 填写中的申报 — what is in the form now; Copy, so that every part has it.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// The place of the kind in [`ProductKind::ALL`].
    pub kind: RwSignal<Option<usize>>,
    fields: [RwSignal<String>; TYPED.len()],
    /// The files, which have no field of their own yet.
    pub files: RwSignal<Vec<AttachmentRef>>,
    /// What it stands on.
    pub ground: RwSignal<Ground>,
    /// What the form began with: everything else is worth keeping.
    began: StoredValue<ListingEntry>,
}

impl Sheet {
    /// A form that shows `draft`, of which `began` was there without typing.
    pub fn new(began: ListingEntry, draft: &ListingDraft) -> Self {
        let shown = &draft.entry;
        Self {
            kind: RwSignal::new(place_of(shown.product_kind)),
            fields: TYPED.map(|field| RwSignal::new(typed(shown, field).to_owned())),
            files: RwSignal::new(shown.attachments.clone()),
            ground: RwSignal::new(draft.ground.clone()),
            began: StoredValue::new(began),
        }
    }

    /// The text of a field.
    pub fn text(self, field: Field) -> RwSignal<String> {
        let place = TYPED
            .iter()
            .position(|other| *other == field)
            .unwrap_or_default();
        self.fields[place]
    }

    /// The kind of product that is chosen; reactive.
    pub fn kind(self) -> Option<ProductKind> {
        ProductKind::ALL.get(self.kind.get()?).copied()
    }

    /// What is written now; reactive.
    pub fn entry(self) -> ListingEntry {
        let mut entry = ListingEntry {
            product_kind: self.kind(),
            attachments: self.files.get(),
            ..ListingEntry::default()
        };
        for (field, text) in TYPED.into_iter().zip(self.fields) {
            write(&mut entry, field, text.get());
        }
        entry
    }

    /// Puts at `field` what `entry` has there.
    pub fn put(self, field: Field, entry: &ListingEntry) {
        match field {
            Field::ProductKind => self.kind.set(place_of(entry.product_kind)),
            Field::Attachments => self.files.set(entry.attachments.clone()),
            _ => self.text(field).set(typed(entry, field).to_owned()),
        }
    }

    /// What to keep on this device of `draft` as it is now; reactive.
    fn draft(self, opened: &ListingDraft, form: Form) -> String {
        let (entry, field) = (self.entry(), form.at());
        if self.began.with_value(|began| *began == entry) {
            return String::new();
        }
        let faults = standing(&opened.faults, &opened.entry, &entry);
        ListingDraft {
            entry,
            field,
            ground: self.ground.get(),
            faults,
        }
        .text()
    }

    /// Keeps the draft under `name` whenever something changes, from now on.
    pub fn keep(
        self,
        workspace: Workspace,
        name: String,
        opened: ListingDraft,
        form: Form,
    ) -> impl FnMut() {
        let mut first = true;
        move || {
            let text = self.draft(&opened, form);
            let kept = !std::mem::take(&mut first);
            if kept && workspace.draft(&name).unwrap_or_default() != text {
                workspace.keep_draft(&name, text);
            }
        }
    }
}

fn place_of(kind: Option<ProductKind>) -> Option<usize> {
    let kind = kind?;
    ProductKind::ALL.iter().position(|other| *other == kind)
}
