//! 转带命令: commands carried in a file to another device, and as which command
//! each was carried out.

pub(super) mod sql;

use domain::command::Origin;

use super::value::values;
use super::{Row, StoreError, Transaction, number};

impl Transaction<'_> {
    /// As which command `act`, first queued as `origin`, was carried out, where
    /// it was carried.
    ///
    /// # Errors
    /// The store failed.
    pub fn carried(&self, origin: Origin, act: &[u8; 32]) -> Result<Option<Origin>, StoreError> {
        let values = values![origin.client.as_str(), origin.mid, act];
        self.link().one(sql::GET, values, read)
    }

    /// Every command as which an act was carried out, with the hash of the act.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn every_carried(&self) -> Result<Vec<(Origin, [u8; 32])>, StoreError> {
        self.link()
            .all(sql::EVERY, &[], |row| Ok((read(row)?, row.get(2)?)))
    }

    /// Remembers that `act`, first queued as `origin`, was carried out as `done`.
    ///
    /// # Errors
    /// The store failed.
    pub fn put_carried(
        &self,
        origin: Origin,
        act: &[u8; 32],
        done: Origin,
    ) -> Result<(), StoreError> {
        let values = values![
            origin.client.as_str(),
            origin.mid,
            act,
            done.client.as_str(),
            done.mid,
        ];
        self.link().tell(sql::PUT, values)
    }
}

fn read(row: Row<'_>) -> Result<Origin, StoreError> {
    let client: String = row.get(0)?;
    let client = client
        .parse()
        .map_err(|error| StoreError::corrupt("client id", error))?;
    Ok(Origin {
        client,
        mid: number::from_sql(row.get(1)?),
    })
}
