//! What a reviewer writes of an application, kept while it is being written.

use domain::map::SortedMap;

use domain::field::Field;
use domain::from_json_struct;
use domain::record_id::RecordId;
use domain::review::{Remark, ReviewAct};
use serde::Serialize;

/// 审核草稿 — remarks at fields, one on the whole, and a reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ReviewDraft {
    /// What is written at which field; an open field may be empty.
    pub at: SortedMap<Field, String>,
    /// What is written on the whole.
    pub whole: String,
    /// Why it is rejected.
    pub reason: String,
}

from_json_struct!(ReviewDraft { at, whole, reason });

impl ReviewDraft {
    /// The name under which it is kept.
    #[must_use]
    pub fn name(record: RecordId) -> String {
        ["review:", &record.to_string()].concat()
    }

    /// What `act` said, to be written again.
    #[must_use]
    pub fn of(act: &ReviewAct) -> Self {
        let mut draft = Self::default();
        for Remark { field, text } in act.remarks() {
            match field {
                Some(field) => drop(draft.at.insert(*field, text.clone())),
                None => draft.whole.clone_from(text),
            }
        }
        if let ReviewAct::Reject { reason } = act {
            draft.reason.clone_from(reason);
        }
        draft
    }

    /// Reads what was kept.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        domain::json::read(text)
    }

    /// What to keep: nothing where nothing was written.
    #[must_use]
    pub fn text(&self) -> String {
        if *self == Self::default() {
            return String::new();
        }
        domain::json::write(self)
    }

    /// The remarks of a return: at fields in the form's order, then the whole.
    #[must_use]
    pub fn remarks(&self) -> Vec<Remark> {
        let at = self.at.iter().map(|(field, text)| (Some(*field), text));
        at.chain([(None, &self.whole)])
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(field, text)| Remark {
                field,
                text: text.trim().to_owned(),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_written_becomes_a_remark() {
        let mut draft = ReviewDraft {
            whole: " 请核对 ".into(),
            ..Default::default()
        };
        draft.at.insert(Field::Price, "偏高".into());
        draft.at.insert(Field::ProductName, "  ".into());
        let remarks = draft.remarks();
        assert_eq!(remarks.len(), 2);
        assert_eq!(
            (remarks[0].field, remarks[1].text.as_str()),
            (Some(Field::Price), "请核对")
        );
    }

    #[test]
    fn remarks_are_kept_and_read_as_they_were() {
        let mut draft = ReviewDraft {
            reason: "不在目录".into(),
            ..Default::default()
        };
        draft.at.insert(Field::Price, "偏高".into());
        assert_eq!(ReviewDraft::read(&draft.text()), Some(draft));
        assert_eq!(ReviewDraft::default().text(), "");
    }

    #[test]
    fn a_return_can_be_written_again_from_what_it_said() {
        let remarks = vec![
            Remark {
                field: Some(Field::Price),
                text: "偏高".into(),
            },
            Remark {
                field: None,
                text: "请补正".into(),
            },
        ];
        let act = ReviewAct::Return {
            remarks: remarks.clone(),
        };
        assert_eq!(ReviewDraft::of(&act).remarks(), remarks);
    }
}
