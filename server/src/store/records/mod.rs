//! 记录: one row each, with the body as it travels.

pub(super) mod sql;

use domain::profile::PlatformId;
use domain::record::{Record, Versioned};
use domain::record_id::RecordId;
use rusqlite::{OptionalExtension, Row, params};

use super::{StoreError, Transaction, number};

/// 记录正文 — a record's version and its bytes, not looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBody {
    /// The version.
    pub version: u64,
    /// The [`Record`] as JSON.
    pub body: String,
}

impl Transaction<'_> {
    /// The record of that name on that platform.
    ///
    /// # Errors
    /// The store failed.
    pub fn record(
        &self,
        platform: &PlatformId,
        id: &RecordId,
    ) -> Result<Option<Versioned>, StoreError> {
        let Some(StoredBody { version, body }) = self.record_body(platform, id)? else {
            return Ok(None);
        };
        Ok(Some(Versioned {
            id: *id,
            version,
            record: read(&body)?,
        }))
    }

    /// The record's bytes.
    ///
    /// # Errors
    /// The store failed.
    pub fn record_body(
        &self,
        platform: &PlatformId,
        id: &RecordId,
    ) -> Result<Option<StoredBody>, StoreError> {
        let mut statement = self.connection().prepare_cached(sql::GET)?;
        let read = |row: &Row<'_>| {
            Ok(StoredBody {
                version: number::from_sql(row.get(0)?),
                body: row.get(1)?,
            })
        };
        Ok(statement
            .query_row(params![platform.as_str(), id.to_string()], read)
            .optional()?)
    }

    /// Every record of a collection, in the order of their names.
    ///
    /// # Errors
    /// The store failed.
    pub fn records_of(
        &self,
        platform: &PlatformId,
        collection: &str,
    ) -> Result<Vec<Versioned>, StoreError> {
        let mut statement = self.connection().prepare_cached(sql::OF_COLLECTION)?;
        let rows = statement.query_map(params![platform.as_str(), collection], |row| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, i64>(1)?,
                row.get::<_, String>(2)?,
            ))
        })?;
        let mut found = vec![];
        for row in rows {
            let (id, version, body) = row?;
            let id = id
                .parse()
                .map_err(|error| StoreError::corrupt("record id", error))?;
            found.push(Versioned {
                id,
                version: number::from_sql(version),
                record: read(&body)?,
            });
        }
        Ok(found)
    }

    /// How many records a collection has.
    ///
    /// # Errors
    /// The store failed.
    pub fn record_count(&self, platform: &PlatformId, collection: &str) -> Result<u64, StoreError> {
        let mut statement = self.connection().prepare_cached(sql::COUNT)?;
        let count =
            statement.query_row(params![platform.as_str(), collection], |row| row.get(0))?;
        Ok(number::from_sql(count))
    }

    /// Writes a record: the first version of one that is not there yet, or
    /// `version` of one that is. False where that does not hold; then nothing has
    /// been written.
    ///
    /// # Errors
    /// The store failed.
    pub fn put_record(
        &self,
        platform: &PlatformId,
        id: &RecordId,
        version: u64,
        record: &Record,
    ) -> Result<bool, StoreError> {
        let body =
            serde_json::to_string(record).map_err(|error| StoreError::corrupt("record", error))?;
        let sql = if version == 1 { sql::ADD } else { sql::SAVE };
        let written = self.connection().prepare_cached(sql)?.execute(params![
            record.home(platform).to_string(),
            record.collection(),
            number::to_sql(version),
            body,
            platform.as_str(),
            id.to_string(),
        ])?;
        Ok(written == 1)
    }
}

fn read(body: &str) -> Result<Record, StoreError> {
    serde_json::from_str(body).map_err(|error| StoreError::corrupt("record", error))
}
