//! 登录失败: remembered by name, whether or not there is such an account, so
//! that a restart forgets nothing and a guess learns nothing.

pub(super) mod sql;

use domain::identifiers::LoginName;
use domain::profile::PlatformId;
use domain::timestamp::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

use super::{StoreError, Transaction};
use crate::accounts::Failures;

/// So long after its last lock a name's failures are forgotten: a day.
const KEPT_MS: i64 = 24 * 3_600_000;

impl Transaction<'_> {
    /// What is remembered under a name.
    ///
    /// # Errors
    /// The store failed.
    pub fn sign_in_failures(
        &self,
        platform: &PlatformId,
        name: &LoginName,
    ) -> Result<Failures, StoreError> {
        let read = |row: &Row<'_>| {
            Ok(Failures {
                count: row.get(0)?,
                locked_until: Timestamp::from_millis(row.get(1)?),
            })
        };
        let mut statement = self.connection().prepare_cached(sql::GET)?;
        let found = statement
            .query_row(params![platform.as_str(), name.as_str()], read)
            .optional()?;
        Ok(found.unwrap_or_default())
    }

    /// Remembers one more failure.
    ///
    /// # Errors
    /// The store failed.
    pub fn sign_in_failed(
        &self,
        platform: &PlatformId,
        name: &LoginName,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let old = now.plus_millis(-KEPT_MS).as_millis();
        self.connection()
            .prepare_cached(sql::FORGET_OLD)?
            .execute(params![old])?;
        let Failures {
            count,
            locked_until,
        } = self.sign_in_failures(platform, name)?.one_more(now);
        let values = params![
            platform.as_str(),
            name.as_str(),
            count,
            locked_until.as_millis()
        ];
        self.connection()
            .prepare_cached(sql::SET)?
            .execute(values)?;
        Ok(())
    }

    /// Forgets a name's failures: the right password came.
    ///
    /// # Errors
    /// The store failed.
    pub fn sign_in_succeeded(
        &self,
        platform: &PlatformId,
        name: &LoginName,
    ) -> Result<(), StoreError> {
        self.connection()
            .prepare_cached(sql::CLEAR)?
            .execute(params![platform.as_str(), name.as_str()])?;
        Ok(())
    }
}
