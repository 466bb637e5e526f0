//! SQL that only PostgreSQL is given.

/// The lock of those that write; any number that no other program uses.
macro_rules! lock {
    ($how:literal) => {
        concat!("SELECT ", $how, "(8120250711)")
    };
}

/// Made before any migration: it says which have run.
pub(crate) const CREATE_META: &str = "CREATE TABLE IF NOT EXISTS meta \
               (key TEXT COLLATE \"C\" NOT NULL PRIMARY KEY, value TEXT NOT NULL)";
/// What a session is told first. Somebody who falls silent in the middle of a
/// transaction lets go of what it holds.
pub(crate) const SETTINGS: &str = "SET synchronous_commit = on; SET idle_in_transaction_session_timeout = '30s'; \
            SET client_min_messages = warning; SET application_name = 'yangcai'";
/// Beside others that write.
pub(crate) const SHARED: &str = lock!("pg_advisory_lock_shared");
/// While nobody else writes.
pub(crate) const EXCLUSIVE: &str = lock!("pg_advisory_lock");
/// Lets go of either.
pub(crate) const UNLOCK: &str = "SELECT pg_advisory_unlock_all()";
/// Two transactions that wait for each other's rows are parted before PostgreSQL
/// notices, which takes it a second.
pub(crate) const BESIDE_OTHERS: &str =
    "BEGIN ISOLATION LEVEL SERIALIZABLE; SET LOCAL lock_timeout = '50ms'";
/// For who has the lock alone.
pub(crate) const BY_ITSELF: &str = "BEGIN ISOLATION LEVEL SERIALIZABLE";
/// To read.
pub(crate) const SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// To read, and to write what is forgotten.
pub(crate) const FORGETFUL: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ";
/// Nothing of it.
pub(crate) const ROLLBACK: &str = "ROLLBACK";
/// A space's row, which this transaction will move on.
pub(crate) const LOCK_SPACE: &str =
    "SELECT seq, trimmed_through, trims, head, log_length FROM spaces WHERE space = $1 FOR UPDATE";
/// To hear what other servers say; by this name the connection is known.
pub(crate) const LISTEN: &str = "SET application_name = 'yangcai watch'; LISTEN yangcai_news";
/// To say something to them.
pub(crate) const NOTIFY: &str = "SELECT pg_notify('yangcai_news', $1)";
/// Where every space stands.
pub(crate) const POSITIONS: &str = "SELECT space, seq FROM spaces";
/// To leave nothing of earlier versions of rows in the tables that hold people's data.
pub(crate) const REWRITE: &[&str] = &[
    "VACUUM FULL person_keys",
    "VACUUM FULL accounts",
    "VACUUM FULL claims",
    "VACUUM FULL sign_in_failures",
    "VACUUM FULL records",
];
