//! Whether nothing is forgotten: what is moved is the schema.

use std::collections::BTreeMap;

use super::super::*;
use crate::store::Link;

/// The columns of every table of the schema, by their names.
fn schema(store: &Store) -> BTreeMap<String, Vec<String>> {
    let Link::Sqlite(connection) = store.link() else {
        panic!("not SQLite");
    };
    let mut statement = connection
        .prepare(
            "SELECT tables.name, columns.name FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns \
             WHERE tables.type = 'table'",
        )
        .unwrap();
    let columns = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column) in columns.unwrap().map(Result::unwrap) {
        found.entry(table).or_default().push(column);
    }
    found.values_mut().for_each(|columns| columns.sort());
    found
}

/// The columns between two words of a statement.
fn between(sql: &str, first: &str, second: &str) -> Vec<String> {
    let list = sql
        .split(first)
        .nth(1)
        .unwrap()
        .split(second)
        .next()
        .unwrap();
    list.split(',').map(|name| name.trim().to_owned()).collect()
}

#[test]
fn every_column_of_every_table_is_moved() {
    let mut moved = BTreeMap::new();
    for table in TABLES.iter().chain([&META]) {
        let mut asked = between(table.select, "SELECT ", " FROM");
        assert_eq!(asked, between(table.insert, "(", ")"), "{}", table.name);
        assert_eq!(asked.len(), table.kinds.len(), "{}", table.name);
        let key = between(table.select, "ORDER BY ", ";");
        assert_eq!(asked[..key.len()], key, "{}", table.name);
        asked.sort();
        moved.insert(table.name.to_owned(), asked);
    }
    assert_eq!(moved, schema(&Store::open_in_memory().unwrap()));
}
