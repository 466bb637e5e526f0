//! The local store: opaque bytes under neutral keys. Only this module knows
//! IndexedDB, and only it knows what lies there sealed.

pub mod at_rest;
mod indexed_db;

pub use indexed_db::IndexedDb;

use crate::replica::{CommitFault, FirstRows, Rows, WriteBatch};

/// 本机存储 — keeps one replica's rows.
pub trait LocalStore {
    /// Everything it holds but the segments, of which only the keys.
    ///
    /// # Errors
    /// Where the store cannot be reached.
    fn first(&self) -> impl Future<Output = Result<FirstRows, CommitFault>>;

    /// The segments from the first of these keys to the last; some may be gone.
    ///
    /// # Errors
    /// Where the store cannot be reached.
    fn segments(
        &self,
        keys: &[String],
    ) -> impl Future<Output = Result<Vec<(String, Vec<u8>)>, CommitFault>>;

    /// Everything it holds.
    ///
    /// # Errors
    /// Where the store cannot be reached.
    fn load(&self) -> impl Future<Output = Result<Rows, CommitFault>>;

    /// Writes all of the batch or nothing; when it returns, the rows survive
    /// the loss of the tab and of power. Gives the new generation.
    ///
    /// # Errors
    /// Another tab was first; no room; the store cannot be reached.
    fn commit(&self, batch: &WriteBatch) -> impl Future<Output = Result<u64, CommitFault>>;
}
