//! 账号 — who may sign in: passwords, their rules, and how accounts come to be.

mod activate;
mod change;
mod common;
mod hashing;
pub mod import;
pub mod reviewer;
mod rules;
mod sign_in;
mod throttle;

pub use activate::activate;
pub use change::change_password;
pub use common::common;
pub use hashing::{Hasher, HashingFailed, MAX_PASSWORD, Turn, hash_now};
pub use rules::check as check_password;
pub use sign_in::{Opened, sign_in};
pub use throttle::Failures;

use domain::actor::{Actor, Role};
use domain::client_id::ClientId;
use domain::identifiers::LoginName;
use domain::profile::PlatformId;
use domain::record_id::RecordId;
use domain::timestamp::Timestamp;

/// 账号 — a person's account on one platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The account's name for programs; it says nothing and never changes.
    pub id: String,
    /// The platform on which it signs in.
    pub platform: PlatformId,
    /// The name to sign in with.
    pub login_name: LoginName,
    /// The person's name, for histories.
    pub name: String,
    /// The unit for which it acts, by its registration; none for the centre's.
    pub unit: Option<RecordId>,
    /// What it may do.
    pub role: Role,
    /// Whether nothing goes before a new password is set (row G5).
    pub must_change: bool,
}

/// 凭据 — what a password is checked against. Without `Debug`: it is never written.
#[derive(Clone)]
pub struct Credential {
    /// The PHC string.
    pub hash: String,
    /// After this moment the password no longer counts: initial ones.
    pub expires: Option<Timestamp>,
}

impl Account {
    /// The actor that this account is.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::Member {
            account: self.id.clone(),
            name: self.name.clone(),
            unit: self.unit,
            role: self.role,
        }
    }
}

/// A new account's id, in the form of a record's, so that it can hold claims.
///
/// # Errors
/// No randomness is to be had.
pub fn new_id() -> Result<RecordId, getrandom::Error> {
    let mut bytes = [0; 10];
    getrandom::fill(&mut bytes)?;
    Ok(RecordId::of_command(ClientId::from_random(bytes), 1))
}
