//! What clients were told of their commands, held against what the log says.

use domain::client_id::ClientId;
use domain::protocol::{ReceiptStatus, command_hash};
use domain::space::{Space, hex};

use super::ledger::Ledger;
use crate::store::{LogRow, StoreError, Transaction};
use crate::sync::entry::Logged;

impl Ledger {
    /// Whether what the client was told is what the log says.
    pub(super) fn receipt(
        &mut self,
        tx: &Transaction<'_>,
        client: ClientId,
        space: &Space,
        row: &LogRow,
        entry: &Logged,
        bytes: Option<&str>,
    ) -> Result<(), StoreError> {
        let (mid, position) = (entry.mid, row.position);
        // One that can't be read is not what the client was told either.
        let stored = match tx.receipt(client, mid) {
            Err(StoreError::Corrupt(_)) => {
                self.receipt_differs(client, mid, space, position);
                return Ok(());
            }
            found => found?,
        };
        let Some(stored) = stored else {
            self.findings.add(
                "receipt_missing",
                format!("{client} 的第 {mid} 条命令（{space} 日志第 {position} 条）没有回执"),
                format!("command {mid} of {client} (entry {position} of {space}) has no receipt"),
            );
            return Ok(());
        };
        let same = stored.space == *space
            && Some(stored.receipt.status.without_person())
                == entry.outcome.as_ref().map(ReceiptStatus::without_person)
            && stored.receipt.mid == mid
            && stored.receipt.head == hex(&row.head)
            && bytes.is_none_or(|bytes| stored.hash == command_hash(bytes.as_bytes()));
        if !same {
            self.receipt_differs(client, mid, space, position);
        }
        Ok(())
    }

    fn receipt_differs(&mut self, client: ClientId, mid: u64, space: &Space, position: u64) {
        self.findings.add(
            "receipt_differs",
            format!("{client} 第 {mid} 条命令的回执与 {space} 日志第 {position} 条不符"),
            format!("the receipt of command {mid} of {client} is not what entry {position} of {space} says"),
        );
    }
}
