//! Opening a database: the settings on which durability rests, each read back.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::StoreError;

/// How long a connection waits for another's lock, in milliseconds.
const BUSY_MS: u32 = 5_000;

/// The statements that a connection keeps prepared.
const PREPARED: usize = 64;

/// How much of the database the writer keeps in memory, in KiB (SQLite counts
/// those as negative). A group that changes more than fits is written to the log
/// in parts, the same pages again and again: with SQLite's own 2 MiB a push cost
/// four times as many writes. With more than this the commits take longer, for
/// SQLite looks through the whole cache after each.
const CACHE_KIB: i64 = -24 * 1024;

/// After so many pages of the write-ahead log they are copied into the database
/// (16 MiB). A page that changes often is copied once for all its changes.
const CHECKPOINT_PAGES: i64 = 4_000;

/// A connection to the file at `path` that may write.
pub(super) fn writable(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    settle(&connection, "wal")?;
    hasten(&connection)?;
    Ok(connection)
}

/// A connection to the file at `path` that refuses to write.
pub(super) fn readable(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    settle(&connection, "wal")?;
    connection.pragma_update(None, "query_only", true)?;
    require(&connection, "query_only", "1")?;
    Ok(connection)
}

/// A database that lives as long as its connection.
pub(super) fn in_memory() -> Result<Connection, StoreError> {
    let connection = Connection::open_in_memory()?;
    settle(&connection, "memory")?;
    Ok(connection)
}

/// Settings of the one connection that writes, on which only its speed rests.
fn hasten(connection: &Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "cache_size", CACHE_KIB)?;
    // The pages that a savepoint would restore are kept in memory, not in a file.
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    Ok(())
}

fn settle(connection: &Connection, journal: &str) -> Result<(), StoreError> {
    connection.set_prepared_statement_cache_capacity(PREPARED);
    // A plan does not depend on the values of the moment. Otherwise SQLite makes the
    // plans of joins and ranges anew each time they are used.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "busy_timeout", BUSY_MS)?;
    require(connection, "journal_mode", journal)?;
    // 2 is FULL: the log is on the disk before a commit returns.
    require(connection, "synchronous", "2")?;
    require(connection, "foreign_keys", "1")?;
    require(connection, "busy_timeout", &BUSY_MS.to_string())
}

/// SQLite ignores settings that it does not know or cannot make: ask it.
fn require(connection: &Connection, name: &'static str, expected: &str) -> Result<(), StoreError> {
    let found = connection.pragma_query_value(None, name, |row| {
        Ok(match row.get_ref(0)? {
            rusqlite::types::ValueRef::Integer(number) => number.to_string(),
            other => other.as_str().map(str::to_owned).unwrap_or_default(),
        })
    })?;
    if found == expected {
        Ok(())
    } else {
        Err(StoreError::Pragma { name, found })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_is_opened_with_every_setting() {
        let connection = in_memory().unwrap();
        for (name, expected) in [
            ("synchronous", "2"),
            ("foreign_keys", "1"),
            ("busy_timeout", "5000"),
        ] {
            require(&connection, name, expected).unwrap();
        }
    }

    #[test]
    fn a_setting_that_did_not_take_keeps_the_store_from_opening() {
        let connection = in_memory().unwrap();
        connection
            .pragma_update(None, "synchronous", "off")
            .unwrap();
        let refused = require(&connection, "synchronous", "2");
        assert!(
            matches!(refused, Err(StoreError::Pragma { name: "synchronous", found }) if found == "0")
        );
    }
}
