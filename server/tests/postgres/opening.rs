//! Opening a database of PostgreSQL: whether it is fit, and its versions.

use server::store::{SCHEMA_VERSION, Store, StoreError};

use crate::cluster::Database;
use crate::folder::Folder;
use crate::support::*;

/// Why it is not opened.
fn refusal(address: &str) -> StoreError {
    match Store::connect(address) {
        Ok(_) => panic!("opened"),
        Err(error) => error,
    }
}

#[test]
fn an_address_of_something_else_is_refused_in_a_sentence_without_the_password() {
    for address in [
        "",
        "sqlite://x",
        "mysql://u:secret@host/db",
        "postgres://u:secret@host:port/db",
    ] {
        let error = refusal(address);
        assert!(
            matches!(error, StoreError::Address(_)),
            "{address}: {error}"
        );
        assert!(
            error
                .to_string()
                .contains("postgres://user:password@host/database")
        );
        assert!(!error.to_string().contains("secret"), "{error}");
    }
}

#[test]
fn a_server_that_cannot_be_reached_is_named_by_its_fault_and_not_by_its_password() {
    let error = refusal("postgres://u:secret@%2Fnowhere/db").to_string();
    assert!(
        error.contains("No such file") && !error.contains("secret"),
        "{error}"
    );
}

#[test]
fn an_older_program_refuses_a_newer_schema_and_leaves_it_alone() {
    let folder = Folder::new();
    let newer = (SCHEMA_VERSION + 1).to_string();
    folder
        .change(&format!(
            "UPDATE meta SET value = '{newer}' WHERE key = 'schema'"
        ))
        .unwrap();
    let error = refusal(&folder.database().address());
    assert!(matches!(error, StoreError::NewerSchema { found, .. } if found == SCHEMA_VERSION + 1));
    let left = folder
        .database()
        .sql("SELECT value FROM meta WHERE key = 'schema'");
    assert_eq!(left.unwrap(), [newer]);
}

#[test]
fn a_migration_that_fails_midway_leaves_nothing() {
    let database = Database::new();
    // In the way of one of the last tables.
    database.sql("CREATE TABLE claims (other TEXT)").unwrap();
    refusal(&database.address());
    let tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
    assert_eq!(database.sql(tables).unwrap(), ["1"]);
    database.sql("DROP TABLE claims").unwrap();
    drop(Store::connect(&database.address()).unwrap());
}

#[test]
fn a_database_that_holds_no_chinese_is_refused() {
    let database = Database::new();
    let latin = format!("{}_latin", database.name());
    database
        .sql(&format!(
            "CREATE DATABASE {latin} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'"
        ))
        .unwrap();
    let address = format!("{}_latin", database.address());
    let error = refusal(&address);
    database
        .sql(&format!("DROP DATABASE {latin} WITH (FORCE)"))
        .unwrap();
    assert!(
        matches!(&error, StoreError::Pragma { name: "server_encoding", found } if found == "LATIN1"),
        "{error}"
    );
}

#[test]
fn servers_that_start_at_once_migrate_once() {
    let database = Database::new();
    let address = database.address();
    let epochs: Vec<String> = std::thread::scope(|scope| {
        let starting: Vec<_> = (0..6)
            .map(|_| {
                scope.spawn(|| {
                    let store = Store::connect(&address).unwrap();
                    store.read::<_, StoreError>(|tx| tx.epoch()).unwrap()
                })
            })
            .collect();
        starting
            .into_iter()
            .map(|store| store.join().unwrap())
            .collect()
    });
    assert!(epochs.iter().all(|epoch| *epoch == epochs[0]), "{epochs:?}");
}

#[test]
fn the_log_refuses_to_be_emptied() {
    let folder = Folder::new();
    let error = folder.database().sql("TRUNCATE log").unwrap_err();
    assert!(error.contains("append-only"), "{error}");
}

#[test]
fn rows_come_in_the_order_of_their_bytes_whatever_the_language() {
    let folder = Folder::new();
    let mut world = folder.world();
    for owner in [3, 1, 2] {
        let commands = vec![submit("甲"); 12];
        world.send(&operator("a", owner), client(owner), 1, commands);
    }
    let found = world.read(|tx| tx.records_of(&hunan(), "listing"));
    let names: Vec<String> = found.iter().map(|found| found.id.to_string()).collect();
    let mut sorted = names.clone();
    sorted.sort();
    assert_eq!((names.len(), &names), (36, &sorted));
}
