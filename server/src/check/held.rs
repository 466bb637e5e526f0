//! What devices hold against the server: where it said that logs stood. Whoever edits an
//! entry and works the chain out anew, or cuts entries off, cannot change that.

use domain::map::SortedMap;
use domain::protocol::LogHead;
use domain::space::{Space, hex};
use serde::Deserialize;

use super::Findings;
use crate::store::{StoreError, Transaction};

/// 留存的日志头 — what a device's file says; the rest of the file is passed over.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct HeldHeads {
    /// Where each log stood.
    #[serde(default)]
    pub heads: SortedMap<Space, LogHead>,
}

/// 核对 — holds the logs against what a device was told.
///
/// # Errors
/// The store failed. A log that is not what the device was told is a finding.
pub fn compare_held(tx: &Transaction<'_>, held: &HeldHeads) -> Result<Findings, StoreError> {
    let epoch = tx.epoch()?;
    let mut findings = Findings::default();
    for (space, told) in &held.heads {
        let (length, head) = (told.length, &told.head);
        let found = tx.head_at(space, length)?;
        // A restore takes entries away, which is no secret; it is said all the same.
        let (zh, en) = if told.epoch == epoch {
            ("", "")
        } else {
            (
                "（那是服务器恢复之前的事，恢复可能解释这一点）",
                " (that was before the server was restored, which may be why)",
            )
        };
        match found {
            None => findings.add(
                "held_cut",
                format!("{space} 的日志少了：设备留存的第 {length} 条不在了{zh}"),
                format!("the log of {space} was cut: entry {length}, which the device was told of, is gone{en}"),
            ),
            Some(found) if hex(&found) != *head => findings.add(
                "held_edited",
                format!("{space} 的日志被改动：到第 {length} 条为止与设备留存的不符{zh}"),
                format!("the log of {space} was edited: up to entry {length} it is not what the device was told{en}"),
            ),
            Some(_) => {}
        }
    }
    Ok(findings)
}
