//! Transactions of a session. Every one that writes is SERIALIZABLE: what it read
//! is still so when it commits, or it is done again.
//!
//! Those that write share a lock which one of them can have alone. After a conflict
//! the next ones take it alone: nobody is then in their way, and whoever is done
//! again is done for good.

use futures_util::future::join;

use super::sql::{
    BESIDE_OTHERS, BY_ITSELF, EXCLUSIVE, FORGETFUL, ROLLBACK, SHARED, SNAPSHOT, UNLOCK,
};
use super::{Session, fault};
use crate::store::{Access, StoreError};

/// After a conflict so many transactions are done alone. Where many servers write
/// to the same spaces, taking turns costs less than colliding.
const ALONE: u32 = 32;

impl Session {
    /// Begins a transaction.
    pub(crate) fn begin(&self, access: Access) -> Result<(), StoreError> {
        self.revive()?;
        let begun = self.open_transaction(access);
        if begun.is_err() {
            self.roll_back();
        }
        begun
    }

    fn open_transaction(&self, access: Access) -> Result<(), StoreError> {
        match access {
            // The lock comes first: the snapshot is taken by what is asked next.
            Access::Write if self.alone.get() == 0 => {
                self.locked.set(true);
                self.control(SHARED)?;
                self.control(BESIDE_OTHERS)?;
                self.settle()
            }
            Access::Write | Access::WriteAlone => {
                self.alone.set(self.alone.get().saturating_sub(1));
                self.locked.set(true);
                self.control(EXCLUSIVE)?;
                self.control(BY_ITSELF)?;
                self.settle()
            }
            // Sent with the first question.
            Access::Read => self.control(SNAPSHOT),
            Access::Forget => self.control(FORGETFUL),
        }
    }

    /// Makes what was done last.
    ///
    /// # Errors
    /// [`StoreError::NotCommitted`]; [`StoreError::Conflict`]; [`StoreError::InDoubt`]
    /// where the connection ended before the server's word came.
    pub(crate) fn commit(&self) -> Result<(), StoreError> {
        // A transaction in which something failed is rolled back by COMMIT, in silence.
        self.settle()?;
        let client = self.client();
        let both = join(client.batch_execute("COMMIT"), client.batch_execute(UNLOCK));
        self.locked.set(false);
        let outcome = self.pending.wait(async {
            let (committed, _) = both.await;
            Ok(committed)
        })?;
        outcome.map_err(|error| {
            let conflict = fault::is_conflict(&error);
            let answered = error.as_db_error().is_some();
            let reason = StoreError::from(error).to_string();
            if conflict {
                self.alone.set(ALONE);
                StoreError::Conflict(reason)
            } else if answered {
                StoreError::NotCommitted(reason)
            } else {
                StoreError::InDoubt(reason)
            }
        })
    }

    /// Undoes everything. It is not waited for: what comes next comes after it.
    pub(crate) fn roll_back(&self) {
        if self.is_in_conflict() {
            self.alone.set(ALONE);
        }
        self.pending.forget();
        // What cannot be sent needs not be: it ended with the connection.
        let _ = self.control(ROLLBACK);
        if self.locked.replace(false) {
            let _ = self.control(UNLOCK);
        }
    }

    /// A statement that steers the transaction.
    pub(crate) fn control(&self, sql: &'static str) -> Result<(), StoreError> {
        if sql.starts_with("ROLLBACK TO") {
            self.pending.unstick();
        }
        let client = self.client();
        self.pending
            .send(async move { client.batch_execute(sql).await });
        Ok(())
    }

    /// Whether nothing of the transaction can be saved any more.
    pub(crate) fn is_lost(&self) -> bool {
        self.is_in_conflict() || self.client().is_closed()
    }

    /// Whether another transaction was in the way of this one.
    pub(crate) fn is_in_conflict(&self) -> bool {
        self.pending.is_in_conflict()
    }

    /// Whether a statement has failed.
    pub(crate) fn is_stuck(&self) -> bool {
        self.pending.is_stuck()
    }
}
