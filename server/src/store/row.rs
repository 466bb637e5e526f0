//! What a statement answers, from either database.

use rusqlite::types::FromSql;

use super::StoreError;

/// 行 — one row of an answer.
#[derive(Clone, Copy)]
pub(crate) enum Row<'r> {
    /// Of SQLite.
    Sqlite(&'r rusqlite::Row<'r>),
    /// Of PostgreSQL.
    Postgres(&'r tokio_postgres::Row),
}

/// 列 — what can be read from one column.
pub(crate) trait Column: Sized {
    /// Reads column `index`.
    fn read(row: Row<'_>, index: usize) -> Result<Self, StoreError>;
}

impl Row<'_> {
    /// Column `index`, counted from 0.
    ///
    /// # Errors
    /// There is something else in it.
    pub(crate) fn get<T: Column>(self, index: usize) -> Result<T, StoreError> {
        T::read(self, index)
    }
}

fn either<T>(row: Row<'_>, index: usize) -> Result<T, StoreError>
where
    T: FromSql + for<'a> tokio_postgres::types::FromSql<'a>,
{
    Ok(match row {
        Row::Sqlite(row) => row.get(index)?,
        Row::Postgres(row) => row.try_get(index)?,
    })
}

macro_rules! columns {
    ($($kind:ty),*) => {$(
        impl Column for $kind {
            fn read(row: Row<'_>, index: usize) -> Result<Self, StoreError> {
                either(row, index)
            }
        }
    )*};
}

columns!(
    i64,
    String,
    Vec<u8>,
    bool,
    Option<i64>,
    Option<String>,
    Option<Vec<u8>>,
    Option<bool>
);

impl Column for [u8; 32] {
    fn read(row: Row<'_>, index: usize) -> Result<Self, StoreError> {
        let bytes = match row {
            Row::Sqlite(row) => return Ok(row.get(index)?),
            Row::Postgres(row) => row.try_get::<_, &[u8]>(index)?,
        };
        Self::try_from(bytes).map_err(|error| StoreError::corrupt("hash", error))
    }
}
