//! The program comes in parts (`app/rest.js`). The first has what is
//! needed until a first listing is kept; whoever goes on waits here for the rest,
//! which has mostly come by then, and whoever opens what not everybody opens for that. A
//! call that did not wait works all the same: the page then stands still until the
//! part is there.

use std::cell::{Cell, RefCell};

use js_sys::{Function, Promise, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

thread_local! {
    /// A bit for each part.
    static HERE: Cell<u8> = const { Cell::new(1) };
    static ACT: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

/// 程序部分 — a part of the program; all need the first, and the last two the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// In the page: until a first listing is kept.
    First,
    /// Follows by itself.
    Rest,
    /// Follows when a screen is opened that few people open.
    Asked,
    /// Follows when somebody registers a unit.
    Applying,
}

impl Part {
    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A function that stays one: an optimiser that puts what only one place calls into
/// its caller would put what belongs to the rest into the first part.
#[must_use]
pub fn apart<F>(function: F) -> F {
    std::hint::black_box(function)
}

/// Whether the rest is here.
#[must_use]
pub fn is_here() -> bool {
    has(Part::Rest)
}

/// Whether `part` is here.
#[must_use]
pub fn has(part: Part) -> bool {
    HERE.get() & part.bit() != 0
}

fn arrived(part: Part) {
    HERE.set(HERE.get() | part.bit());
}

/// Begins to hear that the rest has come, whoever asked for it: before anybody can.
pub fn listen() {
    let Some(window) = web_sys::window() else {
        return;
    };
    let here = Closure::once_into_js(|| {
        arrived(Part::Rest);
        if let Some(act) = ACT.take() {
            act();
        }
    });
    // It comes once.
    window
        .add_event_listener_with_callback("yangcai-rest", here.unchecked_ref())
        .ok();
}

/// Runs `act` once the rest is here.
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

/// Resolves when the rest is here, or when it cannot be had for now.
pub async fn come() {
    come_to(Part::Rest).await;
}

/// Resolves when the program is here up to `part`, or when it cannot be had for now.
pub async fn come_to(part: Part) {
    if has(part) {
        return;
    }
    let asked = Reflect::get(&js_sys::global(), &"yangcaiRest".into()).ok();
    let which = JsValue::from(part as u32 - 1);
    // A build that counts its calls comes whole.
    let here = match asked.and_then(|asked| asked.dyn_into::<Function>().ok()) {
        None => true,
        Some(ask) => match ask.call1(&js_sys::global(), &which) {
            Ok(promise) => JsFuture::from(promise.unchecked_into::<Promise>())
                .await
                .is_ok(),
            Err(_) => false,
        },
    };
    if here {
        arrived(part);
    }
}
