//! Moving within SQLite: what is told apart, and what is refused.

mod sql;

use super::*;

#[test]
fn a_digest_tells_every_value_from_every_other() {
    let digest = |value: &str, holder: &str| {
        let mut store = Store::open_in_memory().unwrap();
        store
            .write::<_, StoreError>(|tx| {
                let claims = TABLES.iter().find(|table| table.name == "claims").unwrap();
                let row = ["hunan", "phone", value, holder]
                    .map(|text| crate::store::Kept::Text(text.into()));
                claims.put(tx.link(), &row)?;
                claims.digest(tx.link())
            })
            .unwrap()
    };
    assert_eq!(digest("1", "23"), digest("1", "23"));
    assert_ne!(digest("1", "23"), digest("12", "3"));
    assert_ne!(digest("1", "23"), digest("1", "24"));
}

#[test]
fn a_store_that_holds_something_is_not_written_over() {
    let filled = || {
        let mut store = Store::open_in_memory().unwrap();
        let client = "zzzzzzzzzzzzzzzz".parse().unwrap();
        store.write(|tx| tx.put_client(client, "x", 1)).unwrap();
        store
    };
    let refused = filled().copy_from(&filled());
    assert!(matches!(refused, Err(StoreError::NotEmpty("clients"))));
    let moved = Store::open_in_memory()
        .unwrap()
        .copy_from(&filled())
        .unwrap();
    let clients = moved.iter().find(|moved| moved.table == "clients").unwrap();
    assert_eq!(clients.digest.rows, 1);
}
