//! 草稿: what people are writing. The bodies are encrypted by whoever hands them in.

pub(super) mod sql;

use domain::timestamp::Timestamp;

use super::value::values;
use super::{StoreError, Transaction};

/// 草稿行 — one draft as it lies in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// When this draft was begun: what was under its name before is another one.
    pub begun: Timestamp,
    /// When it became what it is.
    pub changed: Timestamp,
    /// What it says, encrypted; empty where it is not there any more.
    pub body: String,
}

impl Transaction<'_> {
    /// Every draft of an account, with its name.
    ///
    /// # Errors
    /// The store failed.
    pub fn drafts_of(&self, account: &str) -> Result<Vec<(String, DraftRow)>, StoreError> {
        self.link().all(sql::ALL_OF, values![account], |row| {
            let draft = DraftRow {
                begun: Timestamp::from_millis(row.get(1)?),
                changed: Timestamp::from_millis(row.get(2)?),
                body: row.get(3)?,
            };
            Ok((row.get(0)?, draft))
        })
    }

    /// Writes an account's draft of that name.
    ///
    /// # Errors
    /// The store failed.
    pub fn put_draft(&self, account: &str, name: &str, draft: &DraftRow) -> Result<(), StoreError> {
        let (begun, changed) = (draft.begun.as_millis(), draft.changed.as_millis());
        let values = values![account, name, begun, changed, &draft.body];
        self.link().tell(sql::PUT, values)
    }

    /// Removes every draft of an account.
    ///
    /// # Errors
    /// The store failed.
    pub fn erase_drafts(&self, account: &str) -> Result<(), StoreError> {
        self.link().tell(sql::ERASE, values![account])
    }

    /// Removes the drafts that nobody has changed since `then`; how many there were.
    ///
    /// # Errors
    /// The store failed.
    pub fn remove_drafts_untouched_since(&self, then: Timestamp) -> Result<u64, StoreError> {
        self.link()
            .execute(sql::UNTOUCHED, values![then.as_millis()])
    }

    /// Every draft of everybody: its account, its name, what it says, encrypted.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn every_draft(&self) -> Result<Vec<(String, String, String)>, StoreError> {
        self.link().all(sql::EVERY, &[], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
    }
}
