//! What is written to the local store: opaque bytes under keys that reveal
//! nothing, all or none.

use serde::Serialize;

/// Keys begin with one letter for what they hold.
pub(super) const META: &str = "m";
pub(super) const BASE: &str = "b";
pub(super) const OUTBOX: &str = "o";
pub(super) const DRAFT: &str = "d";
/// The first lines of the list, once more.
pub(super) const HEAD: &str = "h";
/// 数据段 — many rows of the base in one. The last letter of all: whoever wants
/// to begin without them reads up to here.
pub const SEGMENT: &str = "s";

/// Segments are numbered with room for 2^16 in a generation.
const FIRST: u64 = (1 << 46) - 1;

/// 写入批次 — rows to put and keys to delete in one transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WriteBatch {
    /// The generation that the store must still have; the commit raises it by
    /// one. None for drafts, which stand beside the replica.
    ///
    /// This is how tabs share one store without a leader: a number in the queue
    /// is allocated by the commit that appends to it, or not at all.
    pub expect: Option<u64>,
    /// For drafts, instead of the generation: a row that must still hold these bytes, none
    /// where nothing must stand there. What another tab has written since stays.
    pub over: Option<(String, Vec<u8>)>,
    /// Rows to write.
    pub put: Vec<(String, Vec<u8>)>,
    /// Keys to remove, before the rows are written.
    pub delete: Vec<String>,
}

/// 本机数据 — everything a store holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// How often the store has been committed to.
    pub generation: u64,
    /// Every row.
    pub rows: Vec<(String, Vec<u8>)>,
}

/// 先读的数据 — what is read first of a store: everything but its segments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirstRows {
    /// All other rows.
    pub rows: Rows,
    /// The segments' keys.
    pub segments: Vec<String>,
}

/// 写入失败 — why a batch was not committed. Nothing of it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommitFault {
    /// Another tab committed first: reload and do it again.
    Overtaken,
    /// No room left on this device.
    Full,
    /// The store is sealed and its key is not here: it opens with the password.
    Locked,
    /// The store cannot be reached; the sentence is the browser's.
    Unavailable(String),
}

impl WriteBatch {
    /// The generation that the commit makes; none where it does not count. A store's
    /// first is taken from the clock (`now` in milliseconds), so that what a tab
    /// remembers of a store that was thrown away fits none that came after it.
    #[must_use]
    pub fn generation(&self, now: i64) -> Option<u64> {
        Some(match self.expect? {
            0 => now.unsigned_abs() & FIRST | 1,
            earlier => earlier + 1,
        })
    }

    /// Whether `rows` are what this batch has made of its store, although it was said
    /// to have failed: a connection may die after the commit and before the answer.
    /// Done again it would be a second command.
    #[must_use]
    pub fn made(&self, rows: &Rows) -> bool {
        let is_there = |row| rows.rows.contains(row);
        self.expect
            .is_some_and(|earlier| earlier + 1 == rows.generation)
            && self.put.iter().all(is_there)
    }

    /// Whether there is nothing to commit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.put.is_empty() && self.delete.is_empty()
    }

    pub(super) fn put(&mut self, kind: &str, name: &str, value: &impl Serialize) {
        self.put_bytes(kind, name, domain::json::write(value).into_bytes());
    }

    pub(super) fn put_bytes(&mut self, kind: &str, name: &str, bytes: Vec<u8>) {
        self.put.push((format!("{kind}{name}"), bytes));
    }

    pub(super) fn delete(&mut self, kind: &str, name: &str) {
        self.delete.push(format!("{kind}{name}"));
    }
}
