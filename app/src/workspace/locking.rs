//! Locking: what this device keeps for an account opens with that account's
//! password. Signing in opens it, signing out locks it, and whoever has locked it
//! can open it again without a network.

use domain::json;
use domain::profile::PlatformId;
use domain::sentence::Sentence;
use leptos::task::spawn_local;

use super::drafts::kept;
use super::opening::{close_for, database};
use super::queue::storage_sentence;
use super::unsaved::any_unsaved;
use super::{Workspace, leaving};
use crate::local_store::IndexedDb;
use crate::local_store::at_rest::{self, Password};
use crate::replica::CommitFault;
use crate::session::Account;
use crate::{clock, device, rest};

/// The row that says whose store it is; it lies sealed like all others.
const ACCOUNT: &str = "a";
/// Before the name of a database that this device has locked.
const LOCKED: &str = "locked.";

/// Opens what this device keeps for `account` with a password of theirs, and seals what
/// still lies open. Whether it is the password with which it was locked; a store that
/// was never locked takes it.
///
/// # Errors
/// Where the store cannot be reached.
pub async fn unlock(
    account: &Account,
    password: &str,
    which: Password,
) -> Result<bool, CommitFault> {
    let name = database(&account.platform, &account.account);
    if !at_rest::unlock(&name, password, &json::write(account), which).await? {
        return Ok(false);
    }
    let mark = [LOCKED, &name].concat();
    if device::read(&mark).is_some() {
        device::write(&mark, None);
    }
    Ok(true)
}

/// Locks what this device keeps for `account`, once everything typed is in it.
///
/// # Errors
/// Where the store cannot be reached: it still opens by itself then. Where something typed
/// is on the page only, which would be gone.
pub async fn lock(platform: &PlatformId, account: &str) -> Result<(), Sentence> {
    rest::come().await;
    kept().await;
    let name = database(platform, account);
    if any_unsaved(&name) {
        return Err(Sentence::new(
            "有草稿还没有存到本机，退出就没有了，所以还没有退出。请腾出空间，或放弃那份草稿，再退出。",
            "A draft is not saved on this device yet and would be gone, so you are still signed in. Free some space, or discard that draft, then sign out.",
        ));
    }
    if at_rest::lock(&name)
        .await
        .map_err(|fault| storage_sentence(&fault))?
    {
        device::write(&[LOCKED, &name].concat(), Some("1"));
    }
    close_for(platform);
    leaving::forget(&name);
    Ok(())
}

/// Whether this device has locked anything of `platform`.
#[must_use]
pub fn has_locked(platform: &PlatformId) -> bool {
    !locked(platform).is_empty()
}

/// The marks of what this device has locked.
fn locked(platform: &PlatformId) -> Vec<String> {
    device::keys(&[LOCKED, &database(platform, "")].concat())
}

/// Opens without a network what this device has locked for whoever signs in by
/// `login_name` and the password; none where there is nothing.
pub async fn open_locked(
    platform: &PlatformId,
    login_name: &str,
    password: &str,
) -> Option<Account> {
    for mark in locked(platform) {
        let name = mark[LOCKED.len()..].to_owned();
        let opened = at_rest::unlock(&name, password, "", Password::Present).await;
        if !opened.unwrap_or(false) {
            continue;
        }
        let store = IndexedDb::new(name.clone());
        let told = store.row(ACCOUNT).await.ok().and_then(|(_, told)| told);
        store.close();
        let told = told.and_then(|told| String::from_utf8(told).ok());
        let account = told.and_then(|told| json::read::<Account>(&told));
        if let Some(account) = account.filter(|account| account.login_name == login_name) {
            device::write(&mark, None);
            return Some(account);
        }
        // Another's with the same password: it stays as it was.
        at_rest::lock(&name).await.ok();
        at_rest::forget(&name);
    }
    None
}

impl Workspace {
    /// Takes the key out of the lock where the time without contact is over and nothing
    /// waits here: what the lease no longer shows, the device no longer opens by itself
    /// either. Who signs in anew opens it.
    // Not in the loop that the first minutes need.
    #[inline(never)]
    pub(super) fn heed_end_of_lease(self) {
        let inner = self.inner();
        let over = {
            let replica = inner.replica.borrow();
            !replica.meta().lease_holds(clock::now())
                && replica.items().is_empty()
                && replica.drafts().next().is_none()
        };
        if over && self.is_sealed() {
            spawn_local(async move {
                // It is tried again after the next contact that fails.
                at_rest::lock(self.inner().store.name()).await.ok();
            });
        }
    }

    /// Whether what this device keeps lies sealed under the password.
    #[must_use]
    pub fn is_sealed(self) -> bool {
        at_rest::holds(self.inner().store.name())
    }
}
