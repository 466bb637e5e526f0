//! Packed segments: a few thousand products in one value of the store. A row is
//! found by its number and read where it lies; nothing is unpacked beforehand.
//!
//! Number of rows, then where each row ends, then the rows: the length of each
//! field, then the fields. All numbers little-endian.

use std::rc::Rc;

use crate::listing::TYPED;

/// How many rows a full segment has.
pub const ROWS: usize = 4096;
/// The fields of a row, in the form's order.
pub const FIELDS: usize = TYPED.len();

const COUNT: usize = size_of::<u32>();
const LENGTH: usize = size_of::<u16>();
const LENGTHS: usize = FIELDS * LENGTH;

/// 打包 — a segment that is being filled.
#[derive(Default)]
pub struct Packing {
    ends: Vec<u32>,
    rows: Vec<u8>,
}

impl Packing {
    /// Adds a row. A field longer than 65,535 bytes is cut there; rows with such
    /// fields are turned away before.
    pub fn push(&mut self, fields: [&str; FIELDS]) {
        let cut = fields.map(|field| &field.as_bytes()[..field.len().min(u16::MAX.into())]);
        for field in cut {
            let length = u16::try_from(field.len()).unwrap_or(u16::MAX);
            self.rows.extend_from_slice(&length.to_le_bytes());
        }
        for field in cut {
            self.rows.extend_from_slice(field);
        }
        // A segment is a few hundred kilobytes: 4096 rows of 7 fields have at most 1.9 GB.
        self.ends
            .push(u32::try_from(self.rows.len()).unwrap_or(u32::MAX));
    }

    /// How many rows it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no row yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The segment's bytes; the next row begins another one.
    pub fn take(&mut self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(COUNT * (1 + self.ends.len()) + self.rows.len());
        let count = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        bytes.extend_from_slice(&count.to_le_bytes());
        for end in self.ends.drain(..) {
            bytes.extend_from_slice(&end.to_le_bytes());
        }
        bytes.append(&mut self.rows);
        bytes
    }
}

/// 数据段 — a segment as it lies in the store.
#[derive(Clone)]
pub struct Segment(Rc<[u8]>);

impl Segment {
    /// The segment of these bytes.
    #[must_use]
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }

    /// How many rows it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.number(0).unwrap_or(0)
    }

    /// The fields of a row; none where there is no such row, or where the bytes
    /// are not a segment's.
    #[must_use]
    pub fn row(&self, row: usize) -> Option<[&str; FIELDS]> {
        let count = self.len();
        let begin = match row {
            _ if row >= count => return None,
            0 => 0,
            _ => self.number(row)?,
        };
        let rows = self.0.get(COUNT * (1 + count)..)?;
        let row = rows.get(begin..self.number(row + 1)?)?;
        let (lengths, mut text) = row.split_at_checked(LENGTHS)?;
        let mut fields = [""; FIELDS];
        for (field, length) in fields.iter_mut().zip(lengths.chunks_exact(LENGTH)) {
            let length = u16::from_le_bytes(length.try_into().ok()?);
            let (bytes, rest) = text.split_at_checked(length.into())?;
            *field = core::str::from_utf8(bytes).ok()?;
            text = rest;
        }
        Some(fields)
    }

    fn number(&self, at: usize) -> Option<usize> {
        let bytes = self.0.get(at * COUNT..(at + 1) * COUNT)?;
        usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(rows: &[[&str; FIELDS]]) -> Segment {
        let mut packing = Packing::default();
        for row in rows {
            packing.push(*row);
        }
        Segment::new(packing.take())
    }

    #[test]
    fn rows_are_read_as_they_were_packed() {
        let rows = [
            ["C1", "注射器", "国械注准1", "湖南某某", "5ml", "支", "1.2"],
            [""; FIELDS],
            ["X2", "阿莫西林", "", "", "", "盒", ""],
        ];
        let segment = packed(&rows);
        assert_eq!(segment.len(), 3);
        for (number, row) in rows.into_iter().enumerate() {
            assert_eq!(segment.row(number), Some(row));
        }
        assert_eq!(segment.row(3), None);
    }

    #[test]
    fn a_taken_segment_leaves_an_empty_one() {
        let mut packing = Packing::default();
        packing.push(["a"; FIELDS]);
        assert_eq!((packing.len(), Segment::new(packing.take()).len()), (1, 1));
        assert!(packing.is_empty() && Segment::new(packing.take()).len() == 0);
    }

    #[test]
    fn bytes_that_are_no_segment_have_no_rows_and_break_nothing() {
        let whole = packed(&[["甲"; FIELDS], ["乙"; FIELDS]]).0;
        for end in 0..whole.len() {
            let cut = Segment::new(whole[..end].to_vec());
            assert_eq!(cut.row(1), None, "cut at {end}");
        }
        assert_eq!(Segment::new(vec![0xff; 40]).row(7), None);
    }
}
