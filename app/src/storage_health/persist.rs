//! Asking the browser to keep what is here. It is asked once, when the first
//! entry has been kept: a browser that asks the person in its turn does so when
//! there is something to lose, and one that decides by use has seen some.

use std::cell::Cell;

use gloo::timers::callback::Timeout;
use js_sys::{Promise, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

use crate::device;

const KEY: &str = "persist";
const ASKED: &str = "asked";
/// Milliseconds after which a page has shown what became of an entry.
const SETTLED: u32 = 5_000;

thread_local! {
    /// Whether it will be asked soon.
    static SOON: Cell<bool> = const { Cell::new(false) };
}

/// 长期保存 — what the browser has promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promised {
    /// It removes nothing by itself.
    Yes,
    /// It was asked and has promised nothing.
    No,
    /// It is being asked, and may be asking the person in its turn.
    Asking,
    /// It has not been asked.
    NotAsked,
    /// It knows of no such promise.
    Unknown,
}

fn manager() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    let found = Reflect::get(&navigator, &"storage".into()).ok()?;
    found.is_object().then(|| navigator.storage())
}

async fn answer(asked: Result<Promise, JsValue>) -> Option<bool> {
    JsFuture::from(asked.ok()?).await.ok()?.as_bool()
}

/// What the browser has promised so far.
pub async fn promise() -> Promised {
    let Some(manager) = manager() else {
        return Promised::Unknown;
    };
    match answer(manager.persisted()).await {
        None => Promised::Unknown,
        Some(true) => Promised::Yes,
        Some(false) if device::read(KEY).is_some() => Promised::No,
        Some(false) => Promised::NotAsked,
    }
}

/// Asks for the promise once the page has shown what became of an entry, and once only
/// in the life of this device's store. Whoever leaves the page before that is asked on the
/// next one, as long as something waits.
#[inline(never)]
pub fn ask_soon() {
    if SOON.replace(true) {
        return;
    }
    Timeout::new(SETTLED, || {
        spawn_local(async {
            if promise().await == Promised::NotAsked {
                ask().await;
            }
        });
    })
    .forget();
}

/// Whether there is something here that the browser may throw away, as far as asking
/// goes: something lies here, or an entry has just gone up.
pub(super) fn is_due(lies_here: bool) -> bool {
    lies_here || SOON.get()
}

/// Asks for it now.
pub(super) async fn ask() -> Promised {
    device::write(KEY, Some(ASKED));
    if let Some(manager) = manager() {
        // What came of it is asked for again, as another page would.
        answer(manager.persist()).await;
    }
    promise().await
}

/// Bytes in use and those there may be; none where the browser does not say.
pub(super) async fn amounts() -> Option<(u64, u64)> {
    let estimate = JsFuture::from(manager()?.estimate().ok()?).await.ok()?;
    let number = |name: &str| {
        let found = Reflect::get(&estimate, &name.into()).ok()?.as_f64()?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Bytes, below 2^53.
        Some(found as u64)
    };
    Some((number("usage")?, number("quota")?))
}

/// Whether so little room is left that a scan or a list may not fit: less than
/// 50 MB of `quota`, both in bytes.
#[must_use]
pub fn little_room(usage: u64, quota: u64) -> bool {
    quota.saturating_sub(usage) < 50 << 20
}

#[cfg(test)]
mod tests {
    use super::little_room;

    #[test]
    fn room_is_little_where_less_than_fifty_megabytes_are_left() {
        const MB: u64 = 1 << 20;
        for (usage, quota, little) in [
            (0, 10_000 * MB, false),
            (0, 50 * MB, false),
            (1, 50 * MB, true),
            (9_960 * MB, 10_000 * MB, true),
            (20 * MB, 10 * MB, true), // over what is allowed
        ] {
            assert_eq!(little_room(usage, quota), little, "{usage} {quota}");
        }
    }
}
