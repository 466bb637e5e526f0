//! 会话: one row a signed-in browser, under the hash of its token.

pub(super) mod sql;

use domain::timestamp::Timestamp;

use super::value::values;
use super::{StoreError, Transaction, accounts};
use crate::accounts::Account;
use crate::sessions::{Session, Timeouts, TokenHash};

impl Transaction<'_> {
    /// The session of that token and its account, unless that has been disabled.
    ///
    /// # Errors
    /// The store failed.
    pub fn session_with_account(
        &self,
        token: &TokenHash,
    ) -> Result<Option<(Session, Account)>, StoreError> {
        self.link()
            .one(sql::WITH_ACCOUNT, values![token.as_str()], |row| {
                let at = |index: usize| row.get(index).map(Timestamp::from_millis);
                let session = Session {
                    account: row.get(0)?,
                    began: at(7)?,
                    seen: at(8)?,
                };
                Ok((session, accounts::read_account(row)?))
            })
    }

    /// Begins a session, and forgets those that have ended by themselves.
    ///
    /// # Errors
    /// The store failed.
    pub fn begin_session(
        &self,
        token: &TokenHash,
        account: &str,
        now: Timestamp,
        timeouts: Timeouts,
    ) -> Result<(), StoreError> {
        let began_by = now.plus_millis(-timeouts.absolute).as_millis();
        let seen_by = now.plus_millis(-timeouts.idle).as_millis();
        self.link()
            .tell(sql::FORGET_ENDED, values![began_by, seen_by])?;
        let now = now.as_millis();
        let values = values![token.as_str(), account, now, now];
        self.link().tell(sql::BEGIN, values)
    }

    /// Notes that the session was used.
    ///
    /// # Errors
    /// The store failed.
    pub fn touch_session(&self, token: &TokenHash, now: Timestamp) -> Result<(), StoreError> {
        let values = values![now.as_millis(), token.as_str()];
        self.link().tell(sql::TOUCH, values)
    }

    /// Ends one session.
    ///
    /// # Errors
    /// The store failed.
    pub fn end_session(&self, token: &TokenHash) -> Result<(), StoreError> {
        self.link().tell(sql::END, values![token.as_str()])
    }

    /// Ends every session of an account.
    ///
    /// # Errors
    /// The store failed.
    pub fn end_sessions_of(&self, account: &str) -> Result<(), StoreError> {
        self.link().tell(sql::END_ALL, values![account])
    }
}
