//! The registration as it is being filled in: a signal for each field, kept on
//! this device with every change.

use crate::signals::*;
use domain::field::Field;
use domain::profile::OrganisationKind;
use domain::registration::RegistrationEntry;

use super::draft::Draft;
use crate::components::{El, Form, TextField, focus_soon, opened_afresh};
use crate::router::query;
use crate::workspace::Workspace;

/// 填写中的注册 — Copy, like every signal.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub workspace: Workspace,
    pub form: Form,
    pub kind: RwSignal<Option<OrganisationKind>>,
    pub accepts_custody: RwSignal<bool>,
    texts: StoredValue<Vec<(Field, RwSignal<String>)>>,
    earlier: StoredValue<Draft>,
}

impl Sheet {
    /// The sheet over the draft on this device.
    pub fn open(workspace: Workspace) -> Self {
        let draft = Draft::open(workspace);
        let kind = RwSignal::new(draft.entry.kind);
        let accepts_custody = RwSignal::new(draft.entry.accepts_custody);
        let fields = [super::draft::UNIT, super::draft::OPERATOR].concat();
        let texts: Vec<_> = fields
            .into_iter()
            .filter_map(|field| {
                let text = super::draft::text(&draft.entry, field)?;
                Some((field, RwSignal::new(text.to_owned())))
            })
            .collect();
        let texts = StoredValue::new(texts);
        let form = Form::new(move || {
            entry(kind, accepts_custody, texts)
                .read()
                .err()
                .unwrap_or_default()
        });
        form.show_remarks(&draft.remarks);
        form.recall(&draft.refused);
        Self {
            workspace,
            form,
            kind,
            accepts_custody,
            texts,
            earlier: StoredValue::new(draft),
        }
    }

    /// What is written now; reactive.
    pub fn entry(self) -> RegistrationEntry {
        entry(self.kind, self.accepts_custody, self.texts)
    }

    /// The draft that is being gone on with.
    pub fn earlier(self) -> Draft {
        self.earlier.get_value()
    }

    /// Goes on with another draft of the same registration: what was changed elsewhere
    /// shows in the fields.
    pub fn goes_on_with(self, draft: Draft) {
        self.kind.set(draft.entry.kind);
        self.texts.with_value(|texts| {
            for (field, text) in texts {
                text.set(
                    super::draft::text(&draft.entry, *field)
                        .unwrap_or_default()
                        .to_owned(),
                );
            }
        });
        self.earlier.set_value(draft);
    }

    /// The text field of that name.
    pub fn field(self, field: Field) -> TextField {
        let found = self.texts.with_value(|texts| {
            texts
                .iter()
                .find(|(name, _)| *name == field)
                .map(|(_, text)| *text)
        });
        TextField::new(field, found.unwrap_or_default(), self.form)
    }

    /// Keeps every change on this device, and goes to the field at which a
    /// killed page was left, or to the one that is to be changed.
    pub fn keeping(self, page: El, fields: &[Field]) -> El {
        let left_at = self
            .earlier
            .with_value(|draft| draft.at)
            .filter(|_| opened_afresh());
        let asked = query("field")
            .and_then(|name| Field::ALL.into_iter().find(|field| field.name() == name));
        if let Some(field) = asked.or(left_at).filter(|field| fields.contains(field)) {
            focus_soon(field.name());
        }
        let mut kept = self.earlier();
        page.follow(move || {
            let mut draft = self.earlier();
            draft.entry = self.entry();
            draft.at = self.form.at().or(draft.at);
            let changed = |field: Field| {
                super::draft::text(&draft.entry, field)
                    != self
                        .earlier
                        .with_value(|old| super::draft::text(&old.entry, field).map(str::to_owned))
                        .as_deref()
            };
            draft.refused.retain(|fault| !changed(fault.field));
            if kept != draft {
                draft.keep(self.workspace);
                kept = draft;
            }
        })
    }
}

fn entry(
    kind: RwSignal<Option<OrganisationKind>>,
    accepts_custody: RwSignal<bool>,
    texts: StoredValue<Vec<(Field, RwSignal<String>)>>,
) -> RegistrationEntry {
    let mut entry = RegistrationEntry {
        kind: kind.get(),
        accepts_custody: accepts_custody.get(),
        ..RegistrationEntry::default()
    };
    texts.with_value(|texts| {
        for (field, text) in texts {
            let place = match field {
                Field::OrganisationName => &mut entry.organisation_name,
                Field::CreditCode => &mut entry.credit_code,
                Field::Address => &mut entry.address,
                Field::OperatorName => &mut entry.operator_name,
                Field::OperatorPhone => &mut entry.operator_phone,
                Field::SecurityEmail => &mut entry.security_email,
                Field::LoginName => &mut entry.login_name,
                _ => continue,
            };
            *place = text.get();
        }
    });
    entry
}
