//! Forms: what is wrong, and when a person is told: at a field once it has been
//! left, everywhere once the step was submitted.

mod moving;

use crate::signals::*;
use domain::fault::FieldFault;
use domain::field::Field;
use domain::review::Remark;
use domain::sentence::Sentence;
use web_sys::HtmlElement;

use super::on_next_frame;

/// 表单 — one form on a page; Copy, so that every field and button has it.
#[derive(Clone, Copy)]
pub struct Form {
    /// What the rules say of what is written now.
    found: Memo<Vec<Told>>,
    /// Fields that have been left once: before that nobody is corrected.
    left: RwSignal<Vec<Field>>,
    /// What the platform refused; at each field until it is changed.
    refused: RwSignal<Vec<Told>>,
    /// What the reviewer remarked.
    remarks: RwSignal<Vec<Remark>>,
    /// The last verdict, for the summary.
    verdict: RwSignal<Vec<Told>>,
    /// Where the person is.
    at: RwSignal<Option<Field>>,
    /// The element of a field, for the summary's links.
    id_of: fn(Field) -> &'static str,
}

/// What is told at which field.
pub type Told = (Field, Sentence);

fn told(faults: &[FieldFault]) -> Vec<Told> {
    faults
        .iter()
        .map(|fault| (fault.field, fault.sentence()))
        .collect()
}

impl Form {
    /// A form over what `check` finds wrong, reading the fields' signals.
    #[must_use]
    pub fn new(check: impl Fn() -> Vec<FieldFault> + Send + Sync + 'static) -> Self {
        Self::in_words(move || told(&check()))
    }

    /// The same, where the rules speak for themselves: passwords.
    #[must_use]
    pub fn in_words(check: impl Fn() -> Vec<Told> + Send + Sync + 'static) -> Self {
        Self {
            id_of: Field::name,
            found: Memo::new(move |_| check()),
            left: RwSignal::new(vec![]),
            refused: RwSignal::new(vec![]),
            remarks: RwSignal::new(vec![]),
            verdict: RwSignal::new(vec![]),
            at: RwSignal::new(None),
        }
    }

    /// The same form, its fields having other ids than their names.
    #[must_use]
    pub fn with_ids(self, id_of: fn(Field) -> &'static str) -> Self {
        Self { id_of, ..self }
    }

    /// The id of a field's element.
    #[must_use]
    pub fn id_of(self, field: Field) -> &'static str {
        (self.id_of)(field)
    }

    /// Takes the summary away.
    pub fn clear(self) {
        self.verdict.set(vec![]);
    }

    /// What to say at a field now; reactive.
    #[must_use]
    pub fn fault(self, field: Field) -> Option<Sentence> {
        let at = |told: &Vec<Told>| {
            told.iter()
                .find(|told| told.0 == field)
                .map(|told| told.1.clone())
        };
        let told = self.left.with(|left| left.contains(&field));
        let found = if told { self.found.with(at) } else { None };
        found.or_else(|| self.refused.with(at))
    }

    /// The reviewer's remark at a field; reactive.
    #[must_use]
    pub fn remark(self, field: Field) -> Option<String> {
        let at = |remark: &&Remark| remark.field == Some(field);
        self.remarks
            .with(|remarks| remarks.iter().find(at).map(|remark| remark.text.clone()))
    }

    /// Shows what the reviewer remarked.
    pub fn show_remarks(self, remarks: &[Remark]) {
        self.remarks.set(remarks.to_vec());
    }

    /// The verdict of a submission: true where nothing is wrong at `fields`.
    /// Else everything is told, and the summary takes the focus.
    #[must_use]
    pub fn judge(self, fields: &[Field]) -> bool {
        let mut faults = self.found.get_untracked();
        faults.extend(self.refused.get_untracked());
        faults.retain(|fault| fields.contains(&fault.0));
        // Where nothing is wrong, nothing on the page need change before the work is kept.
        if !faults.is_empty() {
            self.left.update(|left| left.extend_from_slice(fields));
        }
        self.announce(faults)
    }

    /// Tells what the platform refused, or the queue did not take.
    pub fn refuse(self, faults: &[FieldFault]) {
        self.refuse_in_words(told(faults));
    }

    /// The same, told before: at the fields alone, without a summary.
    pub fn recall(self, faults: &[FieldFault]) {
        self.refused.set(told(faults));
    }

    /// The same, in words.
    pub fn refuse_in_words(self, faults: Vec<Told>) {
        self.refused.set(faults.clone());
        let _ = self.announce(faults);
    }

    fn announce(self, faults: Vec<Told>) -> bool {
        let right = faults.is_empty();
        if !right || self.verdict.with_untracked(|told| !told.is_empty()) {
            self.verdict.set(faults);
        }
        if !right {
            focus_soon("error-summary");
        }
        right
    }

    /// The verdict on show; reactive.
    #[must_use]
    pub fn verdict(self) -> Vec<Told> {
        self.verdict.get()
    }
}

/// Moves the focus to the element of that id once it is there.
pub fn focus_soon(id: &str) {
    let id = id.to_owned();
    on_next_frame(move || {
        if let Some(found) = crate::signals::document().get_element_by_id(&id) {
            use wasm_bindgen::JsCast;
            // An element that cannot be focused stays as it is.
            found.unchecked_into::<HtmlElement>().focus().ok();
        }
    });
}
