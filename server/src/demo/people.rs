//! The people of the demonstration: a reviewer, a unit's administrator, and
//! where the profile forbids it, one whose imported password must be changed.

use domain::actor::Role;
use domain::change::{Claim, ClaimKind};
use domain::identifiers::LoginName;
use domain::profile::PlatformProfile;
use domain::record_id::RecordId;
use domain::space::hex;
use domain::timestamp::Timestamp;
use sha2::{Digest, Sha256};

use super::accounts::{IMPORTED, IMPORTED_PASSWORD, REVIEWER, UNIT_ADMIN, password};
use super::{client_id, entries};
use crate::accounts::{Account, Credential, hash_now, import};
use crate::store::{StoreError, Transaction};
use crate::sync::Profiles;

/// An intake's secret: known to whoever reads this, as all of the demonstration.
pub(super) fn secret(profile: &PlatformProfile, name: &str) -> String {
    hex(&Sha256::digest(format!(
        "yangcai demonstration secret/{}/{name}",
        profile.id
    )))
}

/// The id of a demonstration account.
pub(super) fn account_id(profile: &PlatformProfile, login_name: &str) -> RecordId {
    RecordId::of_command(client_id(profile, login_name), 1)
}

/// The centre's reviewer.
pub(super) fn reviewer(
    db: &Transaction<'_>,
    profile: &PlatformProfile,
    now: Timestamp,
) -> Result<Account, StoreError> {
    let login_name = login_name(REVIEWER)?;
    let id = account_id(profile, REVIEWER);
    let claim = Claim {
        kind: ClaimKind::LoginName,
        value: REVIEWER.to_owned(),
    };
    db.take_claim(&profile.id, &claim, id)?;
    let account = Account {
        id: id.to_string(),
        platform: profile.id.clone(),
        login_name,
        name: "周明".to_owned(),
        unit: None,
        role: Role::Reviewer,
        must_change: false,
    };
    add(db, profile, account, None, now)
}

/// The administrator of the approved unit, as activation would make the account.
pub(super) fn unit_admin(
    db: &Transaction<'_>,
    profile: &PlatformProfile,
    registration: RecordId,
    now: Timestamp,
) -> Result<Account, StoreError> {
    let account = Account {
        id: account_id(profile, UNIT_ADMIN).to_string(),
        platform: profile.id.clone(),
        login_name: login_name(UNIT_ADMIN)?,
        name: entries::OPERATOR.to_owned(),
        unit: Some(registration),
        role: Role::UnitAdmin,
        must_change: false,
    };
    add(db, profile, account, Some(registration), now)
}

/// An account from a sheet whose old password breaks the rules, where it does
/// so by its form (row G5).
pub(super) fn imported(
    db: &Transaction<'_>,
    profiles: &Profiles,
    profile: &PlatformProfile,
    now: Timestamp,
) -> Result<(), StoreError> {
    if profile.id.as_str() != "guizhou" {
        return Ok(());
    }
    let code = entries::credit_code(entries::Applicant::Approved);
    let sheet = format!(
        "platform,login_name,name,credit_code,role,password\n{},{IMPORTED},李娜,{code},operator,{IMPORTED_PASSWORD}\n",
        profile.id
    );
    for (line, row) in import::read(sheet.as_bytes(), profiles) {
        let row = row.map_err(|reasons| {
            StoreError::Corrupt(format!("demonstration row {line}: {reasons:?}"))
        })?;
        let credential = credential(&row.password)?;
        import::add(db, &row, &credential, now)?.map_err(|reason| {
            StoreError::Corrupt(format!("demonstration row {line}: {}", reason.en))
        })?;
    }
    Ok(())
}

fn add(
    db: &Transaction<'_>,
    profile: &PlatformProfile,
    account: Account,
    registration: Option<RecordId>,
    now: Timestamp,
) -> Result<Account, StoreError> {
    let password = password(profile, account.login_name.as_str()).ok_or_else(|| {
        StoreError::Corrupt(format!(
            "no demonstration password keeps the policy of {}",
            profile.id
        ))
    })?;
    db.add_account(&account, &credential(password)?, registration, now)?;
    Ok(account)
}

fn credential(password: &str) -> Result<Credential, StoreError> {
    let hash = hash_now(password)
        .map_err(|_| StoreError::Corrupt("a password could not be hashed".into()))?;
    Ok(Credential {
        hash,
        expires: None,
    })
}

fn login_name(text: &str) -> Result<LoginName, StoreError> {
    LoginName::parse(text).map_err(|fault| StoreError::Corrupt(fault.to_string()))
}
