//! What the database says of itself: its schema and its life.

pub(super) mod sql;

use domain::space::hex;
use rusqlite::{Connection, OptionalExtension, params};

use super::{StoreError, Transaction};

/// The key of the schema's version.
pub(super) const SCHEMA: &str = "schema";
/// The key of the present life.
pub(super) const EPOCH: &str = "epoch";

/// Reads a value.
pub(super) fn get(connection: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    Ok(connection
        .prepare_cached(sql::GET)?
        .query_row(params![key], |row| row.get(0))
        .optional()?)
}

/// Writes a value.
pub(super) fn set(connection: &Connection, key: &str, value: &str) -> Result<(), StoreError> {
    connection
        .prepare_cached(sql::SET)?
        .execute(params![key, value])?;
    Ok(())
}

/// A name for a life that no other life has.
pub(super) fn new_epoch() -> Result<String, StoreError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| StoreError::Randomness(error.to_string()))?;
    Ok(hex(&bytes))
}

impl Transaction<'_> {
    /// 纪元 — the server's present life.
    ///
    /// # Errors
    /// The store failed.
    pub fn epoch(&self) -> Result<String, StoreError> {
        if let Some(known) = &*self.known_epoch().borrow() {
            return Ok(known.clone());
        }
        let epoch =
            get(self.connection(), EPOCH)?.ok_or_else(|| StoreError::Corrupt("no epoch".into()))?;
        self.known_epoch().replace(Some(epoch.clone()));
        Ok(epoch)
    }

    /// Begins a new life: clients compare what they hold with what is here and
    /// send again what has been forgotten.
    ///
    /// # Errors
    /// The store failed.
    pub fn begin_new_epoch(&self) -> Result<String, StoreError> {
        let epoch = new_epoch()?;
        set(self.connection(), EPOCH, &epoch)?;
        self.known_epoch().replace(Some(epoch.clone()));
        Ok(epoch)
    }
}
