//! A new version waits for consent and never swaps under a form.

use std::cell::RefCell;

use crate::signals::ArcRwSignal;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState,
};

thread_local! {
    static READY: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static WAITING: RefCell<Option<ServiceWorker>> = const { RefCell::new(None) };
}

/// Whether a new version waits; reactive.
pub(super) fn ready() -> bool {
    READY.with(Clone::clone).get()
}

fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    // Without a secure origin the browser has none.
    let found = js_sys::Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    found.dyn_into().ok()
}

/// Begins to look for a new version that waits.
pub(super) fn watch() {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let Ok(promise) = container.ready() else {
            return;
        };
        let Ok(found) = JsFuture::from(promise).await else {
            return;
        };
        let registration: ServiceWorkerRegistration = found.unchecked_into();
        offer(registration.waiting());
        let watched = registration.clone();
        let found = Closure::<dyn Fn()>::new(move || {
            if let Some(coming) = watched.installing() {
                await_installed(coming);
            }
        });
        registration.set_onupdatefound(Some(found.into_js_value().unchecked_ref()));
    });
}

fn await_installed(coming: ServiceWorker) {
    let watched = coming.clone();
    let changed = Closure::<dyn Fn()>::new(move || {
        // The first version of all covers the page at once; nothing is new then.
        let covered = container().is_some_and(|container| container.controller().is_some());
        if watched.state() == ServiceWorkerState::Installed && covered {
            offer(Some(watched.clone()));
        }
    });
    coming.set_onstatechange(Some(changed.into_js_value().unchecked_ref()));
}

fn offer(waiting: Option<ServiceWorker>) {
    if waiting.is_some() {
        WAITING.set(waiting);
        READY.with(Clone::clone).set(true);
    }
}

/// The person agrees: the new version takes over, and the page is loaded anew.
pub(super) fn take_over() {
    let (Some(container), Some(waiting)) = (container(), WAITING.take()) else {
        return;
    };
    let changed = Closure::<dyn Fn()>::new(|| {
        if let Some(window) = web_sys::window() {
            // A page can always be loaded anew.
            window.location().reload().ok();
        }
    });
    container.set_oncontrollerchange(Some(changed.into_js_value().unchecked_ref()));
    spawn_local(async move {
        // The page goes when the version comes: first everything written is kept.
        crate::workspace::kept().await;
        let message = js_sys::Object::new();
        // Both would fail only for frozen objects and detached workers.
        js_sys::Reflect::set(&message, &"type".into(), &"skip-waiting".into()).ok();
        waiting.post_message(&message).ok();
    });
}
