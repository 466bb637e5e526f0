//! 回执: what became of each command, kept so that asking twice is answered the
//! same and done once.

pub(super) mod sql;

use domain::client_id::ClientId;
use domain::protocol::Receipt;
use domain::space::Space;
use rusqlite::{OptionalExtension, params};

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
        let mut statement = self.connection().prepare_cached(sql::GET)?;
        let row = statement
            .query_row(params![client.as_str(), number::to_sql(mid)], |row| {
                Ok((
                    row.get(0)?,
                    row.get(1)?,
                    row.get::<_, String>(2)?,
                    row.get::<_, String>(3)?,
                ))
            })
            .optional()?;
        let Some((hash, act, space, receipt)) = row else {
            return Ok(None);
        };
        let space = space
            .parse()
            .map_err(|error| StoreError::corrupt("space", error))?;
        let receipt = serde_json::from_str(&receipt)
            .map_err(|error| StoreError::corrupt("receipt", error))?;
        Ok(Some(StoredReceipt {
            hash,
            act,
            space,
            receipt,
        }))
    }

    /// Keeps a receipt. There is never a second for the same command.
    ///
    /// # Errors
    /// The store failed.
    pub fn put_receipt(&self, client: ClientId, stored: &StoredReceipt) -> Result<(), StoreError> {
        let receipt = serde_json::to_string(&stored.receipt)
            .map_err(|error| StoreError::corrupt("receipt", error))?;
        self.connection()
            .prepare_cached(sql::PUT)?
            .execute(params![
                client.as_str(),
                number::to_sql(stored.receipt.mid),
                stored.hash,
                stored.act,
                stored.space.to_string(),
                receipt,
            ])?;
        Ok(())
    }
}
