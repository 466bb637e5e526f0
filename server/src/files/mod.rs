//! 附件库: bytes, each file under its SHA-256, in a directory or in an S3 bucket. What a
//! space has is a row of the database; what lies here alone belongs to nobody.
//!
//! A file is written before its row, and never changed: a crash between the two leaves
//! bytes that are written over when they come again.

mod check;
mod digest;
mod kind;
mod place;
mod sweep;
mod whole;

pub use check::{FilesReport, check};
pub use digest::FileDigest;
pub use kind::{FileKind, Unfit};
pub use place::NoPlace;
pub use sweep::{each_hour, sweep};

use core::fmt;
use std::sync::Arc;

use bytes::Bytes;
use domain::space::hex;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use tokio::sync::{Semaphore, SemaphorePermit};

/// How many files are put together at once: each lies in memory meanwhile.
const AT_ONCE: usize = 8;

/// 附件库 — where the bytes of files lie. Clones are the same place.
#[derive(Clone)]
pub struct Files {
    objects: Arc<dyn ObjectStore>,
    quota: u64,
    permits: Arc<Semaphore>,
}

/// 附件故障 — why the bytes of a file could not be had.
#[derive(Debug)]
pub enum FilesError {
    /// They are not there.
    Missing,
    /// They are not what their name says: something has changed them.
    Damaged,
    /// The place failed.
    Place(object_store::Error),
}

impl fmt::Display for FilesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("the file is not where files are kept"),
            Self::Damaged => f.write_str("the file's bytes are not those that were kept"),
            Self::Place(error) => write!(f, "the place of files failed: {error}"),
        }
    }
}

impl std::error::Error for FilesError {}

impl From<object_store::Error> for FilesError {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Missing,
            error => Self::Place(error),
        }
    }
}

impl Files {
    /// How many bytes one unit may have in files.
    #[must_use]
    pub fn quota(&self) -> u64 {
        self.quota
    }

    /// Keeps a file's bytes under their digest, which the caller has checked. Once this
    /// returns they are on the disk, or with the bucket.
    ///
    /// # Errors
    /// The place failed.
    pub async fn keep(&self, digest: &FileDigest, bytes: Bytes) -> Result<(), FilesError> {
        self.put(&file_path(digest), bytes).await
    }

    /// A file's bytes, compared with their digest.
    ///
    /// # Errors
    /// They are missing or damaged; the place failed.
    pub async fn bytes(&self, digest: &FileDigest) -> Result<Bytes, FilesError> {
        let _permit = self.permit().await;
        let bytes = self.get(&file_path(digest)).await?;
        if digest.fits(bytes.clone()).await {
            Ok(bytes)
        } else {
            Err(FilesError::Damaged)
        }
    }

    /// Keeps a piece of an upload; where it lies.
    ///
    /// # Errors
    /// The place failed; there is no randomness.
    pub async fn keep_part(&self, upload: &str, bytes: Bytes) -> Result<String, FilesError> {
        // A name of its own: of two that send the same piece one is too late, and must
        // not write over what the other has been told is kept.
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(|error| {
            FilesError::Place(object_store::Error::Generic {
                store: "files",
                source: Box::new(error),
            })
        })?;
        let name = format!("uploads/{upload}/{}", hex(&random));
        self.put(&Path::from(name.as_str()), bytes).await?;
        Ok(name)
    }

    /// The pieces of an upload and what follows them, put together.
    ///
    /// # Errors
    /// One of them is missing; the place failed.
    pub async fn joined(&self, parts: &[String], last: &Bytes) -> Result<Bytes, FilesError> {
        if parts.is_empty() {
            return Ok(last.clone());
        }
        let mut whole = Vec::new();
        for part in parts {
            whole.extend_from_slice(&self.get(&Path::from(part.as_str())).await?);
        }
        whole.extend_from_slice(last);
        Ok(whole.into())
    }

    /// Leave to have a whole file in memory, for as long as it is held.
    pub(crate) async fn permit(&self) -> Option<SemaphorePermit<'_>> {
        self.permits.acquire().await.ok()
    }

    /// Removes pieces of uploads. What cannot be removed now is swept up later.
    pub async fn remove_parts(&self, parts: &[String]) {
        for part in parts {
            let removed = self.objects.delete(&Path::from(part.as_str())).await;
            if let Err(error) = removed
                && !matches!(error, object_store::Error::NotFound { .. })
            {
                tracing::warn!(%error, part, "a piece of an upload stays for now");
            }
        }
    }

    async fn put(&self, path: &Path, bytes: Bytes) -> Result<(), FilesError> {
        self.objects.put(path, PutPayload::from(bytes)).await?;
        Ok(())
    }

    async fn get(&self, path: &Path) -> Result<Bytes, FilesError> {
        Ok(self.objects.get(path).await?.bytes().await?)
    }
}

/// Where a file lies: a directory for each first byte, so that none becomes long.
fn file_path(digest: &FileDigest) -> Path {
    let name = digest.as_str();
    Path::from(format!("files/{}/{name}", &name[..2]))
}
