//! 记录: one row each, with the body as it travels.

pub(super) mod sql;

use std::collections::BTreeMap;

use domain::profile::PlatformId;
use domain::record::{Record, Versioned};
use domain::record_id::RecordId;
use domain::space::Space;

use super::value::values;
use super::{Link, Row, StoreError, Transaction, number};

/// 记录正文 — a record's version and its bytes, not looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBody {
    /// The version.
    pub version: u64,
    /// The [`Record`] as JSON.
    pub body: String,
}

/// So many rows are read together.
const TOGETHER: u64 = 500;

/// 记录整行 — all of a record's row, as it lies in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// The platform.
    pub platform: PlatformId,
    /// The record's name.
    pub id: RecordId,
    /// The space to which it belongs.
    pub space: String,
    /// Its collection.
    pub collection: String,
    /// Its version and its bytes.
    pub stored: StoredBody,
}

impl RecordRow {
    /// The record that the bytes are.
    ///
    /// # Errors
    /// They are none.
    pub fn record(&self) -> Result<Record, StoreError> {
        read(&self.stored.body)
    }
}

/// Records of a platform that were read before they are asked for.
pub(super) struct Ahead {
    platform: PlatformId,
    bodies: BTreeMap<RecordId, StoredBody>,
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
        if let Some(found) = self.read_before(platform, id) {
            return Ok(Some(found));
        }
        let id = id.to_string();
        let values = values![platform.as_str(), &id];
        self.link().one(sql::GET, values, |row| stored(row, 0))
    }

    fn read_before(&self, platform: &PlatformId, id: &RecordId) -> Option<StoredBody> {
        let mut ahead = self.ahead().borrow_mut();
        let ahead = ahead.as_mut().filter(|ahead| ahead.platform == *platform)?;
        ahead.bodies.remove(id)
    }

    /// Has the records at hand that changed in a space after number `after` and up
    /// to `through`, where each would otherwise cost a way to the database's server.
    /// They are asked for once, as they were.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn read_ahead(
        &self,
        platform: &PlatformId,
        space: &Space,
        after: u64,
        through: u64,
    ) -> Result<(), StoreError> {
        if matches!(self.link(), Link::Sqlite(_)) {
            return Ok(());
        }
        let name = space.to_string();
        let values = values![&name, after, through, platform.as_str()];
        let bodies = self.link().all(sql::CHANGED, values, |row| {
            let id: String = row.get(0)?;
            let id = id
                .parse()
                .map_err(|error| StoreError::corrupt("record id", error))?;
            Ok((id, stored(row, 1)?))
        })?;
        let (platform, bodies) = (platform.clone(), bodies.into_iter().collect());
        self.ahead().replace(Some(Ahead { platform, bodies }));
        Ok(())
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

    /// Shows every record of every platform, in the order of platforms and names, some at
    /// a time: there may be more than memory holds. `visit` may ask the store meanwhile.
    ///
    /// # Errors
    /// Those of `visit`; the store failed.
    pub fn every_record(
        &self,
        mut visit: impl FnMut(RecordRow) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut last = (String::new(), String::new());
        loop {
            let values = values![&last.0, &last.1, TOGETHER];
            let page = self.link().all(sql::AFTER, values, record_row)?;
            let Some(end) = page.last() else {
                return Ok(());
            };
            last = (end.platform.as_str().to_owned(), end.id.to_string());
            page.into_iter().try_for_each(&mut visit)?;
        }
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
    /// `version` of one that is. Gives its bytes; none where that does not hold: then
    /// nothing has been written.
    ///
    /// # Errors
    /// The store failed.
    pub fn put_record(
        &self,
        platform: &PlatformId,
        id: &RecordId,
        version: u64,
        record: &Record,
    ) -> Result<Option<String>, StoreError> {
        let body =
            serde_json::to_string(record).map_err(|error| StoreError::corrupt("record", error))?;
        let sql = if version == 1 { sql::ADD } else { sql::SAVE };
        let home = record.home(platform).to_string();
        let id = id.to_string();
        // What was read before is no longer so.
        self.ahead().take();
        let values = values![
            &home,
            record.collection(),
            version,
            &body,
            platform.as_str(),
            &id,
        ];
        let written = self.link().execute(sql, values)? == 1;
        Ok(written.then_some(body))
    }
}

fn record_row(row: Row<'_>) -> Result<RecordRow, StoreError> {
    let (platform, id): (String, String) = (row.get(0)?, row.get(1)?);
    Ok(RecordRow {
        platform: PlatformId::parse(&platform)
            .map_err(|error| StoreError::corrupt("platform", error))?,
        id: id
            .parse()
            .map_err(|error| StoreError::corrupt("record id", error))?,
        space: row.get(2)?,
        collection: row.get(3)?,
        stored: stored(row, 4)?,
    })
}

/// The version in column `index` and the body in the next.
fn stored(row: Row<'_>, index: usize) -> Result<StoredBody, StoreError> {
    Ok(StoredBody {
        version: number::from_sql(row.get(index)?),
        body: row.get(index + 1)?,
    })
}

fn read(body: &str) -> Result<Record, StoreError> {
    serde_json::from_str(body).map_err(|error| StoreError::corrupt("record", error))
}
