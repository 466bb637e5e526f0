//! Data at rest: what is kept for a person and a unit lies sealed under a key of
//! its own, which lies under that person's password (`app/locks.js` calls the
//! browser's cryptography; docs/decisions/0014-data-at-rest.md says why so).
//!
//! The stores of one unit share a key, and the lock that holds it lies in the
//! first of them. As long as the person is signed in the lock has the key in it,
//! and the device opens by itself; signing out takes it out.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::indexed_db::settled;
use crate::replica::CommitFault;

/// The row that holds the lock.
pub(super) const LOCK: &str = "k";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = unlockStore)]
    fn unlock_store(name: &str, password: &str, account: &str, former: bool) -> Promise;
    #[wasm_bindgen(js_name = lockStore)]
    fn lock_store(name: &str) -> Promise;
    /// Whether the store of that name is sealed, and open to this page.
    #[wasm_bindgen(js_name = holdsKey)]
    pub fn holds(name: &str) -> bool;
    /// This page no longer opens the stores of that name.
    #[wasm_bindgen(js_name = forgetKey)]
    pub fn forget(name: &str);
    /// The key of the unit's stores to which that one belongs, for who seals beside the
    /// page; undefined where nothing is sealed.
    #[wasm_bindgen(js_name = keyOf)]
    pub fn key_of(name: &str) -> JsValue;
}

/// Which password it is that opens a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Password {
    /// That with which the person signs in now.
    Present,
    /// An earlier one, whose place the present one takes.
    Former,
}

/// Opens the store `name` by a password, and seals what still lies open; a store that
/// was never locked gets a lock. Notes in it whose it is, where `account` says so.
/// Whether it is the password.
///
/// # Errors
/// Where the store cannot be reached, or the browser has no cryptography, as over a
/// connection that is not safe.
pub async fn unlock(
    name: &str,
    password: &str,
    account: &str,
    which: Password,
) -> Result<bool, CommitFault> {
    let former = which == Password::Former;
    let done = settled(unlock_store(name, password, account, former)).await?;
    Ok(done.is_truthy())
}

/// Takes the key out of the lock of the store `name`: from now on only the password
/// opens it. A page that has the key goes on until it forgets it. Whether there is a lock.
///
/// # Errors
/// Where the store cannot be reached.
pub async fn lock(name: &str) -> Result<bool, CommitFault> {
    Ok(settled(lock_store(name)).await?.is_truthy())
}
