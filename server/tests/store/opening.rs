//! Opening: settings, versions of the schema, and the server's life.

use server::store::{SCHEMA_VERSION, Store, StoreError};

use domain::space::{Area, Space};

use crate::folder::Folder;
use crate::support::*;

fn listings() -> Space {
    Space::new(&hunan(), Area::Listings(unit(1)))
}

#[test]
fn the_settings_that_durability_rests_on_are_as_they_should_be() {
    let folder = Folder::new();
    let _store = folder.store();
    let journal: String = folder
        .raw()
        .pragma_query_value(None, "journal_mode", |row| row.get(0))
        .unwrap();
    assert_eq!(journal, "wal");
}

#[test]
fn an_older_program_refuses_a_newer_schema_with_a_sentence_and_leaves_it_alone() {
    let folder = Folder::new();
    drop(folder.store());
    let newer = (SCHEMA_VERSION + 1).to_string();
    folder
        .raw()
        .execute("UPDATE meta SET value = $1 WHERE key = 'schema'", [&newer])
        .unwrap();
    let Err(error) = Store::open(folder.file()) else {
        panic!("opened")
    };
    assert!(matches!(error, StoreError::NewerSchema { found, .. } if found == SCHEMA_VERSION + 1));
    assert!(
        error.to_string().contains("written by a newer program"),
        "{error}"
    );
    let left: String = folder
        .raw()
        .query_row("SELECT value FROM meta WHERE key = 'schema'", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(left, newer);
}

#[test]
fn a_migration_that_fails_midway_leaves_the_old_schema() {
    let folder = Folder::new();
    let raw = folder.raw();
    // In the way of the first migration's last table.
    raw.execute_batch("CREATE TABLE claims (other TEXT)")
        .unwrap();
    assert!(Store::open(folder.file()).is_err());
    let tables: i64 = raw
        .query_row(
            "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(tables, 1);
    raw.execute_batch("DROP TABLE claims").unwrap();
    assert!(Store::open(folder.file()).is_ok());
}

#[test]
fn an_older_database_is_brought_up_to_date_and_keeps_everything() {
    let filled = |folder: &Folder| {
        let mut world = folder.world();
        let commands = ["甲", "乙", "丙"].map(submit).to_vec();
        let receipts = world.send(&operator("a", 1), client(1), 1, commands);
        (world, receipts)
    };
    let folder = Folder::new();
    let (world, receipts) = filled(&folder);
    let news = |world: &World| world.read(|tx| tx.feed_after(&listings(), 0, 10));
    let expected = news(&world);
    assert_eq!(expected.len(), 3);
    drop(world);

    // The same rows in the first two versions' tables.
    let older = Folder::new();
    let raw = older.raw();
    for schema in [
        include_str!("../../migrations/0001_sync.sql"),
        include_str!("../../migrations/0002_accounts.sql"),
    ] {
        raw.execute_batch(schema).unwrap();
    }
    raw.execute_batch(&format!(
        "PRAGMA foreign_keys = OFF; ATTACH '{}' AS newer;
         CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);",
        folder.file().display()
    ))
    .unwrap();
    for table in [
        "meta", "records", "spaces", "feeds", "log", "clients", "receipts",
    ] {
        raw.execute_batch(&format!(
            "INSERT INTO main.{table} SELECT * FROM newer.{table}"
        ))
        .unwrap();
    }
    raw.execute_batch("UPDATE main.meta SET value = '2' WHERE key = 'schema'; DETACH newer")
        .unwrap();
    drop(raw);

    let mut world = older.world();
    assert_eq!(world.listings(), 3);
    assert_eq!(news(&world), expected);
    assert_eq!(world.read(|tx| tx.verify_chain(&listings())), Ok(()));
    // Asked again, the receipts are the same; the queue goes on.
    let again = world.send(
        &operator("a", 1),
        client(1),
        1,
        ["甲", "乙", "丙", "丁"].map(submit).to_vec(),
    );
    assert_eq!(again[..3], receipts[..]);
    assert_eq!(news(&world).len(), 4);
}

#[test]
fn the_servers_life_lasts_over_restarts() {
    let folder = Folder::new();
    let epoch = |store: &Store| store.read::<_, StoreError>(|tx| tx.epoch()).unwrap();
    let first = epoch(&folder.store());
    assert_eq!(first.len(), 32);
    assert_eq!(epoch(&folder.store()), first);
    assert_ne!(epoch(&Store::open_in_memory().unwrap()), first);
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = Folder::new();
    std::fs::write(
        folder.file(),
        "not a database, but long enough to be looked at".repeat(30),
    )
    .unwrap();
    assert!(matches!(
        Store::open(folder.file()),
        Err(StoreError::Database(_))
    ));
}

#[test]
fn a_store_in_memory_has_no_readers() {
    assert!(Store::open_in_memory().unwrap().reader(1).is_err());
}
