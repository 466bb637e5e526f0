//! 客户端: whose queue it is and how far it has been dealt with.

pub(super) mod sql;

use domain::client_id::ClientId;

use super::value::values;
use super::{Durability, Row, StoreError, Transaction, number};

/// 客户端行 — what is known of one client's queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientRow {
    /// Who used it first; it is nobody else's.
    pub owner: String,
    /// The last number that has been dealt with.
    pub last_mid: u64,
    /// The last number that the last backup holds.
    pub durable_mid: u64,
}

/// 已覆盖 — how far each queue had been dealt with when a backup was made.
pub type Covered = Vec<(ClientId, u64)>;

impl Transaction<'_> {
    /// What is known of a client.
    ///
    /// # Errors
    /// The store failed.
    pub fn client(&self, id: ClientId) -> Result<Option<ClientRow>, StoreError> {
        self.link().one(sql::GET, values![id.as_str()], read)
    }

    /// What is known of every client.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn every_client(&self) -> Result<Vec<(ClientId, ClientRow)>, StoreError> {
        self.link().all(sql::EVERY, &[], |row| {
            let id: String = row.get(3)?;
            let id = id
                .parse()
                .map_err(|error| StoreError::corrupt("client id", error))?;
            Ok((id, read(row)?))
        })
    }

    /// Writes how far a client's queue has been dealt with; a new client becomes
    /// `owner`'s.
    ///
    /// # Errors
    /// The store failed.
    pub fn put_client(&self, id: ClientId, owner: &str, last_mid: u64) -> Result<(), StoreError> {
        let values = values![id.as_str(), owner, last_mid, 0_i64];
        self.link().tell(sql::PUT, values)
    }

    /// The last number of a client that would survive the loss of this machine,
    /// as far as the operator has set the store up for that.
    #[must_use]
    pub fn durable_through(&self, client: &ClientRow) -> u64 {
        match self.durability() {
            Durability::Commit => client.last_mid,
            Durability::Backup => client.durable_mid,
        }
    }

    /// How far every client's queue has been dealt with.
    ///
    /// # Errors
    /// The store failed.
    pub fn last_mids(&self) -> Result<Covered, StoreError> {
        self.link().all(sql::LAST_MIDS, &[], |row| {
            let id: String = row.get(0)?;
            let id = id
                .parse()
                .map_err(|error| StoreError::corrupt("client id", error))?;
            Ok((id, number::from_sql(row.get(1)?)))
        })
    }

    /// Writes that a backup holds a client's queue up to `mid`.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn cover(&self, id: ClientId, mid: u64) -> Result<(), StoreError> {
        self.link().tell(sql::COVER, values![mid, id.as_str(), mid])
    }
}

fn read(row: Row<'_>) -> Result<ClientRow, StoreError> {
    Ok(ClientRow {
        owner: row.get(0)?,
        last_mid: number::from_sql(row.get(1)?),
        durable_mid: number::from_sql(row.get(2)?),
    })
}
