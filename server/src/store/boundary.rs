//! Where a transaction begins and ends, in either database.

use super::{Link, StoreError};

/// 访问方式 — what a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// To write, beside other servers that write; it may have to be
    /// [done again](super::Spoiled::Conflict).
    Write,
    /// To write while nobody else does: nobody is in its way.
    WriteAlone,
    /// To read one snapshot.
    Read,
    /// To read one snapshot; what is written is forgotten.
    Forget,
}

/// 事务边界 — an open transaction, which is rolled back when this is dropped.
pub(crate) struct Open<'c>(Option<Link<'c>>);

/// Runs a statement of SQLite without values, prepared once.
fn run(connection: &rusqlite::Connection, sql: &str) -> Result<(), StoreError> {
    connection.prepare_cached(sql)?.execute([])?;
    Ok(())
}

impl<'c> Open<'c> {
    /// Begins a transaction.
    pub(crate) fn begin(link: Link<'c>, access: Access) -> Result<Self, StoreError> {
        match (link, access) {
            (Link::Postgres(session), _) => session.begin(access)?,
            (Link::Sqlite(connection), Access::Write | Access::WriteAlone) => {
                run(connection, "BEGIN IMMEDIATE")?;
            }
            (Link::Sqlite(connection), Access::Read | Access::Forget) => run(connection, "BEGIN")?,
        }
        Ok(Self(Some(link)))
    }

    /// Makes what was done last.
    ///
    /// # Errors
    /// [`StoreError::NotCommitted`]; [`StoreError::InDoubt`].
    pub(crate) fn commit(mut self) -> Result<(), StoreError> {
        match self.0 {
            Some(Link::Sqlite(connection)) => run(connection, "COMMIT")
                .map_err(|error| StoreError::NotCommitted(error.to_string()))?,
            Some(Link::Postgres(session)) => session.commit()?,
            None => {}
        }
        self.0 = None;
        Ok(())
    }

    /// Whether nothing of the transaction can be saved any more.
    pub(crate) fn is_lost(&self) -> bool {
        match self.0 {
            Some(Link::Sqlite(connection)) => connection.is_autocommit(),
            Some(Link::Postgres(session)) => session.is_lost(),
            None => true,
        }
    }

    /// Whether the transaction stood in another's way, and has to be done again.
    pub(crate) fn is_in_conflict(&self) -> bool {
        matches!(self.0, Some(Link::Postgres(session)) if session.is_in_conflict())
    }

    /// Whether a statement has failed after which the database takes no other,
    /// except for going back to a mark.
    pub(crate) fn is_stuck(&self) -> bool {
        matches!(self.0, Some(Link::Postgres(session)) if session.is_stuck())
    }

    /// Sets a mark to go back to.
    pub(crate) fn mark(&self) -> Result<(), StoreError> {
        self.control("SAVEPOINT job")
    }

    /// Goes back to the mark.
    pub(crate) fn back(&self) -> Result<(), StoreError> {
        self.control("ROLLBACK TO job")
    }

    /// Takes the mark away.
    pub(crate) fn unmark(&self) -> Result<(), StoreError> {
        self.control("RELEASE job")
    }

    fn control(&self, sql: &'static str) -> Result<(), StoreError> {
        match self.0 {
            Some(Link::Sqlite(connection)) => run(connection, sql),
            Some(Link::Postgres(session)) => session.control(sql),
            None => Ok(()),
        }
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        // Where the database has given it up by itself there is nothing to do.
        match self.0 {
            Some(Link::Sqlite(connection)) if !connection.is_autocommit() => {
                let _ = run(connection, "ROLLBACK");
            }
            Some(Link::Postgres(session)) => session.roll_back(),
            _ => {}
        }
    }
}
