//! What can go wrong in the store. None of it is the caller's doing.

use core::fmt;

use domain::record_id::RecordId;

/// 存储故障 — why the store could not do what it was asked.
#[derive(Debug)]
pub enum StoreError {
    /// SQLite refused or failed.
    Database(rusqlite::Error),
    /// PostgreSQL refused or failed.
    Postgres(String),
    /// `DATABASE_URL` names no database that this program can use.
    Address(String),
    /// A row holds what this program cannot read.
    Corrupt(String),
    /// The database was written by a newer program.
    NewerSchema {
        /// The schema found.
        found: u64,
        /// The newest schema that this program knows.
        known: u64,
    },
    /// A setting on which it rests that nothing is lost did not take.
    Pragma {
        /// Which.
        name: &'static str,
        /// What it is instead.
        found: String,
    },
    /// A value was to be taken that another record holds.
    ClaimHeld {
        /// Who holds it.
        holder: RecordId,
    },
    /// A record was to be written that the decision had not read.
    Unread(RecordId),
    /// The transaction was not committed; nothing of it happened.
    NotCommitted(String),
    /// Another server's transaction was in the way; nothing of this one happened.
    Conflict(String),
    /// The connection ended during the commit: all of it happened, or nothing.
    InDoubt(String),
    /// The database to move into is not empty: this table holds something.
    NotEmpty(&'static str),
    /// What was moved is not what was read: this table differs.
    Differs(&'static str),
    /// The database is PostgreSQL, which is copied by its own tools.
    Elsewhere,
    /// The work panicked; nothing of it happened.
    Panicked,
    /// The writer has been stopped.
    Stopped,
    /// The system gave no randomness.
    Randomness(String),
    /// A file could not be read or written.
    File(std::io::Error),
}

impl StoreError {
    /// A row that cannot be read, with what the reader said.
    pub(crate) fn corrupt(what: &str, reason: impl fmt::Debug) -> Self {
        Self::Corrupt(format!("{what}: {reason:?}"))
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database(error) => write!(f, "the database failed: {error}"),
            Self::Postgres(what) => write!(f, "PostgreSQL failed: {what}"),
            Self::Address(why) => write!(
                f,
                "DATABASE_URL 不是可用的 PostgreSQL 地址（{why}），应为 postgres://用户:密码@主机/库名。 \
                 DATABASE_URL is no address of a PostgreSQL database ({why}); \
                 it should read postgres://user:password@host/database."
            ),
            Self::Corrupt(what) => write!(f, "the database holds something unreadable: {what}"),
            Self::NewerSchema { found, known } => write!(
                f,
                "数据库由更新版本的程序写成（结构 {found}，本程序只到 {known}），请使用更新的程序启动。 \
                 The database was written by a newer program (schema {found}; this one knows up to {known}). \
                 Start the newer program instead."
            ),
            Self::Pragma { name, found } => {
                write!(f, "the database would not keep what is written: {name} is {found}")
            }
            Self::ClaimHeld { holder } => write!(f, "a value is already held by {holder}"),
            Self::Unread(id) => write!(f, "{id} would be written without having been read"),
            Self::NotCommitted(why) => write!(f, "nothing was committed: {why}"),
            Self::Conflict(why) => write!(f, "another transaction was in the way: {why}"),
            Self::InDoubt(why) => write!(f, "it is not known whether all was committed or nothing: {why}"),
            Self::NotEmpty(table) => write!(
                f,
                "目标数据库不是空的（{table} 中有数据），没有写入任何内容。 \
                 The database to move into is not empty ({table} holds something); nothing was written."
            ),
            Self::Differs(table) => write!(
                f,
                "迁移后的 {table} 与原数据不一致，没有写入任何内容。 \
                 What arrived in {table} is not what was sent; nothing was written."
            ),
            Self::Elsewhere => f.write_str(
                "数据在 PostgreSQL 中，请用 pg_dump 或 pg_basebackup 备份和恢复；恢复后运行 yangcai begin-epoch。 \
                 The data is in PostgreSQL: back it up and restore it by pg_dump or pg_basebackup, \
                 and run yangcai begin-epoch after a restore.",
            ),
            Self::Panicked => f.write_str("the work panicked and was undone"),
            Self::Stopped => f.write_str("the writer has been stopped"),
            Self::Randomness(why) => write!(f, "no randomness: {why}"),
            Self::File(error) => write!(f, "a file failed: {error}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        Self::File(error)
    }
}
