//! 连接: the narrowest waist between the tables and the databases. A statement is
//! the same text for both; what differs is how it gets there.

use core::ops::ControlFlow;

use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::postgres::Session;
use super::{Row, StoreError, Value};

/// 连接 — the database that a transaction is in.
#[derive(Clone, Copy)]
pub(crate) enum Link<'c> {
    /// The one file.
    Sqlite(&'c Connection),
    /// A session with a server.
    Postgres(&'c Session),
}

/// Tells a statement with other values.
pub(crate) type Tell<'a> = dyn FnMut(&[Value<'_>]) -> Result<(), StoreError> + 'a;

impl Link<'_> {
    /// Runs a statement; how many rows it changed.
    pub(crate) fn execute(
        self,
        sql: &'static str,
        values: &[Value<'_>],
    ) -> Result<u64, StoreError> {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql)?;
                Ok(statement.execute(params_from_iter(values))? as u64)
            }
            Self::Postgres(session) => session.execute(sql, values),
        }
    }

    /// Runs a statement of whose result nothing is asked. What goes wrong with it
    /// may come out later, [at the latest](Link::settle) before the commit:
    /// PostgreSQL is not waited for.
    pub(crate) fn tell(self, sql: &'static str, values: &[Value<'_>]) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(_) => self.execute(sql, values).map(drop),
            Self::Postgres(session) => session.tell(sql, values),
        }
    }

    /// Tells a statement as often as `work` gives it values.
    pub(crate) fn repeat(
        self,
        sql: &'static str,
        work: impl FnOnce(&mut Tell<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql)?;
                work(&mut |values| Ok(statement.execute(params_from_iter(values)).map(drop)?))
            }
            Self::Postgres(session) => work(&mut |values| session.tell(sql, values)),
        }
    }

    /// The first row of an answer, if it has one.
    pub(crate) fn one<T>(
        self,
        sql: &'static str,
        values: &[Value<'_>],
        read: impl FnOnce(Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        match self {
            Self::Sqlite(connection) => connection
                .prepare_cached(sql)?
                .query_row(params_from_iter(values), |row| Ok(read(Row::Sqlite(row))))
                .optional()?
                .transpose(),
            Self::Postgres(session) => session
                .one(sql, values)?
                .map(|row| read(Row::Postgres(&row)))
                .transpose(),
        }
    }

    /// Goes through an answer row by row, until `visit` breaks off. It must not ask
    /// the same database for anything meanwhile.
    pub(crate) fn each<B>(
        self,
        sql: &'static str,
        values: &[Value<'_>],
        mut visit: impl FnMut(Row<'_>) -> Result<ControlFlow<B>, StoreError>,
    ) -> Result<Option<B>, StoreError> {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare_cached(sql)?;
                let mut rows = statement.query(params_from_iter(values))?;
                while let Some(row) = rows.next()? {
                    if let ControlFlow::Break(found) = visit(Row::Sqlite(row))? {
                        return Ok(Some(found));
                    }
                }
            }
            Self::Postgres(session) => {
                let mut rows = session.rows(sql, values)?;
                while let Some(row) = session.next(&mut rows)? {
                    if let ControlFlow::Break(found) = visit(Row::Postgres(&row))? {
                        return Ok(Some(found));
                    }
                }
            }
        }
        Ok(None)
    }

    /// Every row of an answer, read.
    pub(crate) fn all<T>(
        self,
        sql: &'static str,
        values: &[Value<'_>],
        mut read: impl FnMut(Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = vec![];
        self.each(sql, values, |row| {
            found.push(read(row)?);
            Ok(ControlFlow::<()>::Continue(()))
        })?;
        Ok(found)
    }

    /// Waits until everything that was told has been done.
    pub(crate) fn settle(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(session) => session.settle(),
        }
    }

    /// Grows with every row that is written.
    pub(crate) fn written(self) -> u64 {
        match self {
            Self::Sqlite(connection) => connection.total_changes(),
            Self::Postgres(session) => session.written(),
        }
    }

    /// Statements without values, one after the other, of a migration.
    pub(crate) fn batch(self, sql: &str) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(connection) => Ok(connection.execute_batch(sql)?),
            Self::Postgres(session) => session.batch(sql),
        }
    }
}
