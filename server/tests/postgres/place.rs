//! Where tests keep their data: PostgreSQL.

use std::path::Path;
use std::sync::{LazyLock, OnceLock};

use server::store::Store;

use crate::cluster::Database;

/// Brought up to date once, and copied.
static EMPTY: LazyLock<Database> = LazyLock::new(|| {
    let database = Database::new();
    drop(Store::connect(&database.address()).unwrap());
    database
});

/// Filled once, and copied.
static SEEDED: OnceLock<Database> = OnceLock::new();

/// A database that is gone with the test.
pub struct Place(Database);

impl Place {
    /// An empty one.
    pub fn new() -> Self {
        Self(Database::like(EMPTY.name()))
    }

    /// One that holds what `seed` puts into one.
    pub fn seeded(_: &Path, seed: impl FnOnce(&mut Store)) -> Self {
        let seeded = SEEDED.get_or_init(|| {
            let place = Self::new();
            seed(&mut place.store());
            place.0
        });
        Self(Database::like(seeded.name()))
    }

    /// Opens it.
    pub fn store(&self) -> Store {
        Store::connect(&self.address()).unwrap()
    }

    /// What a server of its own has to be told.
    pub fn environment(&self) -> [(&str, String); 1] {
        [("DATABASE_URL", self.address())]
    }

    /// What `DATABASE_URL` is.
    pub fn address(&self) -> String {
        self.0.address()
    }

    /// Past the store: the first column of what is answered.
    pub fn sql(&self, text: &str) -> Vec<String> {
        self.0.sql(text).unwrap()
    }

    /// Everything it holds, as whoever steals it finds it.
    pub fn dump(&self) -> Vec<u8> {
        self.0.dump()
    }
}
