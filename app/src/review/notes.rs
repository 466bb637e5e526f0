//! What the reviewer is writing: a remark at each field, one on the whole, and
//! a reason; kept as it is written.

use crate::signals::*;
use domain::fault::{Fault, FieldFault};
use domain::field::Field;
use domain::identifiers::BoundedText;
use domain::record_id::RecordId;

use super::draft::ReviewDraft;
use crate::components::Form;
use crate::workspace::Workspace;

/// 审核笔记 — the texts as signals; Copy.
#[derive(Clone, Copy)]
pub struct Notes {
    workspace: Workspace,
    record: RecordId,
    at: StoredValue<Vec<(Field, RwSignal<String>)>>,
    /// The fields at which a text area stands open.
    pub open: RwSignal<Vec<Field>>,
    /// On the whole.
    pub whole: RwSignal<String>,
    /// Why it is rejected.
    pub reason: RwSignal<String>,
}

impl Notes {
    /// What was kept of them, for an application with these fields.
    pub fn new(workspace: Workspace, record: RecordId, fields: &[Field]) -> Self {
        let kept = workspace.open_own_draft(&ReviewDraft::name(record));
        let kept = kept
            .and_then(|text| ReviewDraft::read(&text))
            .unwrap_or_default();
        let text = |field: &Field| kept.at.get(field).cloned().unwrap_or_default();
        Self {
            workspace,
            record,
            at: StoredValue::new(
                fields
                    .iter()
                    .map(|field| (*field, RwSignal::new(text(field))))
                    .collect(),
            ),
            open: RwSignal::new(kept.at.keys().copied().collect()),
            whole: RwSignal::new(kept.whole),
            reason: RwSignal::new(kept.reason),
        }
    }

    /// The remark at a field.
    pub fn at(self, field: Field) -> Option<RwSignal<String>> {
        self.at.with_value(|at| {
            at.iter()
                .find(|(other, _)| *other == field)
                .map(|(_, text)| *text)
        })
    }

    /// Everything that is written now; reactive.
    pub fn draft(self) -> ReviewDraft {
        let at = self.at.with_value(|at| {
            at.iter()
                .map(|(field, text)| (*field, text.get()))
                .filter(|(_, text)| !text.is_empty())
                .collect()
        });
        ReviewDraft {
            at,
            whole: self.whole.get(),
            reason: self.reason.get(),
        }
    }

    /// Keeps what is written, from now on.
    pub fn keep(self) -> impl FnMut() {
        move || {
            let (name, text) = (ReviewDraft::name(self.record), self.draft().text());
            if self.workspace.own_draft(&name).unwrap_or_default() != text {
                self.workspace.keep_draft(&name, text);
            }
        }
    }

    /// Nothing is written any more: it went out with the decision.
    pub fn clear(self) {
        self.workspace
            .keep_draft(&ReviewDraft::name(self.record), String::new());
        self.open.try_set(vec![]);
        let texts = self
            .at
            .try_with_value(|at| at.iter().map(|(_, text)| *text).collect::<Vec<_>>());
        for text in texts
            .unwrap_or_default()
            .into_iter()
            .chain([self.whole, self.reason])
        {
            text.try_set(String::new());
        }
    }

    /// The form of a return: at least one remark, none too long.
    pub fn returning(self) -> Form {
        Form::new(move || {
            let remarks = self.draft().remarks();
            if remarks.is_empty() {
                return vec![FieldFault {
                    field: Field::Remarks,
                    fault: Fault::Missing,
                }];
            }
            let fault = |remark: &domain::review::Remark| {
                let fault = BoundedText::<500>::parse(&remark.text).err()?;
                Some(FieldFault {
                    field: remark.field.unwrap_or(Field::Remarks),
                    fault: fault.into(),
                })
            };
            remarks.iter().filter_map(fault).collect()
        })
    }
}
