//! 命令日志: append-only, and chained: each head is the SHA-256 of the head
//! before and the entry's bytes, so that nothing can be changed unnoticed.

pub(super) mod sql;

use core::fmt;

use domain::space::Space;
use rusqlite::params;
use sha2::{Digest, Sha256};

use super::spaces::{Head, genesis};
use super::{SpaceRow, StoreError, Transaction, number};

/// 链断 — where the chain does not hold, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BrokenChain {
    /// An entry is missing, or one is there twice.
    Position {
        /// The position that should have come.
        expected: u64,
    },
    /// An entry or its heads are not what was written.
    Entry {
        /// Its position.
        position: u64,
    },
    /// The entries end elsewhere than the space says.
    End {
        /// How many entries the space says there are.
        expected: u64,
        /// How many there are.
        found: u64,
    },
}

impl fmt::Display for BrokenChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Position { expected } => write!(f, "entry {expected} of the log is missing"),
            Self::Entry { position } => write!(f, "entry {position} of the log has been changed"),
            Self::End { expected, found } => {
                write!(f, "the log has {found} entries instead of {expected}")
            }
        }
    }
}

impl std::error::Error for BrokenChain {}

fn next_head(previous: &Head, entry: &str) -> Head {
    Sha256::new()
        .chain_update(previous)
        .chain_update(entry.as_bytes())
        .finalize()
        .into()
}

impl Transaction<'_> {
    /// Appends an entry to the log of a locked space and moves `row`, which the
    /// caller writes when it is done with the space.
    ///
    /// # Errors
    /// The store failed.
    pub fn append_log(
        &self,
        space: &Space,
        row: &mut SpaceRow,
        entry: &str,
    ) -> Result<Head, StoreError> {
        let position = row.log_length + 1;
        let head = next_head(&row.head, entry);
        self.connection()
            .prepare_cached(sql::APPEND)?
            .execute(params![
                space.to_string(),
                number::to_sql(position),
                entry,
                row.head,
                head,
            ])?;
        row.log_length = position;
        row.head = head;
        Ok(head)
    }

    /// The entries of a space's log, oldest first.
    ///
    /// # Errors
    /// The store failed.
    pub fn log_entries(&self, space: &Space) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection().prepare_cached(sql::READ)?;
        let rows = statement.query_map(params![space.to_string()], |row| row.get(1))?;
        rows.map(|row| Ok(row?)).collect()
    }

    /// Goes through a space's log from its beginning; inside, whether it holds.
    ///
    /// # Errors
    /// The store failed.
    pub fn verify_chain(&self, space: &Space) -> Result<Result<(), BrokenChain>, StoreError> {
        let mut head = genesis(space);
        let mut length = 0;
        let mut statement = self.connection().prepare_cached(sql::READ)?;
        let mut rows = statement.query(params![space.to_string()])?;
        while let Some(row) = rows.next()? {
            let position = number::from_sql(row.get(0)?);
            if position != length + 1 {
                return Ok(Err(BrokenChain::Position {
                    expected: length + 1,
                }));
            }
            let entry: String = row.get(1)?;
            let (previous, stored): (Vec<u8>, Vec<u8>) = (row.get(2)?, row.get(3)?);
            let next = next_head(&head, &entry);
            if previous != head || stored != next {
                return Ok(Err(BrokenChain::Entry { position }));
            }
            (head, length) = (next, position);
        }
        let end = self.space(space)?.unwrap_or_else(|| SpaceRow::new(space));
        if end.log_length != length || end.head != head {
            return Ok(Err(BrokenChain::End {
                expected: end.log_length,
                found: length,
            }));
        }
        Ok(Ok(()))
    }
}
