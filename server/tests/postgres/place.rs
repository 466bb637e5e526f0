//! Where tests keep their data: PostgreSQL.

use std::sync::LazyLock;

use server::store::Store;

use crate::cluster::Database;

/// Brought up to date once, and copied.
static EMPTY: LazyLock<Database> = LazyLock::new(|| {
    let database = Database::new();
    drop(Store::connect(&database.address()).unwrap());
    database
});

/// A database that is gone with the test.
pub struct Place(Database);

impl Place {
    pub fn new() -> Self {
        Self(Database::like(EMPTY.name()))
    }

    /// Opens it.
    pub fn store(&self) -> Store {
        Store::connect(&self.0.address()).unwrap()
    }
}
