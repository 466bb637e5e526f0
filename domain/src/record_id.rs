//! Names of records. A record is named after the command that made it, so a
//! browser without a network can name what it creates and nobody else will.

use core::fmt;
use core::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::client_id::{ClientId, MalformedId};

/// 记录标识 — `client.mid`, or `client.mid.row` for a row of a batch.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RecordId {
    /// The client whose command made the record.
    pub client: ClientId,
    /// That command's number in the client's queue, from 1.
    pub mid: u64,
    /// The row within a batch, from 1; 0 where the command made one record.
    pub row: u32,
}

impl RecordId {
    /// The record that command `mid` of `client` makes.
    #[must_use]
    pub fn of_command(client: ClientId, mid: u64) -> Self {
        Self {
            client,
            mid,
            row: 0,
        }
    }

    /// The record that row `row` (from 1) of this command makes.
    #[must_use]
    pub fn with_row(self, row: u32) -> Self {
        Self { row, ..self }
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.client, self.mid)?;
        if self.row > 0 {
            write!(f, ".{}", self.row)?;
        }
        Ok(())
    }
}

impl fmt::Debug for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for RecordId {
    type Err = MalformedId;

    fn from_str(text: &str) -> Result<Self, MalformedId> {
        let mut parts = text.split('.');
        let client = parts.next().ok_or(MalformedId)?.parse()?;
        let mid = number(parts.next().ok_or(MalformedId)?)?;
        let row = parts.next().map_or(Ok(0), number)?;
        let id = Self {
            client,
            mid,
            row: u32::try_from(row).map_err(|_| MalformedId)?,
        };
        // One record, one spelling: `a.01` and `a.1.0` would be second names.
        if id.to_string() == text && mid > 0 {
            Ok(id)
        } else {
            Err(MalformedId)
        }
    }
}

fn number(text: &str) -> Result<u64, MalformedId> {
    text.parse().map_err(|_| MalformedId)
}

impl TryFrom<String> for RecordId {
    type Error = MalformedId;

    fn try_from(text: String) -> Result<Self, MalformedId> {
        text.parse()
    }
}

impl From<RecordId> for String {
    fn from(id: RecordId) -> Self {
        id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_id_is_written_and_read_back() {
        let id = RecordId::of_command(ClientId::from_random([7; 10]), 12);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(id.with_row(3).to_string().parse(), Ok(id.with_row(3)));
    }

    #[test]
    fn second_spellings_of_a_record_id_are_refused() {
        let client = ClientId::from_random([7; 10]);
        for tail in [
            ".01", ".0", ".1.0", ".1.01", ".1.2.3", ".", "", ".-1", ".+1",
        ] {
            assert_eq!(
                format!("{client}{tail}").parse::<RecordId>(),
                Err(MalformedId),
                "{tail}"
            );
        }
    }
}
