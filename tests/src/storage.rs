//! What a browser keeps: all of IndexedDB, local and session storage and the caches, as text to be searched.
//!
//! A search in what the page can read shows where a secret lies; a search in the profile's own files shows
//! also what was deleted but is still on the disk (though a file may be compressed: search both).

use crate::browser::Browser;
use anyhow::{Result, bail};
use memchr::memmem;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

impl Browser {
    /// One line for each thing that the current page's origin keeps.
    pub async fn storage(&self) -> Result<Vec<String>> {
        let kept = self
            .run_async(include_str!("scripts/storage.js"), vec![])
            .await?;
        match (&kept["lines"], &kept["error"]) {
            (Value::Array(lines), _) => Ok(lines
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect()),
            (_, error) => bail!("storage cannot be read: {error}"),
        }
    }

    /// Takes away what this origin keeps, as a browser does that is short of room. Cookies stay.
    pub async fn evict(&self) -> Result<()> {
        let origin = format!("http://{}", self.origin);
        let kept = "indexeddb,local_storage,cache_storage,service_workers";
        let evicted = json!({ "origin": origin, "storageTypes": kept });
        self.dev_tools("Storage.clearDataForOrigin", evicted)
            .await?;
        Ok(())
    }

    /// Fails when this origin's storage, or any file of the profile, holds `secret`.
    pub async fn assert_keeps_no(&self, secret: &str) -> Result<()> {
        let lines = self.storage().await?;
        let held: Vec<_> = lines.iter().filter(|line| line.contains(secret)).collect();
        let files = self.profile_files_with(secret)?;
        if !held.is_empty() || !files.is_empty() {
            bail!("the browser keeps the secret: {held:#?} in {files:#?}");
        }
        Ok(())
    }

    /// The profile's files that hold this text as UTF-8 or UTF-16.
    pub fn profile_files_with(&self, text: &str) -> Result<Vec<PathBuf>> {
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut found = Vec::new();
        collect(&self.profile(), &[text.as_bytes(), &wide], &mut found)?;
        Ok(found)
    }
}

fn collect(directory: &Path, needles: &[&[u8]], found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(directory)?.flatten() {
        let path = entry.path();
        // A living browser's files come and go, and its locks are links and sockets.
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if kind.is_dir() {
            collect(&path, needles, found)?;
        } else if kind.is_file() {
            let bytes = fs::read(&path).unwrap_or_default();
            if needles
                .iter()
                .any(|needle| memmem::find(&bytes, needle).is_some())
            {
                found.push(path);
            }
        }
    }
    Ok(())
}
