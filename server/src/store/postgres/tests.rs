//! What only a server of PostgreSQL can say, and a watch that hears nothing.

#[path = "../../../tests/postgres/cluster.rs"]
#[allow(dead_code)]
mod cluster;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::space::Space;
use tokio::sync::broadcast;

use super::{Address, Session, sql, watch};
use crate::store::statements::tests::every_statement;
use crate::store::{Store, StoreError};
use cluster::Database;

fn session(database: &Database) -> Session {
    let address: Address = database.address().parse().unwrap();
    Session::open(&address).unwrap()
}

fn spaces(names: &[&str]) -> BTreeSet<Space> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

/// What is announced, in time.
fn heard(announced: &mut broadcast::Receiver<Arc<BTreeSet<Space>>>) -> BTreeSet<Space> {
    let began = Instant::now();
    loop {
        match announced.try_recv() {
            Ok(spaces) => return (*spaces).clone(),
            Err(_) => assert!(
                began.elapsed() < Duration::from_secs(15),
                "nothing is announced"
            ),
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Moves a space on, and tells nobody.
fn move_on(database: &Database, space: &str) {
    let moved = format!(
        "INSERT INTO spaces VALUES ('{space}', 1, 0, 0, '', 0) ON CONFLICT (space) DO UPDATE SET seq = spaces.seq + 1"
    );
    database.sql(&moved).unwrap();
}

#[test]
fn every_statement_fits_the_schema_of_postgresql_too() {
    let database = Database::new();
    drop(Store::connect(&database.address()).unwrap());
    let session = session(&database);
    for text in every_statement() {
        session
            .prepared(text)
            .map_err(|error| format!("{error}: {text}"))
            .unwrap();
    }
}

#[test]
fn a_watch_that_hears_nothing_looks() {
    let database = Database::new();
    drop(Store::connect(&database.address()).unwrap());
    let address: Address = database.address().parse().unwrap();
    let (news, mut announced) = broadcast::channel::<Arc<BTreeSet<Space>>>(8);
    move_on(&database, "hunan/review");
    let watch = watch::start(&address, "deaf", &news, "SELECT 1").unwrap();
    std::thread::sleep(Duration::from_secs(1));
    move_on(&database, "guizhou/review");
    let seen = heard(&mut announced);
    assert_eq!(
        seen,
        spaces(&["guizhou/review"]),
        "and not what was there before"
    );
    drop(watch);
}

#[test]
fn a_watch_is_told_and_does_not_repeat_what_its_own_server_said() {
    let database = Database::new();
    drop(Store::connect(&database.address()).unwrap());
    let address: Address = database.address().parse().unwrap();
    let (news, mut announced) = broadcast::channel::<Arc<BTreeSet<Space>>>(8);
    let _watch = watch::start(&address, "own", &news, sql::LISTEN).unwrap();
    let listening = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'yangcai watch' \
                     AND datname = current_database() AND state = 'idle'";
    while database.sql(listening).unwrap() != ["1"] {
        std::thread::sleep(Duration::from_millis(20));
    }
    std::thread::sleep(Duration::from_millis(200));
    let call = |own: &str, names: &[&str]| {
        let call = watch::call(own, &spaces(names));
        let told = format!("SELECT pg_notify('yangcai_news', '{call}')");
        database.sql(&told).unwrap();
    };
    call("own", &["hunan/review"]);
    call("other", &["guizhou/review"]);
    assert_eq!(heard(&mut announced), spaces(&["guizhou/review"]));
    // More than fits is looked for.
    move_on(&database, "hebei/review");
    let told = "SELECT pg_notify('yangcai_news', E'other\\n*')";
    database.sql(told).unwrap();
    assert_eq!(heard(&mut announced), spaces(&["hebei/review"]));
}

#[test]
fn more_spaces_than_a_call_can_carry_become_a_request_to_look() {
    let unit = |number: u32| {
        format!("hunan/unit/{number:016}.1/listings")
            .parse()
            .unwrap()
    };
    let few: BTreeSet<Space> = (0..3).map(unit).collect();
    assert_eq!(watch::call("own", &few).lines().count(), 4);
    let many: BTreeSet<Space> = (0..1000).map(unit).collect();
    assert_eq!(watch::call("own", &many), "own\n*");
}

#[test]
fn an_error_says_what_postgresql_said_and_nothing_of_the_row() {
    let database = Database::new();
    let mut store = Store::connect(&database.address()).unwrap();
    database
        .sql("ALTER TABLE clients ADD CHECK (last_mid < 7)")
        .unwrap();
    let failed = store.write::<_, StoreError>(|tx| {
        tx.put_client("zzzzzzzzzzzzzzzz".parse().unwrap(), "somebody", 7)
    });
    let said = failed.unwrap_err().to_string();
    assert!(
        said.contains("clients_last_mid_check") && said.contains("23514"),
        "{said}"
    );
    assert!(!said.contains("somebody"), "{said}");
}

#[test]
fn who_did_not_write_leaves_no_lock_and_no_transaction_behind() {
    let database = Database::new();
    let mut store = Store::connect(&database.address()).unwrap();
    let failed: Result<(), StoreError> = store.write(|_| Err(StoreError::Stopped));
    assert!(failed.is_err());
    // What is asked next comes after it.
    store.read::<_, StoreError>(|tx| tx.epoch()).unwrap();
    let left = "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database \
                WHERE locktype = 'advisory' AND datname = current_database()";
    assert_eq!(database.sql(left).unwrap(), ["0"]);
}
