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

    /// Takes out of a client's receipts what they say about a person.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn erase_receipts(&self, client: ClientId) -> Result<(), StoreError> {
        let all = self.link().all(sql::OF, values![client.as_str()], |row| {
            let (mid, text): (i64, String) = (row.get(0)?, row.get(1)?);
            let receipt: Receipt = serde_json::from_str(&text)
                .map_err(|error| StoreError::corrupt("receipt", error))?;
            Ok((number::from_sql(mid), receipt))
        })?;
        for (mid, receipt) in all {
            let status = receipt.status.without_person();
            if status == receipt.status {
                continue;
            }
            let text = serde_json::to_string(&Receipt { status, ..receipt })
                .map_err(|error| StoreError::corrupt("receipt", error))?;
            let values = values![&text, client.as_str(), mid];
            self.link().tell(sql::ERASE, values)?;
        }
        Ok(())
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
