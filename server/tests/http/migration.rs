//! A migration that is killed (SIGKILL) at each of its writes: the database is the old one
//! or the new one, and the next start brings it up to date with everything in it.

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;

use rusqlite::Connection;
use server::store::{SCHEMA_VERSION, Store, StoreError};

use super::running::{Data, start};

/// The tables' rows in the layout of the first two versions.
fn aged(newer: &Path, older: &Path) {
    let raw = Connection::open(older).unwrap();
    for schema in [
        include_str!("../../migrations/0001_sync.sql"),
        include_str!("../../migrations/0002_accounts.sql"),
    ] {
        raw.execute_batch(schema).unwrap();
    }
    raw.execute_batch(&format!(
        "PRAGMA foreign_keys = OFF; ATTACH '{}' AS newer;
         CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);",
        newer.display()
    ))
    .unwrap();
    for table in [
        "meta", "records", "spaces", "feeds", "log", "clients", "receipts", "accounts", "claims",
    ] {
        raw.execute_batch(&format!(
            "INSERT INTO main.{table} SELECT * FROM newer.{table}"
        ))
        .unwrap();
    }
    raw.execute_batch("UPDATE main.meta SET value = '2' WHERE key = 'schema'; DETACH newer")
        .unwrap();
}

/// The version that a database says it has, and its tables.
fn schema(file: &Path) -> (u64, Vec<String>) {
    let raw = Connection::open(file).unwrap();
    let version: String = raw
        .query_row("SELECT value FROM meta WHERE key = 'schema'", [], |row| {
            row.get(0)
        })
        .unwrap();
    let mut tables = raw
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        .unwrap();
    let names = tables.query_map([], |row| row.get(0)).unwrap();
    (
        version.parse().unwrap(),
        names.map(Result::unwrap).collect(),
    )
}

/// What of the content must outlive everything.
fn content(file: &Path) -> impl PartialEq + std::fmt::Debug {
    let store = Store::open(file).unwrap();
    store
        .read::<_, StoreError>(|tx| {
            let mut logs = vec![];
            for space in tx.space_names()? {
                logs.push((tx.log_entries(&space)?, tx.feed_after(&space, 0, 9999)?));
            }
            Ok((tx.epoch()?, tx.last_mids()?, tx.account_count()?, logs))
        })
        .unwrap()
}

#[test]
fn a_migration_killed_at_any_of_its_writes_leaves_the_old_schema_or_the_new() {
    let data = Data::new();
    start(&data).stop();
    let newer = data.folder.path().join("yangcai.db");
    let expected = content(&newer);
    let old = data.folder.path().join("old.db");
    aged(&newer, &old);
    let before = schema(&old);
    let (mut killed, mut unchanged) = (0, 0);
    for write in 1.. {
        let _ = std::fs::remove_file(data.folder.path().join("yangcai.db-wal"));
        let _ = std::fs::remove_file(data.folder.path().join("yangcai.db-shm"));
        std::fs::copy(&old, &newer).unwrap();
        let mut command = Command::new("strace");
        command.args(["-D", "-f", "-o", "/dev/null", "-e", "trace=pwrite64"]);
        let kill = format!("inject=pwrite64:signal=KILL:when={write}");
        command.args(["-e", &kill, env!("CARGO_BIN_EXE_yangcai"), "verify-log"]);
        command
            .env("DATA_DIR", data.folder.path())
            .env_remove("DATABASE_URL");
        let status = command.output().unwrap().status;
        if status.signal() != Some(9) {
            assert!(status.success(), "{status}");
            break;
        }
        killed += 1;
        let (version, tables) = schema(&newer);
        if version == before.0 {
            assert_eq!(tables, before.1, "killed at write {write}");
            unchanged += 1;
        } else {
            assert_eq!(version, SCHEMA_VERSION, "killed at write {write}");
        }
        assert_eq!(content(&newer), expected, "killed at write {write}");
    }
    println!("killed at {killed} writes, {unchanged} of them with the old schema left");
    assert!(killed > 20 && unchanged > 5, "{killed} {unchanged}");
}
