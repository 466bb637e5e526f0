//! 转带命令: commands carried in a file to another device, and as which command
//! each was carried out.

pub(super) mod sql;

use domain::command::Origin;
use rusqlite::{OptionalExtension, Row, params};

use super::{StoreError, Transaction, number};

impl Transaction<'_> {
    /// As which command `act`, first queued as `origin`, was carried out, where
    /// it was carried.
    ///
    /// # Errors
    /// The store failed.
    pub fn carried(&self, origin: Origin, act: &[u8; 32]) -> Result<Option<Origin>, StoreError> {
        let mut statement = self.connection().prepare_cached(sql::GET)?;
        let values = params![origin.client.as_str(), number::to_sql(origin.mid), act];
        statement
            .query_row(values, columns)
            .optional()?
            .map(read)
            .transpose()
    }

    /// As which commands acts first queued as `origin` were carried out.
    ///
    /// # Errors
    /// The store failed.
    pub fn all_carried(&self, origin: Origin) -> Result<Vec<Origin>, StoreError> {
        let mut statement = self.connection().prepare_cached(sql::ALL_OF)?;
        let values = params![origin.client.as_str(), number::to_sql(origin.mid)];
        statement
            .query_map(values, columns)?
            .map(|row| read(row?))
            .collect()
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
        self.connection()
            .prepare_cached(sql::PUT)?
            .execute(params![
                origin.client.as_str(),
                number::to_sql(origin.mid),
                act,
                done.client.as_str(),
                number::to_sql(done.mid),
            ])?;
        Ok(())
    }
}

fn columns(row: &Row<'_>) -> rusqlite::Result<(String, i64)> {
    Ok((row.get(0)?, row.get(1)?))
}

fn read((client, mid): (String, i64)) -> Result<Origin, StoreError> {
    let client = client
        .parse()
        .map_err(|error| StoreError::corrupt("client id", error))?;
    Ok(Origin {
        client,
        mid: number::from_sql(mid),
    })
}
