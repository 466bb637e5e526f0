//! 迁移: a whole deployment from one database into another that is empty, in one
//! transaction, compared before it is committed.

mod sql;
mod tables;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use super::boundary::{Access, Open};
use super::{Store, StoreError};
use sql::{META, TABLES};
pub use tables::TableDigest;

/// 已迁移 — a table that has been moved: on both sides it is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The table.
    pub table: &'static str,
    /// What is in it.
    pub digest: TableDigest,
}

impl Store {
    /// What every table holds, as digests: two databases with the same are the same.
    ///
    /// # Errors
    /// The store failed.
    pub fn digests(&self) -> Result<Vec<Moved>, StoreError> {
        let _snapshot = Open::begin(self.link(), Access::Read)?;
        let tables = TABLES.iter().chain([&META]);
        tables
            .map(|table| {
                let digest = table.digest(self.link())?;
                let table = table.name;
                Ok(Moved { table, digest })
            })
            .collect()
    }

    /// Copies everything of `from` into this empty store: records, logs, queues,
    /// accounts, sessions and the server's life, so that clients notice nothing.
    /// Nobody may write to `from` meanwhile.
    ///
    /// # Errors
    /// This store is not empty; what was written is not what was read, then nothing
    /// is kept; either store failed.
    pub fn copy_from(&mut self, from: &Store) -> Result<Vec<Moved>, StoreError> {
        let _snapshot = Open::begin(from.link(), Access::Read)?;
        let open = Open::begin(self.link(), Access::WriteAlone)?;
        let (source, target) = (from.link(), self.link());
        for table in TABLES {
            if table.digest(target)?.rows > 0 {
                return Err(StoreError::NotEmpty(table.name));
            }
        }
        let mut moved = vec![];
        for table in TABLES.iter().chain([&META]) {
            let digest = table.copy(source, target)?;
            target.settle()?;
            if table.digest(target)? != digest {
                return Err(StoreError::Differs(table.name));
            }
            let table = table.name;
            moved.push(Moved { table, digest });
        }
        open.commit()?;
        Ok(moved)
    }
}
