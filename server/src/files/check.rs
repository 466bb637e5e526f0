//! 核对附件: files against the rows that name them, every byte.

use std::collections::BTreeSet;

use futures_util::TryStreamExt;
use object_store::ObjectStore;
use object_store::path::Path;

use super::{FileDigest, Files, FilesError};
use crate::store::{StoreError, Transaction};

/// 附件核对结果 — what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilesReport {
    /// How many files are as they were kept.
    pub whole: u64,
    /// Files that a row names and that are not there.
    pub missing: Vec<FileDigest>,
    /// Files whose bytes have changed.
    pub damaged: Vec<FileDigest>,
    /// Files that no row names: what a crash left between bytes and row. They harm nobody.
    pub unnamed: Vec<String>,
}

impl FilesReport {
    /// Whether everything that a row names is as it was kept.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.missing.is_empty() && self.damaged.is_empty()
    }
}

/// The digests that rows name, to be checked outside of the transaction.
///
/// # Errors
/// The store failed.
fn named(tx: &Transaction<'_>) -> Result<BTreeSet<FileDigest>, StoreError> {
    Ok(tx
        .all_files()?
        .into_iter()
        .map(|(_, digest, _)| digest)
        .collect())
}

/// 核对附件 — reads every file that the store names, and looks for others. `store` is
/// read once, before the files are: what is added meanwhile is found unnamed.
///
/// # Errors
/// The store or the place of files failed; a file that is missing or damaged is a finding.
pub async fn check(
    files: &Files,
    store: &crate::store::Store,
) -> Result<FilesReport, Box<dyn std::error::Error>> {
    let named = store.read(named)?;
    let mut report = FilesReport::default();
    for digest in &named {
        match files.bytes(digest).await {
            Ok(_) => report.whole += 1,
            Err(FilesError::Missing) => report.missing.push(digest.clone()),
            Err(FilesError::Damaged) => report.damaged.push(digest.clone()),
            Err(error) => return Err(error.into()),
        }
    }
    let mut found = files.objects.list(Some(&Path::from("files")));
    while let Some(object) = found.try_next().await? {
        let name = object.location.filename().unwrap_or_default();
        let known = FileDigest::parse(name).is_some_and(|digest| named.contains(&digest));
        if !known {
            report.unnamed.push(object.location.to_string());
        }
    }
    Ok(report)
}
