//! Where files lie: a directory, or a bucket of anything that speaks S3.

use core::fmt;
use std::path::Path;
use std::sync::Arc;

use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, path};
use tokio::sync::Semaphore;

use super::{AT_ONCE, Files};

/// 附件库打不开 — why there is no place for files.
#[derive(Debug)]
pub enum NoPlace {
    /// The address is none that is known.
    Address(String),
    /// The directory or the bucket cannot be used.
    Place(String),
}

impl fmt::Display for NoPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(address) => write!(
                f,
                "FILES_URL 应为 s3://桶名 或 s3://桶名/前缀，而不是 {address}。 \
                 FILES_URL should read s3://bucket or s3://bucket/prefix, not {address}."
            ),
            Self::Place(why) => write!(
                f,
                "附件库打不开：{why}。 The place of files cannot be used: {why}."
            ),
        }
    }
}

impl std::error::Error for NoPlace {}

impl Files {
    /// Files in `folder`, made where there is none; each unit may have `quota` bytes.
    ///
    /// # Errors
    /// The directory cannot be used.
    pub fn in_folder(folder: &Path, quota: u64) -> Result<Self, NoPlace> {
        let place = |error: String| NoPlace::Place(error);
        std::fs::create_dir_all(folder).map_err(|error| place(error.to_string()))?;
        let objects =
            LocalFileSystem::new_with_prefix(folder).map_err(|error| place(error.to_string()))?;
        // An acknowledged byte is on the disk, as a commit is. Directories of uploads that
        // have ended go with their last piece.
        let objects = objects.with_fsync(true).with_automatic_cleanup(true);
        Ok(Self::on(Arc::new(objects), quota))
    }

    /// Files in a bucket, `s3://bucket/prefix`. How to reach it and as whom is in the
    /// environment: `AWS_ENDPOINT`, `AWS_REGION`, `AWS_ACCESS_KEY_ID` and the others of S3.
    ///
    /// # Errors
    /// It is no such address; something in the environment says nothing sensible.
    pub fn in_bucket(address: &str, quota: u64) -> Result<Self, NoPlace> {
        let named = address
            .strip_prefix("s3://")
            .filter(|named| !named.is_empty())
            .ok_or_else(|| NoPlace::Address(address.to_owned()))?;
        let (bucket, prefix) = named.split_once('/').unwrap_or((named, ""));
        // The library asks for a way to encrypt that was chosen for the whole program. A
        // second choice is the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let bucket = AmazonS3Builder::from_env()
            .with_bucket_name(bucket)
            .build()
            .map_err(|error| NoPlace::Place(error.to_string()))?;
        let objects: Arc<dyn ObjectStore> = match prefix.trim_end_matches('/') {
            "" => Arc::new(bucket),
            prefix => Arc::new(PrefixStore::new(bucket, path::Path::from(prefix))),
        };
        Ok(Self::on(objects, quota))
    }

    fn on(objects: Arc<dyn ObjectStore>, quota: u64) -> Self {
        let permits = Arc::new(Semaphore::new(AT_ONCE));
        Self {
            objects,
            quota,
            permits,
        }
    }
}
