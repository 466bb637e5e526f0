//! 存储: the one place that knows SQL. SQLite by default, PostgreSQL where several
//! servers share one database; the statements are the same.
//!
//! Work is done through a [`Transaction`], which [`Store::write`],
//! [`Store::read`], the [`Writer`](crate::writer::Writer) and the [`Reader`]
//! hand out. Nothing here needs a runtime; only the last two do.

pub(crate) mod accounts;
mod backup;
mod boundary;
pub(crate) mod carried;
pub(crate) mod claims;
pub(crate) mod clients;
pub(crate) mod drafts;
mod error;
pub(crate) mod feeds;
pub(crate) mod files;
mod group;
mod link;
pub(crate) mod log;
pub(crate) mod meta;
mod migrate;
mod moving;
pub(crate) mod number;
mod open;
pub(crate) mod people;
mod postgres;
mod reader;
pub(crate) mod receipts;
pub(crate) mod records;
mod row;
pub(crate) mod sessions;
pub(crate) mod spaces;
pub(crate) mod statements;
pub(crate) mod throttle;
mod transaction;
pub(crate) mod value;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

pub use accounts::PersonsAccount;
use boundary::{Access, Open};
pub use clients::{ClientRow, Covered};
pub use drafts::DraftRow;
pub use error::StoreError;
pub use feeds::FeedRow;
pub use files::{StoredFile, Upload};
pub(crate) use group::{Marks, Spoiled};
pub(crate) use link::Link;
pub use log::{BrokenChain, LogRow};
pub use migrate::SCHEMA_VERSION;
pub use moving::{Moved, TableDigest};
use postgres::{News, Session, Watch};
pub use reader::Reader;
pub use receipts::StoredReceipt;
pub use records::{RecordRow, StoredBody};
pub(crate) use row::Row;
pub use spaces::{Head, SpaceRow};
pub use transaction::{Durability, Transaction};
pub(crate) use value::{Kept, Value};

/// 存储 — one connection to the database. There is one that writes; it belongs
/// to the [`Writer`](crate::writer::Writer) once that has been started.
pub struct Store {
    database: Database,
    durability: Durability,
}

/// 数据库 — which it is.
enum Database {
    /// SQLite, in a file or in memory.
    Sqlite {
        connection: Connection,
        path: Option<PathBuf>,
    },
    /// PostgreSQL.
    Postgres(Session),
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
        let path = Some(path.to_owned());
        Self::of(Database::Sqlite { connection, path })
    }

    /// A database that is gone with the store. It has one connection, so there
    /// is no [`Reader`] of it.
    ///
    /// # Errors
    /// The database cannot be made.
    pub fn open_in_memory() -> Result<Self, StoreError> {
        let connection = open::in_memory()?;
        let path = None;
        Self::of(Database::Sqlite { connection, path })
    }

    /// Opens a PostgreSQL database, `postgres://user:password@host/database`,
    /// bringing it up to date. Any number of servers may have it open.
    ///
    /// # Errors
    /// It is no such address; the server cannot be reached or refuses; the database
    /// was written by a newer program, or would not keep what is written.
    pub fn connect(address: &str) -> Result<Self, StoreError> {
        let session = Session::open(&address.parse()?)?;
        session.warn()?;
        Self::of(Database::Postgres(session))
    }

    fn of(database: Database) -> Result<Self, StoreError> {
        let durability = Durability::default();
        let store = Self {
            database,
            durability,
        };
        migrate::migrate(store.link())?;
        Ok(store)
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

    /// Where the database lies; none where it is in memory or elsewhere.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match &self.database {
            Database::Sqlite { path, .. } => path.as_deref(),
            Database::Postgres(_) => None,
        }
    }

    /// Does `work` in one transaction, which is committed where it succeeds. An
    /// error or a panic leaves nothing of it. Other servers wait meanwhile.
    ///
    /// # Errors
    /// Those of `work`; the store failed.
    pub fn write<R, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<R, E>,
    ) -> Result<R, E> {
        // Dropped without a commit, it rolls back.
        let open = Open::begin(self.link(), Access::WriteAlone)?;
        let tx = Transaction::new(self.link(), self.durability);
        let result = work(&tx)?;
        tx.settle()?;
        tx.call()?;
        open.commit()?;
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
        read(self.link(), Access::Forget, self.durability, work)
    }

    /// Begins a new life after a restore; its name.
    ///
    /// # Errors
    /// The store failed.
    pub fn begin_new_epoch(&mut self) -> Result<String, StoreError> {
        self.write(|tx| tx.begin_new_epoch())
    }

    /// Announces to `news` what other servers of the same database write, until the
    /// watch is dropped; none where the database has but one server.
    ///
    /// # Errors
    /// The system gave no thread.
    pub(crate) fn watch(&self, news: &News) -> Result<Option<Watch>, StoreError> {
        match &self.database {
            Database::Sqlite { .. } => Ok(None),
            Database::Postgres(session) => session.watch(news).map(Some),
        }
    }

    /// Moves what was committed from SQLite's write-ahead log into its database.
    pub(crate) fn checkpoint(&self) -> Result<(), StoreError> {
        match &self.database {
            Database::Sqlite { connection, .. } => {
                Ok(connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?)
            }
            Database::Postgres(_) => Ok(()),
        }
    }

    /// Leaves nothing behind of what was written over or deleted: a database keeps the old
    /// bytes where they lay until it needs the place.
    ///
    /// # Errors
    /// Somebody else kept the database busy; it can be tried again.
    pub fn scrub(&self) -> Result<(), StoreError> {
        match &self.database {
            Database::Sqlite { .. } => {
                self.link().batch("VACUUM")?;
                self.checkpoint()
            }
            Database::Postgres(_) => postgres::sql::REWRITE
                .iter()
                .try_for_each(|statement| self.link().batch(statement)),
        }
    }

    /// The connection, for transactions.
    pub(crate) fn link(&self) -> Link<'_> {
        match &self.database {
            Database::Sqlite { connection, .. } => Link::Sqlite(connection),
            Database::Postgres(session) => Link::Postgres(session),
        }
    }
}

/// Does `work` on one snapshot of `link`.
fn read<R, E: From<StoreError>>(
    link: Link<'_>,
    access: Access,
    durability: Durability,
    work: impl FnOnce(&Transaction<'_>) -> Result<R, E>,
) -> Result<R, E> {
    let _forgotten = Open::begin(link, access)?;
    let result = work(&Transaction::new(link, durability))?;
    link.settle()?;
    Ok(result)
}
