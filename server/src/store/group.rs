//! Several pieces of work in one transaction: at first without marks to go back
//! to; where one of them has to be undone, all of them again, each with its own.

use core::fmt;

use rusqlite::Connection;

use super::{Store, StoreError, Transaction};

/// 组 — a transaction that several pieces of work share.
pub(crate) struct Group<'c> {
    tx: Transaction<'c>,
    marks: Marks,
}

/// 保存点 — whether each piece of work can be undone by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marks {
    /// It cannot. A mark costs a push a tenth of the writer's time, for SQLite
    /// copies every page that is changed after it.
    None,
    /// It can.
    Each,
}

/// Why a group came to nothing.
pub(crate) enum Spoiled {
    /// Work wanted to be undone that could not be by itself.
    ByWork,
    /// The database failed; nothing happened.
    ByStore(StoreError),
}

impl From<StoreError> for Spoiled {
    fn from(error: StoreError) -> Self {
        Self::ByStore(error)
    }
}

impl fmt::Display for Spoiled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ByWork => f.write_str("work could not be undone by itself"),
            Self::ByStore(error) => error.fmt(f),
        }
    }
}

/// Runs a statement without values, prepared once.
pub(super) fn run(connection: &Connection, sql: &str) -> Result<(), StoreError> {
    connection.prepare_cached(sql)?.execute([])?;
    Ok(())
}

impl Store {
    /// Does `work` in one transaction and commits it, or nothing of it.
    pub(crate) fn group<R>(
        &self,
        marks: Marks,
        work: impl FnOnce(&Group<'_>) -> Result<R, Spoiled>,
    ) -> Result<R, Spoiled> {
        let connection = self.connection();
        run(connection, "BEGIN IMMEDIATE")?;
        let group = Group {
            tx: Transaction::new(connection, self.durability()),
            marks,
        };
        let result = work(&group).and_then(|result| {
            // Whose rows cannot be written is seen where each has a mark.
            group.tx.settle().map_err(|error| match marks {
                Marks::None => Spoiled::ByWork,
                Marks::Each => error.into(),
            })?;
            run(connection, "COMMIT")?;
            Ok(result)
        });
        if result.is_err() && !connection.is_autocommit() {
            run(connection, "ROLLBACK")?;
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

impl Group<'_> {
    /// The spaces that have news so far.
    pub(crate) fn touched(&self) -> std::collections::BTreeSet<domain::space::Space> {
        self.tx.touched()
    }

    /// Does `work`, and undoes what it wrote where it returns false. Work that has
    /// a mark [settles](Transaction::settle) what it leaves behind.
    ///
    /// # Errors
    /// The whole transaction is lost: work without a mark has to be undone; a
    /// database that runs out of room gives up more than the piece that was too
    /// much.
    pub(crate) fn within(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> bool,
    ) -> Result<(), Spoiled> {
        let (tx, connection) = (&self.tx, self.tx.connection());
        let (touched, written) = (self.marked(|| tx.touched()), tx.written());
        if self.marks == Marks::Each {
            run(connection, "SAVEPOINT job")?;
        }
        let keep = work(tx);
        if connection.is_autocommit() {
            let reason = "the database gave up the transaction".into();
            return Err(StoreError::NotCommitted(reason).into());
        }
        let Some(touched) = touched else {
            let clean = keep || tx.written() == written;
            return if clean { Ok(()) } else { Err(Spoiled::ByWork) };
        };
        if !keep {
            tx.retouch(touched);
            run(connection, "ROLLBACK TO job")?;
        }
        Ok(run(connection, "RELEASE job")?)
    }

    fn marked<R>(&self, value: impl FnOnce() -> R) -> Option<R> {
        (self.marks == Marks::Each).then(value)
    }
}
