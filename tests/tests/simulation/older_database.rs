//! The server's database as an earlier schema has it, with everything that is in it, and
//! brought up to date again by the migrations that a server runs when it starts.

use std::path::Path;

use rusqlite::Connection;
use server::store::{SCHEMA_VERSION, Store};

/// The migrations, in their order.
const MIGRATIONS: [&str; 4] = [
    include_str!("../../../server/migrations/0001_sync.sql"),
    include_str!("../../../server/migrations/0002_accounts.sql"),
    include_str!("../../../server/migrations/0003_fewer_pages.sql"),
    include_str!("../../../server/migrations/0004_person_keys.sql"),
];

/// The same store after a server of `schema` has written it and the present one has
/// opened it; none where that is the present schema.
pub fn upgraded(store: &Store, schema: usize) -> Option<Store> {
    if schema as u64 >= SCHEMA_VERSION {
        return None;
    }
    let folder = tempfile::tempdir_in(memory()).unwrap_or_else(|error| panic!("{error}"));
    let [now, then] = ["now.db", "then.db"].map(|name| folder.path().join(name));
    let saved = store.backup(&now);
    saved.unwrap_or_else(|error| panic!("{error:?}"));
    as_of(schema, &now, &then).unwrap_or_else(|error| panic!("{error}"));
    let opened = Store::open(&then).unwrap_or_else(|error| panic!("{error:?}"));
    let copied = opened.copied().unwrap_or_else(|error| panic!("{error:?}"));
    Some(copied.0)
}

/// Where files cost least.
fn memory() -> std::path::PathBuf {
    let shared = Path::new("/dev/shm");
    if shared.is_dir() {
        shared.to_owned()
    } else {
        std::env::temp_dir()
    }
}

/// Makes the tables of `schema` and takes over the rows of `now`.
fn as_of(schema: usize, now: &Path, then: &Path) -> rusqlite::Result<()> {
    let old = Connection::open(then)?;
    old.pragma_update(None, "synchronous", "off")?;
    old.execute("ATTACH $1 AS now", [&now.to_string_lossy()])?;
    let meta = "SELECT sql FROM now.sqlite_master WHERE name = 'meta'";
    let meta: String = old.query_row(meta, [], |row| row.get(0))?;
    old.execute_batch(&meta)?;
    for migration in MIGRATIONS.iter().take(schema) {
        old.execute_batch(migration)?;
    }
    let mut tables = old.prepare("SELECT name FROM main.sqlite_master WHERE type = 'table'")?;
    let tables: Vec<String> = tables
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for table in tables {
        let columns = format!("SELECT group_concat(name) FROM pragma_table_info('{table}')");
        let columns: String = old.query_row(&columns, [], |row| row.get(0))?;
        old.execute_batch(&format!(
            "INSERT INTO main.{table} ({columns}) SELECT {columns} FROM now.{table}"
        ))?;
    }
    let schema = schema.to_string();
    old.execute(
        "UPDATE main.meta SET value = $1 WHERE key = 'schema'",
        [schema],
    )?;
    Ok(())
}
