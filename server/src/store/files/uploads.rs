//! Uploads under way: how far each has come, and in which pieces.

use domain::space::Space;
use domain::timestamp::Timestamp;

use super::{digest, sql};
use crate::files::FileDigest;
use crate::store::value::values;
use crate::store::{StoreError, Transaction, number};

/// 上传 — a file on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its name, which nobody guesses.
    pub id: String,
    /// The space that will have it.
    pub space: Space,
    /// What it will be, says the sender.
    pub digest: FileDigest,
    /// How many bytes it will have.
    pub size: u64,
    /// How many of them have arrived, for good.
    pub received: u64,
    /// What the sender said of it, as it was said.
    pub metadata: String,
    /// When it is given up.
    pub expires: Timestamp,
}

impl Transaction<'_> {
    /// Begins an upload of which nothing has arrived.
    ///
    /// # Errors
    /// The store failed.
    pub fn begin_upload(&self, upload: &Upload) -> Result<(), StoreError> {
        let space = upload.space.to_string();
        let values = values![
            &upload.id,
            &space,
            upload.digest.as_str(),
            upload.size,
            &upload.metadata,
            upload.expires.as_millis(),
        ];
        self.link().tell(sql::BEGIN, values)
    }

    /// The upload of that name.
    ///
    /// # Errors
    /// The store failed.
    pub fn upload(&self, id: &str) -> Result<Option<Upload>, StoreError> {
        self.link().one(sql::UPLOAD, values![id], |row| {
            let space: String = row.get(0)?;
            let name: String = row.get(1)?;
            Ok(Upload {
                id: id.to_owned(),
                space: space
                    .parse()
                    .map_err(|error| StoreError::corrupt("space", error))?,
                digest: digest(&name)?,
                size: number::from_sql(row.get(2)?),
                received: number::from_sql(row.get(3)?),
                metadata: row.get(4)?,
                expires: Timestamp::from_millis(row.get(5)?),
            })
        })
    }

    /// Says that `upload` has come as far as `received`, and that it is given up at
    /// `expires` otherwise. False where it stands elsewhere by now; then nothing has
    /// been written.
    ///
    /// # Errors
    /// The store failed.
    pub fn advance_upload(
        &self,
        upload: &Upload,
        received: u64,
        expires: Timestamp,
    ) -> Result<bool, StoreError> {
        let values = values![received, expires.as_millis(), &upload.id, upload.received];
        Ok(self.link().execute(sql::ADVANCE, values)? == 1)
    }

    /// Notes where the bytes of an upload lie that begin at `begins`.
    ///
    /// # Errors
    /// The store failed.
    pub fn add_part(&self, upload: &str, begins: u64, name: &str) -> Result<(), StoreError> {
        self.link()
            .tell(sql::ADD_PART, values![upload, begins, name])
    }

    /// Where the pieces of an upload lie, in their order.
    ///
    /// # Errors
    /// The store failed.
    pub fn parts(&self, upload: &str) -> Result<Vec<String>, StoreError> {
        self.link()
            .all(sql::PARTS, values![upload], |row| row.get(0))
    }

    /// Forgets the pieces of an upload, once the whole is kept.
    ///
    /// # Errors
    /// The store failed.
    pub fn forget_parts(&self, upload: &str) -> Result<(), StoreError> {
        self.link().tell(sql::FORGET_PARTS, values![upload])
    }

    /// Forgets an upload.
    ///
    /// # Errors
    /// The store failed.
    pub fn end_upload(&self, upload: &str) -> Result<(), StoreError> {
        self.forget_parts(upload)?;
        self.link().tell(sql::END, values![upload])
    }

    /// The uploads whose time is over.
    ///
    /// # Errors
    /// The store failed.
    pub fn ended_uploads(&self, now: Timestamp) -> Result<Vec<String>, StoreError> {
        let values = values![now.as_millis()];
        self.link().all(sql::ENDED, values, |row| row.get(0))
    }
}
