//! Data at rest: what is kept for a person and a unit lies sealed under a key of
//! its own, which lies under that person's password (`app/at_rest.js` calls the
//! browser's cryptography; docs/decisions/0014-data-at-rest.md says why so).
//!
//! The stores of one unit share a key, and the lock that holds it lies in the
//! first of them. As long as the person is signed in the lock has the key in it,
//! and the device opens by itself; signing out takes it out.

use std::pin::Pin;

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::IdbObjectStore;

use crate::replica::CommitFault;

/// The row that holds the lock.
pub(super) const LOCK: &str = "k";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = atRest, js_name = seal, catch)]
    fn seal_rows(place: &str, names: &Array, rows: &Array) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = atRest, js_name = open, catch)]
    fn open_rows(place: &str, names: &Array, rows: &Array) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = atRest, js_name = base, catch)]
    fn base_of(password: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = atRest, js_name = unlock, catch)]
    fn unlock_store(name: &str, base: &JsValue, account: &str) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = atRest, js_name = lock, catch)]
    fn lock_store(name: &str) -> Result<Promise, JsValue>;
    /// In every save: where the browser has thrown the store away, the lock is put back.
    #[wasm_bindgen(js_namespace = atRest)]
    pub(super) fn guard(name: &str, rows: &IdbObjectStore);
    /// Whether the store of that name is sealed, and open to this page.
    #[wasm_bindgen(js_namespace = atRest)]
    pub fn holds(name: &str) -> bool;
    /// This page no longer opens the stores of that name.
    #[wasm_bindgen(js_namespace = atRest)]
    pub fn forget(name: &str);
}

/// Whether `name` is a store of a person's records, and not one of the device.
pub(super) fn is_of_a_person(name: &str) -> bool {
    name.split('.').count() > 2
}

/// What stands for a password from here on, and cannot be read out; none where the
/// browser has no cryptography, as over a connection that is not safe.
pub async fn base(password: &str) -> Option<JsValue> {
    JsFuture::from(base_of(password).ok()?).await.ok()
}

/// Opens the store `name` by the password for which `base` stands, and seals what
/// still lies open; a store that was never locked gets a lock. Notes in it whose it
/// is, where `account` says so. Whether it is the password.
///
/// # Errors
/// Where the store cannot be reached.
pub async fn unlock(name: &str, base: &JsValue, account: &str) -> Result<bool, CommitFault> {
    let done = settled(unlock_store(name, base, account)).await?;
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

/// Rows as they are to be written.
///
/// # Errors
/// The browser did not seal them.
pub(super) async fn sealed(place: &str, names: &Array, rows: &Array) -> Result<Array, CommitFault> {
    let rows = settled(seal_rows(place, names, rows)).await?;
    Ok(rows.unchecked_into())
}

/// Rows as they were before they were sealed; those that never were, as they are.
///
/// # Errors
/// The key is not here, or it is not the one.
pub(super) async fn opened(place: &str, names: &Array, rows: &Array) -> Result<Array, CommitFault> {
    let rows = settled(open_rows(place, names, rows)).await?;
    Ok(rows.unchecked_into())
}

type Settled = Pin<Box<dyn Future<Output = Result<JsValue, CommitFault>>>>;

// Boxed, so that it is in the program once.
fn settled(asked: Result<Promise, JsValue>) -> Settled {
    Box::pin(async move {
        let answer = match asked {
            Ok(asked) => JsFuture::from(asked).await,
            Err(thrown) => Err(thrown),
        };
        answer.map_err(|why| match why.is_string() {
            true => CommitFault::Locked,
            false => super::indexed_db::fault(why),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::is_of_a_person;

    #[test]
    fn peoples_stores_are_sealed_and_the_devices_own_are_not() {
        for (name, sealed) in [
            ("yangcai.hunan.abc", true),
            ("yangcai.hunan.abc.products", true),
            ("yangcai.device", false),
            ("yangcai.data-use", false),
        ] {
            assert_eq!(is_of_a_person(name), sealed, "{name}");
        }
    }
}
