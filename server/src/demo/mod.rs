//! 演示数据: accounts and applications to look around with, made the way that
//! people make them — pushed, decided, recorded. Only an empty database gets any.

mod accounts;
mod entries;
mod people;
mod scene;

pub use accounts::{DemoAccount, accounts};

use domain::client_id::ClientId;
use domain::profile::PlatformProfile;
use domain::timestamp::Timestamp;
use sha2::{Digest, Sha256};

use crate::store::{Store, StoreError};
use crate::sync::Profiles;
use scene::Scene;

/// Fills an empty database; true where it was empty.
///
/// # Errors
/// The store failed, or the rules refused our own example.
pub fn seed(store: &mut Store, profiles: &Profiles, now: Timestamp) -> Result<bool, StoreError> {
    store.write(|db| {
        if db.account_count()? > 0 || !db.space_names()?.is_empty() {
            return Ok(false);
        }
        for profile in profiles.values() {
            Scene {
                db,
                profiles,
                profile,
                now,
            }
            .play()?;
        }
        Ok(true)
    })
}

/// A demonstration client: always the same bytes for the same name.
fn client_id(profile: &PlatformProfile, name: &str) -> ClientId {
    let digest = Sha256::digest(format!("yangcai demonstration/{}/{name}", profile.id));
    let mut bytes = [0; 10];
    bytes.copy_from_slice(&digest[..10]);
    ClientId::from_random(bytes)
}
