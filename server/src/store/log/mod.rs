//! 命令日志: append-only, and chained: each head is the SHA-256 of the head
//! before and the entry's bytes, so that nothing can be changed unnoticed.

pub(super) mod sql;

use core::fmt;
use core::ops::ControlFlow;

use domain::space::Space;
use sha2::{Digest, Sha256};

use super::spaces::{Head, genesis};
use super::value::values;
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

impl BrokenChain {
    /// The same in Chinese.
    #[must_use]
    pub fn in_chinese(&self) -> String {
        match self {
            Self::Position { expected } => format!("缺少第 {expected} 条"),
            Self::Entry { position } => format!("第 {position} 条被改动过"),
            Self::End { expected, found } => format!("应有 {expected} 条，实有 {found} 条"),
        }
    }
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

/// So many entries are read together.
const TOGETHER: u64 = 500;

/// 日志行 — an entry with its place and the head after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogRow {
    /// Its position, from 1.
    pub position: u64,
    /// What it says.
    pub entry: String,
    /// The head after it.
    pub head: Vec<u8>,
}

impl Transaction<'_> {
    /// Shows every entry of a space's log, oldest first, some at a time: there may be
    /// more than memory holds. `visit` may ask the store meanwhile.
    ///
    /// # Errors
    /// Those of `visit`; the store failed.
    pub fn every_entry(
        &self,
        space: &Space,
        mut visit: impl FnMut(LogRow) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let name = space.to_string();
        let mut last = 0;
        loop {
            let page = self
                .link()
                .all(sql::PAGE, values![&name, last, TOGETHER], |row| {
                    Ok(LogRow {
                        position: number::from_sql(row.get(0)?),
                        entry: row.get(1)?,
                        head: row.get(2)?,
                    })
                })?;
            let Some(end) = page.last() else {
                return Ok(());
            };
            last = end.position;
            page.into_iter().try_for_each(&mut visit)?;
        }
    }

    /// The head after the entry at `position` of a space's log; none where there is none.
    ///
    /// # Errors
    /// The store failed.
    pub fn head_at(&self, space: &Space, position: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let name = space.to_string();
        let values = values![&name, position];
        self.link().one(sql::AT, values, |row| row.get(0))
    }

    /// How many entries there are in all logs.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn log_count(&self) -> Result<u64, StoreError> {
        let count = self.link().one(sql::COUNT, &[], |row| row.get(0))?;
        Ok(count.map_or(0, number::from_sql))
    }

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
        let name = space.to_string();
        let values = values![&name, position, entry, &row.head, &head];
        self.link().tell(sql::APPEND, values)?;
        row.log_length = position;
        row.head = head;
        Ok(head)
    }

    /// The entries of a space's log, oldest first.
    ///
    /// # Errors
    /// The store failed.
    pub fn log_entries(&self, space: &Space) -> Result<Vec<String>, StoreError> {
        let name = space.to_string();
        let values = values![&name];
        self.link().all(sql::READ, values, |row| row.get(1))
    }

    /// Goes through a space's log from its beginning; inside, whether it holds.
    ///
    /// # Errors
    /// The store failed.
    pub fn verify_chain(&self, space: &Space) -> Result<Result<(), BrokenChain>, StoreError> {
        let mut head = genesis(space);
        let mut length = 0;
        let name = space.to_string();
        let values = values![&name];
        let broken = self.link().each(sql::READ, values, |row| {
            let position = number::from_sql(row.get(0)?);
            if position != length + 1 {
                let expected = length + 1;
                return Ok(ControlFlow::Break(BrokenChain::Position { expected }));
            }
            let entry: String = row.get(1)?;
            let (previous, stored): (Vec<u8>, Vec<u8>) = (row.get(2)?, row.get(3)?);
            let next = next_head(&head, &entry);
            if previous != head || stored != next {
                return Ok(ControlFlow::Break(BrokenChain::Entry { position }));
            }
            (head, length) = (next, position);
            Ok(ControlFlow::Continue(()))
        })?;
        if let Some(broken) = broken {
            return Ok(Err(broken));
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
