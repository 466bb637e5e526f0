//! Whether there is a network, as far as the browser knows.

use crate::signals::ArcRwSignal;
use wasm_bindgen::prelude::*;

thread_local! {
    static ONLINE: ArcRwSignal<bool> = ArcRwSignal::new(now());
}

fn now() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// Whether there is a network; reactive. There may be one and no server.
#[must_use]
pub fn online() -> bool {
    ONLINE.with(Clone::clone).get()
}

pub(super) fn listen() {
    let Some(window) = web_sys::window() else {
        return;
    };
    let look = Closure::<dyn Fn()>::new(|| ONLINE.with(Clone::clone).set(now())).into_js_value();
    for event in ["online", "offline"] {
        // Listened to as long as the page lives.
        window
            .add_event_listener_with_callback(event, look.unchecked_ref())
            .ok();
    }
}
