//! A table as moving sees it: rows of plain values, in the order of its key.

use core::ops::ControlFlow;

use sha2::{Digest, Sha256};

use crate::store::{Kept, Link, Row, StoreError};

/// 列类型 — what a column holds, or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Text,
    Bytes,
    Truth,
}

/// 数据表 — how a table is read and written. What is asked for first is the key,
/// and the values are given in the order in which they are asked for.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) kinds: &'static [Kind],
    pub(super) select: &'static str,
    pub(super) insert: &'static str,
}

/// 摘要 — how many rows a table has, and what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableDigest {
    /// The rows.
    pub rows: u64,
    /// The SHA-256 of every value of every row, in the order of the key.
    pub sha256: [u8; 32],
}

impl Table {
    /// Every row, one after the other.
    pub(super) fn each(
        &self,
        link: Link<'_>,
        mut visit: impl FnMut(&[Kept]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut values = Vec::with_capacity(self.kinds.len());
        link.each(self.select, &[], |row| {
            values.clear();
            for (index, kind) in self.kinds.iter().enumerate() {
                values.push(kind.read(row, index)?);
            }
            visit(&values)?;
            Ok(ControlFlow::<()>::Continue(()))
        })?;
        Ok(())
    }

    /// Copies every row of `from` to `to`; what was in it.
    pub(super) fn copy(&self, from: Link<'_>, to: Link<'_>) -> Result<TableDigest, StoreError> {
        let mut sum = Sum::default();
        self.each(from, |values| {
            sum.add(values);
            self.put(to, values)
        })?;
        Ok(sum.digest())
    }

    /// Writes a row.
    pub(super) fn put(&self, link: Link<'_>, values: &[Kept]) -> Result<(), StoreError> {
        let values: Vec<_> = values.iter().map(Kept::value).collect();
        link.tell(self.insert, &values)
    }

    /// What is in it.
    pub(super) fn digest(&self, link: Link<'_>) -> Result<TableDigest, StoreError> {
        let mut sum = Sum::default();
        self.each(link, |values| {
            sum.add(values);
            Ok(())
        })?;
        Ok(sum.digest())
    }
}

impl Kind {
    fn read(self, row: Row<'_>, index: usize) -> Result<Kept, StoreError> {
        let read = match self {
            Self::Number => row.get::<Option<i64>>(index)?.map(Kept::Number),
            Self::Text => row
                .get::<Option<String>>(index)?
                .map(|text| Kept::Text(text.into())),
            Self::Bytes => row
                .get::<Option<Vec<u8>>>(index)?
                .map(|bytes| Kept::Bytes(bytes.into())),
            Self::Truth => row.get::<Option<bool>>(index)?.map(Kept::Truth),
        };
        Ok(read.unwrap_or(Kept::Null))
    }
}

/// A digest that is being made.
#[derive(Default)]
struct Sum {
    rows: u64,
    hasher: Sha256,
}

impl Sum {
    fn add(&mut self, values: &[Kept]) {
        self.rows += 1;
        values
            .iter()
            .for_each(|value| feed(&mut self.hasher, value));
    }

    fn digest(self) -> TableDigest {
        TableDigest {
            rows: self.rows,
            sha256: self.hasher.finalize().into(),
        }
    }
}

/// A value with its kind and length, so that no two rows feed the same bytes.
fn feed(hasher: &mut Sha256, value: &Kept) {
    let number;
    let (kind, bytes): (u8, &[u8]) = match value {
        Kept::Null => (0, &[]),
        Kept::Number(value) => {
            number = value.to_be_bytes();
            (1, &number)
        }
        Kept::Text(text) => (2, text.as_bytes()),
        Kept::Bytes(bytes) => (3, bytes),
        Kept::Truth(truth) => (4, if *truth { &[1] } else { &[0] }),
    };
    hasher.update([kind]);
    hasher.update((bytes.len() as u64).to_be_bytes());
    hasher.update(bytes);
}
