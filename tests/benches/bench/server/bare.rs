//! SQLite without a server: writes what a server's pushes wrote into an empty database, with the same schema, the
//! same settings, and as many pushes in a transaction as is said.

use super::ours::PLATFORM;
use anyhow::{Context, Result};
use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params_from_iter};
use server::store::Store;
use std::path::Path;
use std::time::Instant;

/// The rows of a push of new listings, each table's in the order in which they were committed: that of the numbers
/// in the centre's space, where every listing appears.
const INSERTED: [(&str, &str); 4] = [
    (
        "records",
        "SELECT records.* FROM records JOIN feeds ON record_id = id AND feeds.space LIKE '%/review' ORDER BY seq",
    ),
    (
        "feeds",
        "SELECT feeds.* FROM feeds JOIN feeds AS came USING (record_id) WHERE came.space LIKE '%/review' \
         ORDER BY came.seq, feeds.space",
    ),
    ("log", "SELECT * FROM log ORDER BY rowid"),
    (
        "receipts",
        "SELECT receipts.* FROM receipts JOIN feeds ON record_id = client_id || '.' || mid || '.1' \
         WHERE feeds.space LIKE '%/review' ORDER BY seq",
    ),
];

/// The rows that a push finds and changes, with the statements that do so.
const FOUND: [(&str, &str); 2] = [
    ("clients", "SELECT * FROM clients"),
    ("spaces", "SELECT * FROM spaces"),
];
const MOVE_CLIENT: &str = "UPDATE clients SET last_mid = ?2 WHERE client_id = ?1";
const MOVE_SPACE: &str = "UPDATE spaces SET seq = ?2, log_length = ?2 WHERE space = ?1";

type Rows = Vec<Vec<Value>>;

/// How many records a second SQLite writes, with all that goes with them, `rows` of them in one transaction.
pub fn rows_per_second(source: &Path, rows: usize) -> Result<f64> {
    let source = Connection::open(source)?;
    let read = |tables: &[(&'static str, &str)]| -> Result<Vec<(&'static str, Rows)>> {
        let tables = tables.iter();
        tables
            .map(|(name, select)| Ok((*name, all_of(&source, select)?)))
            .collect()
    };
    let (inserted, found) = (read(&INSERTED)?, read(&FOUND)?);
    let records = inserted.first().map_or(0, |(_, rows)| rows.len());
    let commits = (records / rows).max(1);

    let folder = tempfile::tempdir()?;
    let file = folder.path().join("bare.db");
    drop(Store::open(&file)?);
    let mut bare = Connection::open(&file)?;
    for (setting, value) in [
        ("synchronous", "full"),
        ("foreign_keys", "on"),
        ("cache_size", "-24576"),
        ("wal_autocheckpoint", "4000"),
        ("temp_store", "memory"),
    ] {
        bare.pragma_update(None, setting, value)?;
    }
    let before = bare.transaction()?;
    found
        .iter()
        .try_for_each(|(name, rows)| insert(&before, name, rows))?;
    before.commit()?;

    let began = Instant::now();
    for commit in 0..commits {
        let transaction = bare.transaction()?;
        for (name, rows) in &inserted {
            let part = rows.len() * commit / commits..rows.len() * (commit + 1) / commits;
            let rows = rows.get(part).context("no such part")?;
            insert(&transaction, name, rows)?;
            if *name == "receipts" {
                change(&transaction, rows)?;
            }
        }
        transaction.commit()?;
    }
    Ok(records as f64 / began.elapsed().as_secs_f64())
}

fn insert(transaction: &Transaction<'_>, table: &str, rows: &[Vec<Value>]) -> Result<()> {
    let columns = rows.first().map_or(1, Vec::len);
    let marks = vec!["?"; columns].join(", ");
    let mut insert =
        transaction.prepare_cached(&format!("INSERT INTO {table} VALUES ({marks})"))?;
    for row in rows {
        insert.execute(params_from_iter(row))?;
    }
    Ok(())
}

/// Moves on the queues and the spaces of so many receipts.
fn change(transaction: &Transaction<'_>, receipts: &[Vec<Value>]) -> Result<()> {
    let review = Value::Text(format!("{PLATFORM}/review"));
    for receipt in receipts {
        let [id, mid, _, _, home, _] = receipt.as_slice() else {
            anyhow::bail!("a receipt has other columns");
        };
        let moves = [(MOVE_CLIENT, id), (MOVE_SPACE, home), (MOVE_SPACE, &review)];
        for (sql, key) in moves {
            transaction.prepare_cached(sql)?.execute([key, mid])?;
        }
    }
    Ok(())
}

/// Every row of a query.
fn all_of(source: &Connection, select: &str) -> Result<Rows> {
    let mut statement = source.prepare(select)?;
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| (0..columns).map(|at| row.get(at)).collect())?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
