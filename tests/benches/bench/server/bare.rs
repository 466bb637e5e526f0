//! SQLite without a server: inserts what a server's database holds into an empty one.

use anyhow::{Context, Result};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use server::store::Store;
use std::path::Path;
use std::time::Instant;

/// The tables that a push of new listings adds to.
const TABLES: [&str; 4] = ["records", "feeds", "log", "receipts"];

/// How many records a second SQLite inserts, with all that goes with them, `rows` of them in one transaction.
pub fn rows_per_second(source: &Path, rows: usize) -> Result<f64> {
    let source = Connection::open(source)?;
    let tables: Vec<_> = TABLES
        .iter()
        .map(|name| all_of(&source, name))
        .collect::<Result<_>>()?;
    let records = tables.first().map_or(0, Vec::len);
    let commits = (records / rows).max(1);

    let folder = tempfile::tempdir()?;
    let file = folder.path().join("bare.db");
    drop(Store::open(&file)?);
    let mut bare = Connection::open(&file)?;
    bare.pragma_update(None, "synchronous", "full")?;
    bare.pragma_update(None, "foreign_keys", false)?;
    let inserts: Vec<_> = TABLES
        .iter()
        .zip(&tables)
        .map(|(name, rows)| {
            let columns = rows.first().map_or(1, Vec::len);
            let marks = vec!["?"; columns].join(", ");
            format!("INSERT INTO {name} VALUES ({marks})")
        })
        .collect();
    let began = Instant::now();
    for commit in 0..commits {
        let transaction = bare.transaction()?;
        for (insert, rows) in inserts.iter().zip(&tables) {
            let mut insert = transaction.prepare_cached(insert)?;
            let part = rows.len() * commit / commits..rows.len() * (commit + 1) / commits;
            for row in rows.get(part).context("no such part")? {
                insert.execute(params_from_iter(row))?;
            }
        }
        transaction.commit()?;
    }
    Ok(records as f64 / began.elapsed().as_secs_f64())
}

/// Every row of a table, in the order in which they came.
fn all_of(source: &Connection, table: &str) -> Result<Vec<Vec<Value>>> {
    let mut statement = source.prepare(&format!("SELECT * FROM {table} ORDER BY rowid"))?;
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| (0..columns).map(|at| row.get(at)).collect())?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
