//! What tells devices of changes: each record in each of its spaces, at its version, and
//! nothing else but that something is gone.

use domain::space::Space;

use super::{Books, Findings};
use crate::store::StoreError;

/// So many rows are read together.
const PAGE: usize = 500;

pub(super) fn run(books: &Books<'_>, findings: &mut Findings) -> Result<u64, StoreError> {
    let tx = books.tx;
    tx.every_record(|row| {
        let Ok(record) = row.record() else {
            return Ok(());
        };
        for space in record.spaces(&row.platform) {
            let version = row.stored.version;
            if tx.feed_of(&space, &row.id)? != Some((version, false)) {
                let id = row.id;
                findings.add(
                    "feed_missing",
                    format!("{space} 的变更流没有记录 {id} 的版本 {version}"),
                    format!(
                        "the feed of {space} does not tell of version {version} of record {id}"
                    ),
                );
            }
        }
        Ok(())
    })?;
    let mut count = 0;
    for space in tx.space_names()? {
        count += stray(books, &space, findings)?;
    }
    Ok(count)
}

/// Looks for rows of a space's feed that should not be there; how many it has.
fn stray(books: &Books<'_>, space: &Space, findings: &mut Findings) -> Result<u64, StoreError> {
    let tx = books.tx;
    let end = tx.space(space)?.map_or(0, |row| row.seq);
    let (mut last, mut count) = (0, 0);
    loop {
        let page = tx.feed_after(space, last, PAGE)?;
        let Some(row) = page.last() else {
            return Ok(count);
        };
        last = row.seq;
        count += page.len() as u64;
        for row in page {
            let record = tx.record(&space.platform, &row.id).ok().flatten();
            let shown =
                record.is_some_and(|found| found.record.spaces(&space.platform).contains(space));
            if shown == row.deleted || row.seq > end {
                let (id, seq) = (row.id, row.seq);
                findings.add(
                    "feed_differs",
                    format!("{space} 变更流第 {seq} 号（记录 {id}）与记录不符"),
                    format!(
                        "number {seq} of the feed of {space} (record {id}) does not fit the record"
                    ),
                );
            }
        }
    }
}
