//! The program comes in two parts (`app/rest.js`). The first has what is
//! needed until a first listing is kept; whoever goes on waits here for the rest,
//! which has mostly come by then. A call that did not wait works all the same: the
//! page then stands still until the rest is there.

use std::cell::Cell;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

thread_local! {
    static HERE: Cell<bool> = const { Cell::new(false) };
}

/// Whether the whole program is here.
#[must_use]
pub fn is_here() -> bool {
    HERE.get()
}

/// Resolves when the whole program is here, or when it cannot be had for now.
pub async fn come() {
    if is_here() {
        return;
    }
    let asked = Reflect::get(&js_sys::global(), &"yangcaiRest".into()).ok();
    // A build that counts its calls comes whole.
    let here = match asked.and_then(|asked| asked.dyn_into::<Function>().ok()) {
        None => true,
        Some(ask) => match ask.call0(&js_sys::global()) {
            Ok(promise) => JsFuture::from(promise.unchecked_into::<Promise>())
                .await
                .is_ok(),
            Err(_) => false,
        },
    };
    HERE.set(here);
}
