//! A folder that is gone with the test.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use rusqlite::Connection;
use server::store::Store;

use crate::support::World;

pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "yangcai-store-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn file(&self) -> PathBuf {
        self.0.join("yangcai.db")
    }

    pub fn store(&self) -> Store {
        Store::open(self.file()).unwrap()
    }

    pub fn world(&self) -> World {
        World::of(self.store())
    }

    /// Whether everything lies in the one file.
    pub fn is_tidy(&self) -> bool {
        let wal = self.path().join("yangcai.db-wal");
        !wal.exists() || std::fs::metadata(wal).unwrap().len() == 0
    }

    /// A connection past the store, for faults.
    pub fn raw(&self) -> Connection {
        Connection::open(self.file()).unwrap()
    }

    /// Changes something past the store; how many rows, or why not.
    pub fn change(&self, statement: &str) -> Result<u64, String> {
        let changed = self.raw().execute(statement, []);
        changed
            .map(|rows| rows as u64)
            .map_err(|error| error.to_string())
    }

    /// Statements past the store.
    pub fn run(&self, statements: &str) {
        self.raw().execute_batch(statements).unwrap();
    }

    /// Whoever has the file in hand takes the triggers away first.
    pub fn tamper(&self, statement: &str) {
        self.raw()
            .execute_batch("DROP TRIGGER log_refuses_update; DROP TRIGGER log_refuses_delete")
            .unwrap();
        assert!(self.change(statement).unwrap() > 0);
    }

    /// From now on `event` fails on `table`, where `when` holds of the new row.
    pub fn breaks(&self, table: &str, event: &str, when: Option<&str>) {
        let when = when.map_or(String::new(), |when| format!("WHEN {when}"));
        let fail = format!(
            "CREATE TRIGGER fails BEFORE {event} ON {table} {when} BEGIN SELECT RAISE(ABORT, 'no room'); END"
        );
        self.raw().execute_batch(&fail).unwrap();
    }

    /// From now on each commit of something in the log fails, and nothing before it:
    /// there is a debt that only the commit finds.
    pub fn breaks_commits(&self) {
        self.raw()
            .execute_batch(
                "CREATE TABLE debts (id BIGINT REFERENCES meta (key) DEFERRABLE INITIALLY DEFERRED);
                 CREATE TRIGGER fails AFTER INSERT ON log BEGIN INSERT INTO debts VALUES ('none'); END",
            )
            .unwrap();
    }

    /// Nothing fails any more.
    pub fn mends(&self, _table: &str) {
        self.raw().execute_batch("DROP TRIGGER fails").unwrap();
    }

    /// What would write over the log's entry 3.
    pub const REPLACEMENT: &str = "INSERT OR REPLACE INTO log \
        SELECT space, position, 'x', previous_head, head FROM log WHERE position = 3";
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
