//! Each record: whether it is there, at the version that the log says, holding what was
//! written.

use domain::record::Record;

use super::ledger::Expected;
use super::{Books, Findings};
use crate::store::{RecordRow, StoreError};
use crate::sync::contents::contents;

pub(super) fn run(books: &Books<'_>, findings: &mut Findings) -> Result<u64, StoreError> {
    let mut count = 0;
    books.tx.every_record(|row| {
        count += 1;
        let id = row.id;
        let key = (row.platform.clone(), id);
        let Some(expected) = books.ledger.records.get(&key) else {
            findings.add(
                "record_extra",
                format!("记录 {id} 不在日志中"),
                format!("record {id} is in no log"),
            );
            return Ok(());
        };
        expected.met.set(true);
        let version = row.stored.version;
        if version != expected.version || expected.writes != version {
            let (last, writes) = (expected.version, expected.writes);
            findings.add(
                "record_version",
                format!("记录 {id} 的版本是 {version}，日志中写过 {writes} 次，最后是版本 {last}"),
                format!("record {id} has version {version}; the logs tell of {writes} writes, the last being version {last}"),
            );
        } else if !holds(&row, expected) {
            findings.add(
                "record_changed",
                format!("记录 {id} 的内容不是日志所记的内容"),
                format!("record {id} does not hold what the log says was written"),
            );
        }
        Ok(())
    })?;
    for ((_, id), expected) in &books.ledger.records {
        if !expected.met.get() {
            findings.add(
                "record_missing",
                format!("日志中的记录 {id} 不在表中"),
                format!("record {id} of the log is not in the table"),
            );
        }
    }
    Ok(count)
}

/// Whether the row is what was written.
fn holds(row: &RecordRow, expected: &Expected) -> bool {
    let Ok(record) = row.record() else {
        return false;
    };
    let known = expected.contents.as_ref();
    let same = known.is_none_or(|known| *known == contents(&row.stored.body));
    // The digest leaves people out; what they submitted stands in the log under their key.
    let person = match (&record, &expected.entry) {
        (Record::Registration(found), Some(entry)) => {
            found.entry == **entry && entry.read().is_ok_and(|details| details == found.details)
        }
        _ => true,
    };
    let home = record.home(&row.platform).to_string();
    same && person && row.space == home && row.collection == record.collection()
}
