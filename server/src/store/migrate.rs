//! The schema's versions: each migration runs once, all or nothing.

use rusqlite::Connection;

use super::{StoreError, meta, number};

/// The migrations in their order; a migration is never changed once released.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_sync.sql"),
    include_str!("../../migrations/0002_accounts.sql"),
    include_str!("../../migrations/0003_fewer_pages.sql"),
];

/// The newest schema that this program knows.
pub const SCHEMA_VERSION: u64 = MIGRATIONS.len() as u64;

/// Brings the database to [`SCHEMA_VERSION`], in one transaction: a program
/// killed on the way leaves the old schema.
pub(super) fn migrate(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let result = steps(connection);
    connection.execute_batch(if result.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    result
}

fn steps(connection: &Connection) -> Result<(), StoreError> {
    connection.execute_batch(meta::sql::CREATE)?;
    let found = meta::get(connection, meta::SCHEMA)?;
    let found: u64 = match found {
        Some(text) => text
            .parse()
            .map_err(|error| StoreError::corrupt("schema version", error))?,
        None => 0,
    };
    if found > SCHEMA_VERSION {
        return Err(StoreError::NewerSchema {
            found,
            known: SCHEMA_VERSION,
        });
    }
    for migration in MIGRATIONS.iter().skip(number::index(found)) {
        connection.execute_batch(migration)?;
    }
    meta::set(connection, meta::SCHEMA, &SCHEMA_VERSION.to_string())?;
    if meta::get(connection, meta::EPOCH)?.is_none() {
        meta::set(connection, meta::EPOCH, &meta::new_epoch()?)?;
    }
    Ok(())
}
