//! 存储: the one place that knows SQL. SQLite now; the statements are those of
//! PostgreSQL too, so that a second database can be put beside this one.
//!
//! Work is done through a [`Transaction`], which [`Store::write`],
//! [`Store::read`], the [`Writer`](crate::writer::Writer) and the [`Reader`]
//! hand out. Nothing here needs a runtime; only the last two do.

pub(crate) mod accounts;
mod backup;
pub(crate) mod carried;
pub(crate) mod claims;
pub(crate) mod clients;
mod error;
pub(crate) mod feeds;
mod group;
pub(crate) mod log;
pub(crate) mod meta;
mod migrate;
pub(crate) mod number;
mod open;
mod reader;
pub(crate) mod receipts;
pub(crate) mod records;
pub(crate) mod sessions;
pub(crate) mod spaces;
pub(crate) mod statements;
pub(crate) mod throttle;
mod transaction;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

pub use clients::{ClientRow, Covered};
pub use error::StoreError;
pub use feeds::FeedRow;
pub(crate) use group::{Marks, Spoiled};
pub use log::BrokenChain;
pub use migrate::SCHEMA_VERSION;
pub use reader::Reader;
pub use receipts::StoredReceipt;
pub use records::StoredBody;
pub use spaces::{Head, SpaceRow};
pub use transaction::{Durability, Transaction};

/// 存储 — one connection to the database. There is one that writes; it belongs
/// to the [`Writer`](crate::writer::Writer) once that has been started.
pub struct Store {
    connection: Connection,
    path: Option<PathBuf>,
    durability: Durability,
}

impl Store {
    /// Opens the database at `path`, making it or bringing it up to date.
    ///
    /// # Errors
    /// The file cannot be used, was written by a newer program, or would not be
    /// durable.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        let connection = open::writable(path)?;
        migrate::migrate(&connection)?;
        Ok(Self {
            connection,
            path: Some(path.to_owned()),
            durability: Durability::default(),
        })
    }

    /// A database that is gone with the store. It has one connection, so there
    /// is no [`Reader`] of it.
    ///
    /// # Errors
    /// The database cannot be made.
    pub fn open_in_memory() -> Result<Self, StoreError> {
        let connection = open::in_memory()?;
        migrate::migrate(&connection)?;
        Ok(Self {
            connection,
            path: None,
            durability: Durability::default(),
        })
    }

    /// The same store, promising durability as `durability` says.
    #[must_use]
    pub fn with_durability(self, durability: Durability) -> Self {
        Self { durability, ..self }
    }

    /// What the store promises as durable.
    #[must_use]
    pub fn durability(&self) -> Durability {
        self.durability
    }

    /// Where the database lies; none where it is in memory.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Does `work` in one transaction, which is committed where it succeeds. An
    /// error or a panic leaves nothing of it.
    ///
    /// # Errors
    /// Those of `work`; the store failed.
    pub fn write<R, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<R, E>,
    ) -> Result<R, E> {
        let database = |error| E::from(StoreError::Database(error));
        let durability = self.durability;
        // Dropped without a commit, it rolls back.
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(database)?;
        let tx = Transaction::new(&transaction, durability);
        let result = work(&tx)?;
        tx.settle().map_err(E::from)?;
        transaction
            .commit()
            .map_err(|error| E::from(StoreError::NotCommitted(error.to_string())))?;
        Ok(result)
    }

    /// Does `work` on one snapshot. What it writes is forgotten.
    ///
    /// # Errors
    /// Those of `work`; the store failed.
    pub fn read<R, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<R, E>,
    ) -> Result<R, E> {
        read(&self.connection, self.durability, work)
    }

    /// Begins a new life after a restore; its name.
    ///
    /// # Errors
    /// The store failed.
    pub fn begin_new_epoch(&mut self) -> Result<String, StoreError> {
        self.write(|tx| tx.begin_new_epoch())
    }

    /// The connection, for the writer's groups.
    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }
}

/// Does `work` on one snapshot of `connection`.
fn read<R, E: From<StoreError>>(
    connection: &Connection,
    durability: Durability,
    work: impl FnOnce(&Transaction<'_>) -> Result<R, E>,
) -> Result<R, E> {
    let _forgotten = Snapshot::of(connection)?;
    work(&Transaction::new(connection, durability))
}

/// 快照 — a transaction that is rolled back when this is dropped.
struct Snapshot<'c>(&'c Connection);

impl<'c> Snapshot<'c> {
    fn of(connection: &'c Connection) -> Result<Self, StoreError> {
        group::run(connection, "BEGIN")?;
        Ok(Self(connection))
    }
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        // Where the database has given it up by itself there is nothing to do.
        let _ = group::run(self.0, "ROLLBACK");
    }
}
