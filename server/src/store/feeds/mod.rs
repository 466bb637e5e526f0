//! 变更流: for each space, which records changed in which order.

pub(super) mod sql;

use domain::record_id::RecordId;
use domain::space::Space;
use rusqlite::params;

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
        let mut statement = self.connection().prepare_cached(sql::PUT)?;
        for (version, FeedRow { id, seq, deleted }) in changes {
            statement.execute(params![
                name,
                id.to_string(),
                number::to_sql(seq),
                number::to_sql(version),
                i64::from(deleted),
            ])?;
        }
        Ok(())
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
        let mut statement = self.connection().prepare_cached(sql::AFTER)?;
        let rows = statement.query_map(
            params![space.to_string(), number::to_sql(seq), limit],
            |row| {
                Ok((
                    row.get::<_, String>(0)?,
                    row.get::<_, i64>(1)?,
                    row.get::<_, i64>(2)?,
                ))
            },
        )?;
        rows.map(|row| {
            let (id, seq, deleted) = row?;
            let id = id
                .parse()
                .map_err(|error| StoreError::corrupt("record id", error))?;
            Ok(FeedRow {
                id,
                seq: number::from_sql(seq),
                deleted: deleted != 0,
            })
        })
        .collect()
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
        let (name, through) = (space.to_string(), number::to_sql(through));
        let mut statement = self.connection().prepare_cached(sql::LAST_TOMBSTONE)?;
        let last: Option<i64> = statement.query_row(params![name, through], |row| row.get(0))?;
        self.connection()
            .prepare_cached(sql::COLLECT)?
            .execute(params![name, through])?;
        Ok(last.map(number::from_sql))
    }
}
