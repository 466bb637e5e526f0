//! 记录: one row each, with the body as it travels.

pub(super) mod sql;

use domain::profile::PlatformId;
use domain::record::{Record, Versioned};
use domain::record_id::RecordId;

use super::value::values;
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
        let id = id.to_string();
        let values = values![platform.as_str(), &id];
        self.link().one(sql::GET, values, |row| {
            Ok(StoredBody {
                version: number::from_sql(row.get(0)?),
                body: row.get(1)?,
            })
        })
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
        let values = values![platform.as_str(), collection];
        self.link().all(sql::OF_COLLECTION, values, |row| {
            let id: String = row.get(0)?;
            let id = id
                .parse()
                .map_err(|error| StoreError::corrupt("record id", error))?;
            Ok(Versioned {
                id,
                version: number::from_sql(row.get(1)?),
                record: read(&row.get::<String>(2)?)?,
            })
        })
    }

    /// How many records a collection has.
    ///
    /// # Errors
    /// The store failed.
    pub fn record_count(&self, platform: &PlatformId, collection: &str) -> Result<u64, StoreError> {
        let values = values![platform.as_str(), collection];
        let count = self.link().one(sql::COUNT, values, |row| row.get(0))?;
        Ok(count.map_or(0, number::from_sql))
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
        let home = record.home(platform).to_string();
        let id = id.to_string();
        let values = values![
            &home,
            record.collection(),
            version,
            &body,
            platform.as_str(),
            &id,
        ];
        Ok(self.link().execute(sql, values)? == 1)
    }
}

fn read(body: &str) -> Result<Record, StoreError> {
    serde_json::from_str(body).map_err(|error| StoreError::corrupt("record", error))
}
