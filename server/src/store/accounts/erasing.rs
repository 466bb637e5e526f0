//! Accounts whose people are erased: the row stays, for what they did names it.

use domain::change::{Claim, ClaimKind};
use domain::erasure::ERASED_NAME;
use domain::identifiers::LoginName;
use domain::profile::PlatformId;
use domain::record_id::RecordId;

use super::sql;
use crate::store::value::values;
use crate::store::{Row, StoreError, Transaction};

/// 待删除的账号 — an account, whether or not it is open, by what erasing it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonsAccount {
    /// The account.
    pub id: String,
    /// What its person signed in with.
    pub login_name: LoginName,
    /// The application that asked for it, if one did.
    pub registration: Option<RecordId>,
}

impl Transaction<'_> {
    /// The account of that login name.
    ///
    /// # Errors
    /// The store failed.
    pub fn persons_account(
        &self,
        platform: &PlatformId,
        login_name: &LoginName,
    ) -> Result<Option<PersonsAccount>, StoreError> {
        let values = values![platform.as_str(), login_name.as_str()];
        self.link().one(sql::TO_ERASE, values, read)
    }

    /// The account that an application asked for.
    ///
    /// # Errors
    /// The store failed.
    pub fn persons_account_of(
        &self,
        platform: &PlatformId,
        registration: RecordId,
    ) -> Result<Option<PersonsAccount>, StoreError> {
        let registration = registration.to_string();
        let values = values![platform.as_str(), &registration];
        self.link().one(sql::TO_ERASE_OF, values, read)
    }

    /// Takes the person out of an account, which nobody opens any more.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn erase_account(&self, account: &PersonsAccount) -> Result<(), StoreError> {
        let login_name = erased_name(&account.id);
        self.end_sessions_of(&account.id)?;
        let values = values![&login_name, ERASED_NAME, &account.id];
        self.link().tell(sql::ERASE, values)
    }

    /// The login names that accounts hold of themselves, for no application asked for them.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn claims_of_accounts(
        &self,
    ) -> Result<Vec<(PlatformId, Claim, RecordId)>, StoreError> {
        let all = self.link().all(sql::WITHOUT_REGISTRATION, &[], |row| {
            let (platform, value): (String, String) = (row.get(0)?, row.get(1)?);
            let kind = ClaimKind::LoginName;
            let platform = PlatformId::parse(&platform)
                .map_err(|error| StoreError::corrupt("platform", error))?;
            let id: String = row.get(2)?;
            let erased = value == erased_name(&id);
            let holder = id
                .parse()
                .map_err(|error| StoreError::corrupt("account", error))?;
            Ok((!erased).then_some((platform, Claim { kind, value }, holder)))
        })?;
        Ok(all.into_iter().flatten().collect())
    }
}

/// What stands where a login name was.
fn erased_name(account: &str) -> String {
    format!("erased.{account}")
}

fn read(row: Row<'_>) -> Result<PersonsAccount, StoreError> {
    let registration: Option<String> = row.get(2)?;
    let login_name: String = row.get(1)?;
    Ok(PersonsAccount {
        id: row.get(0)?,
        login_name: LoginName::parse(&login_name)
            .map_err(|error| StoreError::corrupt("login name", error))?,
        registration: registration
            .map(|id| id.parse())
            .transpose()
            .map_err(|error| StoreError::corrupt("registration", error))?,
    })
}
