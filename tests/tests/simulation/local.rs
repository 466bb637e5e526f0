//! A local store as a browser's is: all or nothing, one generation for all tabs.

use std::collections::BTreeMap;

use app::replica::{CommitFault, Rows, WriteBatch};

/// The database of one device.
#[derive(Clone, Default)]
pub struct LocalDatabase {
    generation: u64,
    rows: BTreeMap<String, Vec<u8>>,
}

impl LocalDatabase {
    pub fn load(&self) -> Rows {
        let rows = self
            .rows
            .iter()
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        Rows {
            generation: self.generation,
            rows,
        }
    }

    pub fn commit(&mut self, batch: &WriteBatch) -> Result<u64, CommitFault> {
        if let Some(expected) = batch.expect {
            if expected != self.generation {
                return Err(CommitFault::Overtaken);
            }
            self.generation += 1;
        }
        for key in &batch.delete {
            self.rows.remove(key);
        }
        for (key, value) in &batch.put {
            self.rows.insert(key.clone(), value.clone());
        }
        Ok(self.generation)
    }
}
