//! The draft: all steps of one registration as they were typed, and where the
//! person was.

use domain::fault::FieldFault;
use domain::field::Field;
use domain::from_json_struct;
use domain::merge::{Base, Merge, merge};
use domain::record::Record;
use domain::record_id::RecordId;
use domain::registration::RegistrationEntry;
use domain::review::Remark;
use serde::Serialize;

use crate::replica::Seen;
use crate::workspace::Workspace;

/// The draft's name.
pub const DRAFT: &str = "registration";

/// The unit's step.
pub(super) const UNIT: &[Field] = &[
    Field::OrganisationKind,
    Field::OrganisationName,
    Field::CreditCode,
    Field::Address,
];
/// The operator's step.
pub(super) const OPERATOR: &[Field] = &[
    Field::OperatorName,
    Field::OperatorPhone,
    Field::SecurityEmail,
    Field::LoginName,
];

/// 注册草稿 — what is kept of a registration while it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Draft {
    /// As typed.
    pub entry: RegistrationEntry,
    /// The application that is corrected; none for a new one.
    pub again: Option<RecordId>,
    /// The version of that application which the person has seen.
    pub version: Option<u64>,
    /// What it said there.
    pub base: Option<RegistrationEntry>,
    /// What the platform refused of it.
    pub refused: Vec<FieldFault>,
    /// What the reviewer remarked.
    pub remarks: Vec<Remark>,
    /// The field in which the person was.
    pub at: Option<Field>,
}

/// 步骤状态 — how far a step has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// 未开始
    Untouched,
    /// 进行中
    Begun,
    /// 已完成
    Done,
}

from_json_struct!(Draft {
    entry,
    again,
    version,
    base,
    refused,
    remarks,
    at
});

impl Draft {
    /// The draft on this device that this tab writes, or an empty one.
    pub fn of(workspace: Workspace) -> Self {
        Self::read(workspace.own_draft(DRAFT))
    }

    /// The same for a page that may change it: from now on it is not written over what
    /// another tab writes, but kept beside that.
    pub fn open(workspace: Workspace) -> Self {
        Self::read(workspace.open_own_draft(DRAFT))
    }

    fn read(text: Option<String>) -> Self {
        text.and_then(|text| domain::json::read(&text))
            .unwrap_or_default()
    }

    /// Keeps it on this device.
    pub fn keep(&self, workspace: Workspace) {
        workspace.keep_draft(DRAFT, domain::json::write(self));
    }

    /// What the command says that it was based on.
    pub fn seen(&self) -> Option<Seen> {
        let (version, base) = (self.version?, self.base.clone()?);
        let base = Base::Registration(base);
        Some(Seen { version, base })
    }

    /// The same draft on the application as it is now, with what was changed elsewhere in
    /// other fields. Where both changed a field, mine stays: the person has both before them.
    pub fn on(self, theirs: &RegistrationEntry, version: u64) -> Self {
        let base = self.base.as_ref().unwrap_or(theirs);
        let entry = match merge(base, theirs, &self.entry) {
            Merge::Merged(entry) | Merge::Conflict { mine: entry, .. } => entry,
        };
        Self {
            entry,
            version: Some(version),
            base: Some(theirs.clone()),
            ..self
        }
    }

    /// How far the step of these fields has come.
    pub fn progress(&self, fields: &[Field]) -> Progress {
        let entry = &self.entry;
        let typed = fields.iter().any(|field| match field {
            Field::OrganisationKind => entry.kind.is_some(),
            other => text(entry, *other).is_some_and(|text| !text.is_empty()),
        });
        let faults = entry.read().err().unwrap_or_default();
        let wrong = faults
            .iter()
            .chain(&self.refused)
            .any(|fault| fields.contains(&fault.field));
        match (typed, wrong) {
            (_, false) => Progress::Done,
            (true, true) => Progress::Begun,
            (false, true) => Progress::Untouched,
        }
    }
}

/// What an application says now, and its version.
pub(super) fn now(workspace: Workspace, id: RecordId) -> Option<(RegistrationEntry, u64)> {
    let rows = workspace.rows().get_untracked();
    let versioned = &rows.get(&id)?.versioned;
    match &versioned.record {
        Record::Registration(found) => Some((found.entry.clone(), versioned.version)),
        _ => None,
    }
}

/// What is typed at a field of the registration.
pub(super) fn text(entry: &RegistrationEntry, field: Field) -> Option<&str> {
    Some(match field {
        Field::OrganisationName => &entry.organisation_name,
        Field::CreditCode => &entry.credit_code,
        Field::Address => &entry.address,
        Field::OperatorName => &entry.operator_name,
        Field::OperatorPhone => &entry.operator_phone,
        Field::SecurityEmail => &entry.security_email,
        Field::LoginName => &entry.login_name,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_untouched_then_begun_then_done() {
        let mut draft = Draft::default();
        assert_eq!(draft.progress(OPERATOR), Progress::Untouched);
        draft.entry.operator_name = "张三".into();
        assert_eq!(draft.progress(OPERATOR), Progress::Begun);
        draft.entry.operator_phone = "13800138000".into();
        draft.entry.security_email = "zhangsan@example.com".into();
        draft.entry.login_name = "zhangsan".into();
        assert_eq!(draft.progress(OPERATOR), Progress::Done);
        assert_eq!(draft.progress(UNIT), Progress::Untouched);
    }

    #[test]
    fn a_draft_brought_to_the_application_as_it_is_keeps_what_both_wrote() {
        let with = |address: &str, name: &str| RegistrationEntry {
            address: address.into(),
            operator_name: name.into(),
            ..RegistrationEntry::default()
        };
        let draft = Draft {
            entry: with("长沙", "张三"),
            version: Some(2),
            base: Some(with("", "张三")),
            ..Draft::default()
        };
        let draft = draft.on(&with("株洲", "李四"), 3);
        assert_eq!(draft.entry, with("长沙", "李四"));
        assert_eq!(
            (draft.version, draft.base),
            (Some(3), Some(with("株洲", "李四")))
        );
    }

    #[test]
    fn what_was_refused_opens_its_step_again() {
        let fault = FieldFault {
            field: Field::LoginName,
            fault: domain::fault::Fault::Taken,
        };
        let entry = RegistrationEntry {
            operator_name: "张三".into(),
            operator_phone: "13800138000".into(),
            security_email: "zhangsan@example.com".into(),
            login_name: "zhangsan".into(),
            ..RegistrationEntry::default()
        };
        let draft = Draft {
            entry,
            refused: vec![fault],
            ..Draft::default()
        };
        assert_eq!(draft.progress(OPERATOR), Progress::Begun);
    }
}
