//! A local store as a browser's is: all or nothing, one generation for all tabs.

use std::collections::{BTreeMap, BTreeSet};

use app::replica::{CommitFault, FirstRows, Item, Rows, SEGMENT, WriteBatch};
use serde::Deserialize;

/// The database of one device.
#[derive(Clone, Default)]
pub struct LocalDatabase {
    pub generation: u64,
    rows: BTreeMap<String, Vec<u8>>,
}

/// What marks a command wherever it goes, whatever else is in it.
#[derive(Deserialize)]
pub struct Marked {
    pub at: i64,
}

impl LocalDatabase {
    pub fn load(&self) -> Rows {
        self.rows_but(|_| true)
    }

    /// What a tab reads first.
    pub fn first(&self) -> FirstRows {
        let segments = self.rows.keys().filter(|key| key.starts_with(SEGMENT));
        FirstRows {
            rows: self.rows_but(|key| !key.starts_with(SEGMENT)),
            segments: segments.cloned().collect(),
        }
    }

    pub fn row(&self, key: &str) -> Option<Vec<u8>> {
        self.rows.get(key).cloned()
    }

    fn rows_but(&self, wanted: impl Fn(&str) -> bool) -> Rows {
        let rows = self.rows.iter().filter(|(key, _)| wanted(key));
        Rows {
            generation: self.generation,
            rows: rows
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
        }
    }

    pub fn commit(&mut self, batch: &WriteBatch, now: i64) -> Result<u64, CommitFault> {
        if batch
            .expect
            .is_some_and(|expected| expected != self.generation)
        {
            return Err(CommitFault::Overtaken);
        }
        self.generation = batch.generation(now).unwrap_or(self.generation);
        for key in &batch.delete {
            self.rows.remove(key);
        }
        for (key, value) in &batch.put {
            self.rows.insert(key.clone(), value.clone());
        }
        Ok(self.generation)
    }

    /// The marks of all commands that are kept here.
    pub fn marks(&self) -> BTreeSet<i64> {
        let kept = self.rows.iter().filter(|(key, _)| key.starts_with('o'));
        kept.filter_map(|(_, value)| {
            let item: Item = domain::json::read(core::str::from_utf8(value).ok()?)?;
            Some(mark(&item.bytes))
        })
        .collect()
    }
}

/// The mark of a command by its bytes.
pub fn mark(bytes: &str) -> i64 {
    let marked: Marked =
        serde_json::from_str(bytes).unwrap_or_else(|error| panic!("{error}: {bytes}"));
    marked.at
}
