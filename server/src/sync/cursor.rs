//! What a cursor says: up to which change a space has been read, and how often
//! its tombstones had been collected then.
//!
//! The second half matters where a space is read for the first time, in pages,
//! after tombstones have been collected: in the middle its reader stands before
//! the collected ones and has yet missed nothing. A client only keeps the
//! number and gives it back. It stays below 2^53, which every reader of JSON
//! can hold.

use crate::store::SpaceRow;

const SEQ_BITS: u32 = 40;

/// 游标 — how far a space has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    pub(super) seq: u64,
    pub(super) trims: u64,
}

impl Cursor {
    /// Read up to `seq` of the space as it is now.
    pub(super) fn at(seq: u64, row: &SpaceRow) -> Self {
        Self {
            seq,
            trims: row.trims,
        }
    }

    pub(super) fn decode(number: u64) -> Self {
        Self {
            seq: number & ((1 << SEQ_BITS) - 1),
            trims: number >> SEQ_BITS,
        }
    }

    pub(super) fn encode(self) -> u64 {
        (self.trims << SEQ_BITS) | self.seq
    }

    /// Whether what follows the cursor is all that its reader lacks.
    pub(super) fn continues(self, row: &SpaceRow) -> bool {
        let known = self.seq <= row.seq && self.trims <= row.trims;
        known && (self.trims == row.trims || self.seq >= row.trimmed_through)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(seq: u64, trimmed_through: u64, trims: u64) -> SpaceRow {
        SpaceRow {
            seq,
            trimmed_through,
            trims,
            head: [0; 32],
            log_length: 0,
        }
    }

    #[test]
    fn a_cursor_is_written_and_read_back_and_is_plainly_the_number_at_first() {
        let cursor = Cursor {
            seq: 12_345,
            trims: 678,
        };
        assert_eq!(Cursor::decode(cursor.encode()), cursor);
        assert_eq!(Cursor { seq: 9, trims: 0 }.encode(), 9);
        assert!(
            Cursor {
                seq: (1 << 40) - 1,
                trims: (1 << 13) - 1
            }
            .encode()
                < 1 << 53
        );
    }

    #[test]
    fn a_cursor_continues_unless_tombstones_it_lacks_are_gone() {
        for (seq, trims, continues) in [
            (10, 0, true),
            (5, 0, true),
            (4, 0, false),
            (4, 1, true),
            (11, 1, false),
            (10, 2, false),
        ] {
            assert_eq!(
                Cursor { seq, trims }.continues(&row(10, 5, 1)),
                continues,
                "{seq} {trims}"
            );
        }
    }
}
