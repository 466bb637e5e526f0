//! 空间: each counts its own changes and ends its own chain of the log.

pub(super) mod sql;

use std::collections::{BTreeMap, BTreeSet};

use domain::space::Space;
use sha2::{Digest, Sha256};

use super::value::values;
use super::{Link, Row, StoreError, Transaction, number, postgres};

/// A head of the log's chain.
pub type Head = [u8; 32];

/// 空间行 — where a space stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpaceRow {
    /// The number of the space's latest change.
    pub seq: u64,
    /// The latest change whose tombstone has been collected.
    pub trimmed_through: u64,
    /// How often tombstones have been collected.
    pub trims: u64,
    /// The head of the log's chain.
    pub head: Head,
    /// How many entries the log has.
    pub log_length: u64,
}

impl SpaceRow {
    /// A space in which nothing has happened.
    #[must_use]
    pub fn new(space: &Space) -> Self {
        Self {
            seq: 0,
            trimmed_through: 0,
            trims: 0,
            head: genesis(space),
            log_length: 0,
        }
    }

    fn read(row: Row<'_>) -> Result<Self, StoreError> {
        let count = |index| row.get(index).map(number::from_sql);
        Ok(Self {
            seq: count(0)?,
            trimmed_through: count(1)?,
            trims: count(2)?,
            head: row.get(3)?,
            log_length: count(4)?,
        })
    }
}

/// Where a chain begins: at its space's name, so that no chain can stand in for
/// another.
pub(super) fn genesis(space: &Space) -> Head {
    Sha256::digest(space.to_string().as_bytes()).into()
}

/// The rows of spaces that a transaction has locked. Each is read once and written
/// once, however many pieces of work move it on.
pub(super) type Held = BTreeMap<Space, HeldRow>;

/// One of them.
pub(super) struct HeldRow {
    row: SpaceRow,
    /// Whether the database has not been told yet.
    moved: bool,
}

impl Transaction<'_> {
    /// Where a space stands; none where nothing has happened yet.
    ///
    /// # Errors
    /// The store failed.
    pub fn space(&self, space: &Space) -> Result<Option<SpaceRow>, StoreError> {
        if let Some(held) = self.held().borrow().get(space) {
            return Ok(Some(held.row.clone()));
        }
        let name = space.to_string();
        let values = values![&name];
        self.link().one(sql::GET, values, SpaceRow::read)
    }

    /// The names of all spaces.
    ///
    /// # Errors
    /// The store failed.
    pub fn space_names(&self) -> Result<Vec<Space>, StoreError> {
        self.link().all(sql::NAMES, &[], |row| {
            row.get::<String>(0)?
                .parse()
                .map_err(|error| StoreError::corrupt("space", error))
        })
    }

    /// The rows of `spaces`, making those that are missing, to be moved on by this
    /// transaction alone: SQLite's writer has locked everything when it begins;
    /// PostgreSQL locks each. The set is sorted: two pieces of work that need the
    /// same rows never wait for each other in a circle. Call it once in a piece of
    /// work.
    ///
    /// # Errors
    /// The store failed.
    pub fn lock_spaces(
        &self,
        spaces: &BTreeSet<Space>,
    ) -> Result<BTreeMap<Space, SpaceRow>, StoreError> {
        let mut held = self.held().borrow_mut();
        let mut locked = BTreeMap::new();
        for space in spaces {
            let row = match held.get(space) {
                Some(held) => held.row.clone(),
                None => {
                    let row = self.lock_space(space)?;
                    let moved = false;
                    held.insert(
                        space.clone(),
                        HeldRow {
                            row: row.clone(),
                            moved,
                        },
                    );
                    row
                }
            };
            locked.insert(space.clone(), row);
        }
        Ok(locked)
    }

    fn lock_space(&self, space: &Space) -> Result<SpaceRow, StoreError> {
        let name = space.to_string();
        let get = match self.link() {
            Link::Sqlite(_) => sql::GET,
            Link::Postgres(_) => postgres::sql::LOCK_SPACE,
        };
        if let Some(found) = self.link().one(get, values![&name], SpaceRow::read)? {
            return Ok(found);
        }
        let new = SpaceRow::new(space);
        self.link().tell(sql::CREATE, values![&name, &new.head])?;
        Ok(new)
    }

    /// Says where a locked space stands now. The database is told before the commit.
    pub fn advance_space(&self, space: &Space, row: &SpaceRow) {
        let row = row.clone();
        self.note_move();
        self.held()
            .borrow_mut()
            .insert(space.clone(), HeldRow { row, moved: true });
    }

    /// Tells the database where the spaces that were moved on stand.
    pub(super) fn save_spaces(&self) -> Result<(), StoreError> {
        for (space, held) in self.held().borrow_mut().iter_mut() {
            if held.moved {
                self.save_space(space, &held.row)?;
                held.moved = false;
            }
        }
        Ok(())
    }

    fn save_space(&self, space: &Space, row: &SpaceRow) -> Result<(), StoreError> {
        let name = space.to_string();
        let values = values![
            row.seq,
            row.trimmed_through,
            row.trims,
            &row.head,
            row.log_length,
            &name,
        ];
        self.link().tell(sql::SAVE, values)
    }
}
