//! The program comes in two parts (`app/rest.js`). The first has what is
//! needed until a first listing is kept; whoever goes on waits here for the rest,
//! which has mostly come by then. A call that did not wait works all the same: the
//! page then stands still until the rest is there.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Promise, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;

thread_local! {
    static HERE: Cell<bool> = const { Cell::new(false) };
    static ACT: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

/// A function that stays one: an optimiser that puts what only one place calls into
/// its caller would put what belongs to the rest into the first part.
#[must_use]
pub fn apart<F>(function: F) -> F {
    std::hint::black_box(function)
}

/// Whether the whole program is here.
#[must_use]
pub fn is_here() -> bool {
    HERE.get()
}

/// Begins to hear that the rest has come, whoever asked for it: before anybody can.
pub fn listen() {
    let Some(window) = web_sys::window() else {
        return;
    };
    let here = Closure::once_into_js(|| {
        HERE.set(true);
        if let Some(act) = ACT.take() {
            act();
        }
    });
    // It comes once.
    window
        .add_event_listener_with_callback("yangcai-rest", here.unchecked_ref())
        .ok();
}

/// Runs `act` once the whole program is here.
pub fn when_here(act: Box<dyn FnOnce()>) {
    if is_here() {
        act();
    } else {
        ACT.set(Some(act));
    }
}

/// Runs `act`, which may be in the rest, as soon as the rest is here.
pub fn then(act: Box<dyn FnOnce()>) {
    if is_here() {
        return act();
    }
    spawn_local(async {
        come().await;
        act();
    });
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
