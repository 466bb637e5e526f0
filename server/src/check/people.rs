//! What stands in the log under people's keys: it opens, or its key was destroyed.

use super::{Books, Findings};
use crate::store::StoreError;

pub(super) fn run(books: &Books<'_>, findings: &mut Findings) -> Result<u64, StoreError> {
    let ledger = books.ledger;
    for (space, position, key) in &ledger.closed {
        if !ledger.erased.contains(key) {
            findings.add(
                "person_unreadable",
                format!("{space} 日志第 {position} 条的个人信息打不开，也没有删除它的记录"),
                format!("what stands under a key in entry {position} of {space} does not open, and no log says that it was erased"),
            );
        }
    }
    let keys = books.tx.person_keys()?;
    for key in &keys {
        if ledger.erased.contains(&key.id) {
            let id = &key.id;
            findings.add(
                "person_kept",
                format!("日志说密钥 {id} 已销毁，但它还在"),
                format!("the log says that key {id} was destroyed, and it is there"),
            );
        }
    }
    Ok(keys.len() as u64)
}
