//! What PostgreSQL refuses, and which of it only means "again".

use tokio_postgres::Error;
use tokio_postgres::error::SqlState;

use crate::store::StoreError;

/// Whether the transaction stood in another's way: done again it may succeed.
pub(super) fn is_conflict(error: &Error) -> bool {
    [
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
        SqlState::LOCK_NOT_AVAILABLE,
    ]
    .iter()
    .any(|state| error.code() == Some(state))
}

/// Whether it only says that something else failed before.
pub(super) fn is_aftermath(error: &Error) -> bool {
    error.code() == Some(&SqlState::IN_FAILED_SQL_TRANSACTION)
}

impl From<Error> for StoreError {
    /// The server's details may quote what was written; they are left out.
    fn from(error: Error) -> Self {
        let words = match error.as_db_error() {
            Some(said) => format!("{} ({})", said.message(), said.code().code()),
            None => {
                let mut words = error.to_string();
                let mut cause = std::error::Error::source(&error);
                while let Some(deeper) = cause {
                    words = format!("{words}: {deeper}");
                    cause = deeper.source();
                }
                words
            }
        };
        if is_conflict(&error) {
            Self::Conflict(words)
        } else {
            Self::Postgres(words)
        }
    }
}
