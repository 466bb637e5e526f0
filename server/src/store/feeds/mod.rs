//! 变更流: for each space, which records changed in which order.

pub(super) mod sql;

use domain::record_id::RecordId;
use domain::space::Space;

use super::value::values;
use super::{StoreError, Transaction, number};

/// 变更行 — the latest change of one record in one space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedRow {
    /// Which record.
    pub id: RecordId,
    /// The change's number in the space.
    pub seq: u64,
    /// Whether the record is gone from the space.
    pub deleted: bool,
}

impl Transaction<'_> {
    /// Writes the latest changes of records in a space, each with the record's
    /// version, in place of earlier ones.
    ///
    /// # Errors
    /// The store failed.
    pub fn put_feed(
        &self,
        space: &Space,
        changes: impl IntoIterator<Item = (u64, FeedRow)>,
    ) -> Result<(), StoreError> {
        let name = space.to_string();
        self.link().repeat(sql::PUT, |tell| {
            changes
                .into_iter()
                .try_for_each(|(version, FeedRow { id, seq, deleted })| {
                    let id = id.to_string();
                    tell(values![&name, &id, seq, version, i64::from(deleted)])
                })
        })
    }

    /// The changes of a space after number `seq`, oldest first, at most `limit`.
    ///
    /// # Errors
    /// The store failed.
    pub fn feed_after(
        &self,
        space: &Space,
        seq: u64,
        limit: usize,
    ) -> Result<Vec<FeedRow>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let name = space.to_string();
        let values = values![&name, seq, limit];
        self.link().all(sql::AFTER, values, |row| {
            let id: String = row.get(0)?;
            let id = id
                .parse()
                .map_err(|error| StoreError::corrupt("record id", error))?;
            Ok(FeedRow {
                id,
                seq: number::from_sql(row.get(1)?),
                deleted: row.get::<i64>(2)? != 0,
            })
        })
    }

    /// Which version of a record the latest change of a space tells of, and whether it is
    /// that the record is gone.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn feed_of(
        &self,
        space: &Space,
        id: &RecordId,
    ) -> Result<Option<(u64, bool)>, StoreError> {
        let (name, id) = (space.to_string(), id.to_string());
        self.link().one(sql::GET, values![&name, &id], |row| {
            Ok((number::from_sql(row.get(0)?), row.get::<i64>(1)? != 0))
        })
    }

    /// Removes the tombstones up to number `through`; the number of the last.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn remove_tombstones(
        &self,
        space: &Space,
        through: u64,
    ) -> Result<Option<u64>, StoreError> {
        let name = space.to_string();
        let values = values![&name, through];
        let last: Option<Option<i64>> = self
            .link()
            .one(sql::LAST_TOMBSTONE, values, |row| row.get(0))?;
        self.link().tell(sql::COLLECT, values)?;
        Ok(last.flatten().map(number::from_sql))
    }
}
