//! Reviewers of the centre: made by whoever runs the server, with an initial
//! password that is shown once, lasts a week and has to be replaced at once.

use domain::actor::Role;
use domain::change::{Claim, ClaimKind, Holder};
use domain::identifiers::{LoginName, PersonName};
use domain::password_policy::Length;
use domain::profile::PlatformProfile;
use domain::timestamp::Timestamp;

use super::{Account, Credential, common, hash_now, new_id};
use crate::store::{StoreError, Transaction};

/// So long an initial password counts: a week.
const INITIAL_MS: i64 = 7 * 24 * 3_600_000;
/// Letters and digits that are not taken for one another, and plain symbols.
const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";
const WITH_SYMBOLS: &[u8] = b"abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789-_.!@#";
/// So many draws fail only where no password can keep the policy.
const DRAWS: usize = 10_000;

/// 开户结果 — what became of making a reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// There was none of that name.
    New,
    /// There was: it has a new initial password, and its sessions have ended.
    Renewed,
    /// Somebody else has that login name.
    Taken,
}

/// 初始密码 — a random password that keeps the platform's policy.
///
/// # Errors
/// No randomness, or a policy that no password keeps.
pub fn initial_password(
    profile: &PlatformProfile,
    login_name: &LoginName,
) -> Result<String, StoreError> {
    let policy = &profile.password;
    let length = usize::from(match policy.length {
        Length::Exactly(length) => length,
        Length::Between { min, max } => min.max(16).min(max),
    });
    let alphabet = if policy.require_symbol {
        WITH_SYMBOLS
    } else {
        LETTERS
    };
    for _ in 0..DRAWS {
        let password = draw(alphabet, length)?;
        if policy.accepts(&password, login_name.as_str(), common(&password)) {
            return Ok(password);
        }
    }
    Err(StoreError::Randomness(
        "no password keeps this platform's policy".into(),
    ))
}

fn draw(alphabet: &[u8], length: usize) -> Result<String, StoreError> {
    let fits = 256 - 256 % alphabet.len();
    let mut password = String::with_capacity(length);
    while password.len() < length {
        let mut bytes = [0; 64];
        getrandom::fill(&mut bytes).map_err(|error| StoreError::Randomness(error.to_string()))?;
        // A byte beyond the last whole round would favour the first letters.
        let letters = bytes
            .iter()
            .map(|byte| usize::from(*byte))
            .filter(|byte| *byte < fits);
        let missing = length - password.len();
        password.extend(
            letters
                .take(missing)
                .map(|byte| char::from(alphabet[byte % alphabet.len()])),
        );
    }
    Ok(password)
}

/// An initial password as it is stored.
///
/// # Errors
/// The hash could not be computed.
pub fn initial_credential(password: &str, now: Timestamp) -> Result<Credential, StoreError> {
    let hash = hash_now(password).map_err(|_| StoreError::Randomness("no password hash".into()))?;
    Ok(Credential {
        hash,
        expires: Some(now.plus_millis(INITIAL_MS)),
    })
}

/// 开设审核账号 — makes a reviewer, or gives one a new initial password.
///
/// # Errors
/// The store failed.
pub fn make(
    db: &Transaction<'_>,
    profile: &PlatformProfile,
    login_name: &LoginName,
    name: &PersonName,
    credential: &Credential,
    now: Timestamp,
) -> Result<Made, StoreError> {
    if let Some((account, _)) = db.account_by_login_name(&profile.id, login_name)? {
        if account.role != Role::Reviewer {
            return Ok(Made::Taken);
        }
        db.set_password(&account.id, credential, true)?;
        db.end_sessions_of(&account.id)?;
        return Ok(Made::Renewed);
    }
    let id = new_id().map_err(|error| StoreError::Randomness(error.to_string()))?;
    let claim = Claim {
        kind: ClaimKind::LoginName,
        value: login_name.as_str().to_owned(),
    };
    if db.holder(&profile.id, &claim)? != Holder::Nobody {
        return Ok(Made::Taken);
    }
    let account = Account {
        id: id.to_string(),
        platform: profile.id.clone(),
        login_name: login_name.clone(),
        name: name.as_str().to_owned(),
        unit: None,
        role: Role::Reviewer,
        must_change: true,
    };
    db.take_claim(&profile.id, &claim, id)?;
    let added = db.add_account(&account, credential, None, now)?;
    Ok(if added { Made::New } else { Made::Taken })
}
