//! 附件: which files a space has, and which of its records wait for one. The bytes
//! lie in [`Files`](crate::files::Files).

pub(super) mod sql;
mod uploads;

use domain::record_id::RecordId;
use domain::space::Space;
use domain::timestamp::Timestamp;

use super::value::values;
use super::{Row, StoreError, Transaction, number};
use crate::files::{FileDigest, FileKind};
pub use uploads::Upload;

/// 文件行 — what is known of a file without looking into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Its size in bytes.
    pub size: u64,
    /// What it is.
    pub kind: FileKind,
}

impl StoredFile {
    fn read(row: Row<'_>, index: usize) -> Result<Self, StoreError> {
        let kind: String = row.get(index + 1)?;
        Ok(Self {
            size: number::from_sql(row.get(index)?),
            kind: FileKind::of_name(&kind).ok_or_else(|| StoreError::corrupt("kind", kind))?,
        })
    }
}

fn digest(text: &str) -> Result<FileDigest, StoreError> {
    FileDigest::parse(text).ok_or_else(|| StoreError::corrupt("digest", text))
}

impl Transaction<'_> {
    /// Notes that a space has a file. A second time nothing changes.
    ///
    /// # Errors
    /// The store failed.
    pub fn add_file(
        &self,
        space: &Space,
        digest: &FileDigest,
        file: StoredFile,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let space = space.to_string();
        let StoredFile { size, kind } = file;
        let values = values![&space, digest.as_str(), size, kind.name(), now.as_millis()];
        self.link().tell(sql::ADD, values)
    }

    /// The file of that digest, if the space has it.
    ///
    /// # Errors
    /// The store failed.
    pub fn file(
        &self,
        space: &Space,
        digest: &FileDigest,
    ) -> Result<Option<StoredFile>, StoreError> {
        let space = space.to_string();
        let values = values![&space, digest.as_str()];
        self.link()
            .one(sql::GET, values, |row| StoredFile::read(row, 0))
    }

    /// Every file of every space, in the order of their digests.
    ///
    /// # Errors
    /// The store failed.
    pub fn all_files(&self) -> Result<Vec<(Space, FileDigest, StoredFile)>, StoreError> {
        self.link().all(sql::EVERY, &[], |row| {
            let space: String = row.get(0)?;
            let space = space
                .parse()
                .map_err(|error| StoreError::corrupt("space", error))?;
            let name: String = row.get(1)?;
            Ok((space, digest(&name)?, StoredFile::read(row, 2)?))
        })
    }

    /// How many bytes a space has in files and uploads under way, and how many of those
    /// there are.
    ///
    /// # Errors
    /// The store failed.
    pub fn room_taken(&self, space: &Space) -> Result<(u64, u64), StoreError> {
        let space = space.to_string();
        let taken = self
            .link()
            .one(sql::TAKEN, values![&space], |row| row.get(0))?
            .map_or(0, number::from_sql);
        let promised = self
            .link()
            .one(sql::PROMISED, values![&space], |row| {
                Ok((number::from_sql(row.get(0)?), number::from_sql(row.get(1)?)))
            })?
            .unwrap_or_default();
        Ok((taken.saturating_add(promised.0), promised.1))
    }

    /// Notes that a record waits for a file.
    ///
    /// # Errors
    /// The store failed.
    pub fn await_file(
        &self,
        space: &Space,
        digest: &FileDigest,
        record: &RecordId,
    ) -> Result<(), StoreError> {
        let (space, record) = (space.to_string(), record.to_string());
        self.link()
            .tell(sql::AWAIT, values![&space, digest.as_str(), &record])
    }

    /// The records that waited for a file, which from now on do not.
    ///
    /// # Errors
    /// The store failed.
    pub fn no_longer_awaited(
        &self,
        space: &Space,
        digest: &FileDigest,
    ) -> Result<Vec<RecordId>, StoreError> {
        let space = space.to_string();
        let values = values![&space, digest.as_str()];
        let waiting = self.link().all(sql::WAITING, values, |row| {
            row.get::<String>(0)?
                .parse()
                .map_err(|error| StoreError::corrupt("record id", error))
        })?;
        self.link().tell(sql::ARRIVED, values)?;
        Ok(waiting)
    }
}
