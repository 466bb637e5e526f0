//! The chains, the receipts, and commands that were carried from device to device.

use super::{Books, Findings};
use crate::store::StoreError;

pub(super) fn run(books: &Books<'_>, findings: &mut Findings) -> Result<u64, StoreError> {
    let (tx, ledger) = (books.tx, books.ledger);
    for space in tx.space_names()? {
        if let Err(broken) = tx.verify_chain(&space)? {
            findings.add(
                "log_broken",
                format!("{space} 的日志不完整：{}", broken.in_chinese()),
                format!("the log of {space} is broken: {broken}"),
            );
        }
    }
    findings.extend(&ledger.findings);
    counted(findings, "日志", "log", tx.log_count()?, ledger.entries);
    let receipts = tx.receipt_count()?;
    counted(findings, "回执", "receipts", receipts, ledger.commands);
    for (done, act) in tx.every_carried()? {
        let receipt = tx.receipt(done.client, done.mid).ok().flatten();
        if receipt.is_none_or(|receipt| receipt.act != act) {
            let (client, mid) = (done.client, done.mid);
            findings.add(
                "carried_differs",
                format!("转带记录指向 {client} 的第 {mid} 条命令，但那不是同一件事"),
                format!("a carried command is said to have been done as {mid} of {client}, which is not the same act"),
            );
        }
    }
    Ok(ledger.entries)
}

/// Rows that no space's log leads to.
fn counted(findings: &mut Findings, zh: &str, en: &str, found: u64, expected: u64) {
    if found != expected {
        findings.add(
            "rows_counted",
            format!("{zh}表有 {found} 行，按日志应有 {expected} 行"),
            format!("the table of {en} has {found} rows; the log leads to {expected}"),
        );
    }
}
