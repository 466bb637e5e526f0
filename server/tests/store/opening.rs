//! Opening: settings, versions of the schema, and the server's life.

use server::store::{SCHEMA_VERSION, Store, StoreError};

use crate::folder::Folder;

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
