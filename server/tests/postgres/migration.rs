//! A server killed (SIGKILL) in the middle of a migration of PostgreSQL.

use std::time::{Duration, Instant};

use server::store::SCHEMA_VERSION;

use super::running::{Data, start};

#[test]
fn a_migration_killed_midway_leaves_the_old_schema_and_the_next_start_ends_it() {
    let data = Data::new();
    let sql = |text: &str| data.place.sql(text);
    start(&data).stop();
    // As the version before the last left it.
    let old = (SCHEMA_VERSION - 1).to_string();
    sql("DROP TABLE drafts");
    sql(&format!(
        "UPDATE meta SET value = '{old}' WHERE key = 'schema'"
    ));
    let accounts = sql("SELECT count(*) FROM accounts");

    // Somebody holds the row that a migration writes last.
    let address = data.place.address();
    let held = std::thread::spawn(move || crate::cluster::hold_schema(&address));
    let waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                 AND wait_event_type = 'Lock' AND query LIKE '%meta%'";
    let sleeps = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                  AND wait_event = 'PgSleep'";
    until(|| sql(sleeps) == ["1"]);
    let mut killed = data.yangcai().arg("verify-log").spawn().unwrap();
    until(|| sql(waits) == ["1"]);
    killed.kill().unwrap();
    killed.wait().unwrap();
    crate::cluster::cut(&data.place.address());
    held.join().unwrap();

    assert_eq!(sql("SELECT value FROM meta WHERE key = 'schema'"), [old]);
    let made = "SELECT count(*) FROM pg_tables WHERE tablename = 'drafts'";
    assert_eq!(sql(made), ["0"]);
    assert_eq!(sql("SELECT count(*) FROM accounts"), accounts);
    let checked = data.yangcai().arg("verify-log").output().unwrap();
    assert!(checked.status.success(), "{checked:?}");
    assert_eq!(sql(made), ["1"]);
    assert_eq!(sql("SELECT count(*) FROM accounts"), accounts);
}

fn until(mut holds: impl FnMut() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(20));
    }
}
