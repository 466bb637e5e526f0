//! 登录失败: remembered by name, whether or not there is such an account, so
//! that a restart forgets nothing and a guess learns nothing.

pub(super) mod sql;

use domain::identifiers::LoginName;
use domain::profile::PlatformId;
use domain::timestamp::Timestamp;

use super::value::values;
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
        let values = values![platform.as_str(), name.as_str()];
        let found = self.link().one(sql::GET, values, |row| {
            let count: i64 = row.get(0)?;
            Ok(Failures {
                count: u32::try_from(count).unwrap_or(u32::MAX),
                locked_until: Timestamp::from_millis(row.get(1)?),
            })
        })?;
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
        self.link().tell(sql::FORGET_OLD, values![old])?;
        let Failures {
            count,
            locked_until,
        } = self.sign_in_failures(platform, name)?.one_more(now);
        let values = values![
            platform.as_str(),
            name.as_str(),
            i64::from(count),
            locked_until.as_millis(),
        ];
        self.link().tell(sql::SET, values)
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
        let values = values![platform.as_str(), name.as_str()];
        self.link().tell(sql::CLEAR, values)
    }
}
