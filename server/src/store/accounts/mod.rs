//! 账号: one row a person and platform.

mod erasing;
pub(super) mod sql;

pub use erasing::PersonsAccount;

use domain::actor::Role;
use domain::identifiers::LoginName;
use domain::profile::PlatformId;
use domain::record_id::RecordId;
use domain::timestamp::Timestamp;

use super::value::values;
use super::{Row, StoreError, Transaction};
use crate::accounts::{Account, Credential};

impl Transaction<'_> {
    /// The account of that login name, with its credential.
    ///
    /// # Errors
    /// The store failed.
    pub fn account_by_login_name(
        &self,
        platform: &PlatformId,
        login_name: &LoginName,
    ) -> Result<Option<(Account, Credential)>, StoreError> {
        let values = values![platform.as_str(), login_name.as_str()];
        self.link().one(sql::BY_LOGIN_NAME, values, read)
    }

    /// The account of that id, unless it has been disabled.
    ///
    /// # Errors
    /// The store failed.
    pub fn account(&self, id: &str) -> Result<Option<(Account, Credential)>, StoreError> {
        self.link().one(sql::BY_ID, values![id], read)
    }

    /// Whether the account that this registration asked for is open.
    ///
    /// # Errors
    /// The store failed.
    pub fn is_activated(
        &self,
        platform: &PlatformId,
        registration: RecordId,
    ) -> Result<bool, StoreError> {
        let registration = registration.to_string();
        let values = values![platform.as_str(), &registration];
        let count: Option<i64> = self
            .link()
            .one(sql::IS_ACTIVATED, values, |row| row.get(0))?;
        Ok(count.is_some_and(|count| count > 0))
    }

    /// How many accounts there are.
    ///
    /// # Errors
    /// The store failed.
    pub fn account_count(&self) -> Result<i64, StoreError> {
        let count = self.link().one(sql::COUNT, &[], |row| row.get(0))?;
        Ok(count.unwrap_or_default())
    }

    /// Adds an account; false where its login name or its registration has one.
    ///
    /// # Errors
    /// The store failed.
    pub fn add_account(
        &self,
        account: &Account,
        credential: &Credential,
        registration: Option<RecordId>,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let unit = account.unit.map(|unit| unit.to_string());
        let registration = registration.map(|registration| registration.to_string());
        let values = values![
            &account.id,
            account.platform.as_str(),
            account.login_name.as_str(),
            &account.name,
            unit.as_ref(),
            role_name(account.role),
            registration.as_ref(),
            &credential.hash,
            account.must_change,
            credential.expires.map(Timestamp::as_millis),
            now.as_millis(),
        ];
        Ok(self.link().execute(sql::ADD, values)? == 1)
    }

    /// Gives an account another password.
    ///
    /// # Errors
    /// The store failed.
    pub fn set_password(
        &self,
        id: &str,
        credential: &Credential,
        must_change: bool,
    ) -> Result<(), StoreError> {
        let expires = credential.expires.map(Timestamp::as_millis);
        let values = values![&credential.hash, must_change, expires, id];
        self.link().tell(sql::SET_PASSWORD, values)
    }
}

fn read(row: Row<'_>) -> Result<(Account, Credential), StoreError> {
    let expires = row.get::<Option<i64>>(8)?.map(Timestamp::from_millis);
    let hash = row.get(7)?;
    Ok((read_account(row)?, Credential { hash, expires }))
}

/// The account that the first seven columns of a row describe.
pub(super) fn read_account(row: Row<'_>) -> Result<Account, StoreError> {
    let text = |index: usize| row.get::<String>(index);
    let unit: Option<String> = row.get(4)?;
    Ok(Account {
        id: text(0)?,
        platform: PlatformId::parse(&text(1)?)
            .map_err(|error| StoreError::corrupt("platform", error))?,
        login_name: LoginName::parse(&text(2)?)
            .map_err(|error| StoreError::corrupt("login name", error))?,
        name: text(3)?,
        unit: unit
            .map(|unit| {
                unit.parse()
                    .map_err(|error| StoreError::corrupt("unit", error))
            })
            .transpose()?,
        role: role(&text(5)?)?,
        must_change: row.get(6)?,
    })
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::UnitAdmin => "unit_admin",
        Role::Operator => "operator",
        Role::Reviewer => "reviewer",
    }
}

fn role(name: &str) -> Result<Role, StoreError> {
    let found = Role::ALL.into_iter().find(|role| role_name(*role) == name);
    found.ok_or_else(|| StoreError::corrupt("role", name))
}
