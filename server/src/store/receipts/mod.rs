//! 回执: what became of each command, kept so that asking twice is answered the
//! same and done once.

pub(super) mod sql;

use domain::client_id::ClientId;
use domain::protocol::Receipt;
use domain::space::Space;

use super::value::values;
use super::{StoreError, Transaction, number};

/// 回执行 — a receipt with what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReceipt {
    /// The hash of the command's bytes.
    pub hash: [u8; 32],
    /// The hash of what it asks, wherever it was first queued.
    pub act: [u8; 32],
    /// The space whose log tells of it.
    pub space: Space,
    /// The receipt.
    pub receipt: Receipt,
}

impl Transaction<'_> {
    /// The receipt of command `mid` of a client.
    ///
    /// # Errors
    /// The store failed.
    pub fn receipt(&self, client: ClientId, mid: u64) -> Result<Option<StoredReceipt>, StoreError> {
        let values = values![client.as_str(), mid];
        self.link().one(sql::GET, values, |row| {
            let (space, receipt): (String, String) = (row.get(2)?, row.get(3)?);
            Ok(StoredReceipt {
                hash: row.get(0)?,
                act: row.get(1)?,
                space: space
                    .parse()
                    .map_err(|error| StoreError::corrupt("space", error))?,
                receipt: serde_json::from_str(&receipt)
                    .map_err(|error| StoreError::corrupt("receipt", error))?,
            })
        })
    }

    /// How many receipts there are.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn receipt_count(&self) -> Result<u64, StoreError> {
        let count = self.link().one(sql::COUNT, &[], |row| row.get(0))?;
        Ok(count.map_or(0, number::from_sql))
    }

    /// Keeps a receipt. There is never a second for the same command.
    ///
    /// # Errors
    /// The store failed.
    pub fn put_receipt(&self, client: ClientId, stored: &StoredReceipt) -> Result<(), StoreError> {
        let receipt = serde_json::to_string(&stored.receipt)
            .map_err(|error| StoreError::corrupt("receipt", error))?;
        let space = stored.space.to_string();
        let values = values![
            client.as_str(),
            stored.receipt.mid,
            &stored.hash,
            &stored.act,
            &space,
            &receipt,
        ];
        self.link().tell(sql::PUT, values)
    }
}
