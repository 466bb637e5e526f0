//! Where tests keep their data: SQLite.

use server::store::Store;

/// A database that is gone with the test.
pub struct Place;

impl Place {
    pub fn new() -> Self {
        Self
    }

    /// Opens it.
    pub fn store(&self) -> Store {
        Store::open_in_memory().unwrap()
    }
}
