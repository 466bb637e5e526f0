//! Where tests keep their data: SQLite.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rusqlite::Connection;
use rusqlite::types::Value;
use server::store::Store;
use tempfile::TempDir;

/// Filled once, and copied.
static SEEDED: OnceLock<(TempDir, PathBuf)> = OnceLock::new();

/// A database that is gone with the test.
pub struct Place(Option<PathBuf>);

impl Place {
    /// An empty one, which can be opened once.
    pub fn new() -> Self {
        Self(None)
    }

    /// One in `folder` that holds what `seed` puts into one.
    pub fn seeded(folder: &Path, seed: impl FnOnce(&mut Store)) -> Self {
        let (_, seeded) = SEEDED.get_or_init(|| {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("seeded.db");
            seed(&mut Store::open(&path).unwrap());
            (folder, path)
        });
        let file = folder.join("yangcai.db");
        std::fs::copy(seeded, &file).unwrap();
        Self(Some(file))
    }

    /// What a server of its own has to be told: nothing, it finds it in its folder.
    pub fn environment(&self) -> [(&str, String); 0] {
        []
    }

    /// Opens it.
    pub fn store(&self) -> Store {
        match &self.0 {
            Some(file) => Store::open(file).unwrap(),
            None => Store::open_in_memory().unwrap(),
        }
    }

    /// Past the store: the first column of what is answered.
    pub fn sql(&self, text: &str) -> Vec<String> {
        let raw = Connection::open(self.0.as_ref().unwrap()).unwrap();
        let mut statement = raw.prepare(text).unwrap();
        if statement.column_count() == 0 {
            statement.execute([]).unwrap();
            return vec![];
        }
        let rows = statement.query_map([], |row| {
            Ok(match row.get(0)? {
                Value::Text(text) => text,
                other => format!("{other:?}"),
            })
        });
        rows.unwrap().map(Result::unwrap).collect()
    }

    /// Everything it holds, as whoever steals it finds it.
    pub fn dump(&self) -> Vec<u8> {
        let mut folders = vec![self.0.as_ref().unwrap().parent().unwrap().to_owned()];
        let mut dump = vec![];
        while let Some(folder) = folders.pop() {
            for found in std::fs::read_dir(folder).unwrap() {
                let path = found.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    dump.extend(std::fs::read(path).unwrap());
                }
            }
        }
        dump
    }
}
