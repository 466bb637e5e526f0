//! Several pieces of work in one transaction, each undone by itself if it fails.

use rusqlite::Connection;

use super::{Store, StoreError, Transaction};

/// 保存点 — marks to go back to within a transaction.
pub(crate) struct Savepoint<'c> {
    connection: &'c Connection,
}

impl Store {
    /// Does `work` in one transaction and commits it, or nothing of it.
    pub(crate) fn group<R>(
        &self,
        work: impl FnOnce(&Transaction<'_>, &Savepoint<'_>) -> Result<R, StoreError>,
    ) -> Result<R, StoreError> {
        let connection = self.connection();
        connection.execute_batch("BEGIN IMMEDIATE")?;
        let tx = Transaction::new(connection, self.durability());
        let result = work(&tx, &Savepoint { connection }).and_then(|result| {
            connection
                .execute_batch("COMMIT")
                .map(|()| result)
                .map_err(Into::into)
        });
        if result.is_err() && !connection.is_autocommit() {
            connection.execute_batch("ROLLBACK")?;
        }
        result
    }

    /// Moves what was committed from the write-ahead log into the database.
    pub(crate) fn checkpoint(&self) -> Result<(), StoreError> {
        Ok(self
            .connection()
            .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?)
    }
}

impl Savepoint<'_> {
    /// Does `work`, and undoes what it wrote where it returns false.
    ///
    /// # Errors
    /// The whole transaction is lost: a database that runs out of room gives up
    /// more than the piece that was too much.
    pub(crate) fn within(
        &self,
        tx: &Transaction<'_>,
        work: impl FnOnce() -> bool,
    ) -> Result<(), StoreError> {
        let touched = tx.touched();
        self.connection.execute_batch("SAVEPOINT job")?;
        let keep = work();
        if self.connection.is_autocommit() {
            return Err(StoreError::NotCommitted(
                "the database gave up the transaction".into(),
            ));
        }
        if !keep {
            tx.retouch(touched);
            self.connection.execute_batch("ROLLBACK TO job")?;
        }
        Ok(self.connection.execute_batch("RELEASE job")?)
    }
}
