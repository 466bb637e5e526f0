//! What the database says of itself: its schema and its life.

pub(super) mod sql;

use domain::space::hex;

use super::value::values;
use super::{Link, StoreError, Transaction};

/// The key of the schema's version.
pub(super) const SCHEMA: &str = "schema";
/// The key of the present life.
pub(super) const EPOCH: &str = "epoch";

/// Reads a value.
pub(super) fn get(link: Link<'_>, key: &str) -> Result<Option<String>, StoreError> {
    link.one(sql::GET, values![key], |row| row.get(0))
}

/// Writes a value.
pub(super) fn set(link: Link<'_>, key: &str, value: &str) -> Result<(), StoreError> {
    link.tell(sql::SET, values![key, value])
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
            get(self.link(), EPOCH)?.ok_or_else(|| StoreError::Corrupt("no epoch".into()))?;
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
        set(self.link(), EPOCH, &epoch)?;
        self.known_epoch().replace(Some(epoch.clone()));
        Ok(epoch)
    }
}
