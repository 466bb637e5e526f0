//! A new version waits for consent and never swaps under a form.

use std::cell::RefCell;
use std::thread::LocalKey;

use crate::components::HowFar;
use crate::data_saver;
use crate::signals::ArcRwSignal;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    BroadcastChannel, MessageEvent, ServiceWorker, ServiceWorkerContainer,
    ServiceWorkerRegistration, ServiceWorkerState,
};

thread_local! {
    static READY: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static HELD: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static FAR: ArcRwSignal<Option<HowFar>> = ArcRwSignal::new(None);
    static WAITING: RefCell<Option<ServiceWorker>> = const { RefCell::new(None) };
}

fn signal(of: &'static LocalKey<ArcRwSignal<bool>>) -> ArcRwSignal<bool> {
    of.with(Clone::clone)
}

/// Whether a new version waits; reactive.
pub(super) fn ready() -> bool {
    signal(&READY).get()
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
    hear_progress();
    spawn_local(async move {
        let Ok(promise) = container.ready() else {
            return;
        };
        let Ok(found) = JsFuture::from(promise).await else {
            return;
        };
        let registration: ServiceWorkerRegistration = found.unchecked_into();
        offer(registration.waiting());
        if let Some(coming) = registration.installing() {
            await_installed(coming);
        }
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
        match watched.state() {
            ServiceWorkerState::Installed if covered => offer(Some(watched.clone())),
            ServiceWorkerState::Installing => return,
            // It was not let in, or did not come whole.
            ServiceWorkerState::Redundant if data_saver::is_on() => signal(&HELD).set(true),
            _ => {}
        }
        came(None);
        data_saver::let_update(false);
    });
    coming.set_onstatechange(Some(changed.into_js_value().unchecked_ref()));
}

/// Hears from a version that is being fetched how far it has come.
fn hear_progress() {
    let Ok(channel) = BroadcastChannel::new("yangcai.update") else {
        return;
    };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(|event: MessageEvent| {
        // The first copy of all is nothing that anybody waits for.
        if container().is_none_or(|container| container.controller().is_none()) {
            return;
        }
        let counts: js_sys::Array = event.data().unchecked_into();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // Numbers of files.
        let count = |at| counts.get(at).as_f64().unwrap_or_default() as usize;
        let (done, of) = (count(0), count(1));
        let far = HowFar { done, of };
        came((done < of).then_some(far));
    });
    channel.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
    // It listens as long as the page lives.
    std::mem::forget(channel);
}

/// How far it has come; reactive.
pub(super) fn how_far() -> Option<HowFar> {
    FAR.with(Clone::clone).get()
}

fn came(far: Option<HowFar>) {
    FAR.with(Clone::clone).set(far);
}

/// Whether a new version waits to be fetched, because data is being saved; reactive.
pub(super) fn held() -> bool {
    signal(&HELD).get()
}

/// The person wants the new version although data is being saved.
pub(super) fn fetch() {
    signal(&HELD).set(false);
    data_saver::let_update(true);
    came(Some(HowFar { done: 0, of: 0 }));
    spawn_local(async {
        // The service worker looks at what is on the disk.
        crate::workspace::kept().await;
        let asked = match container().map(|container| container.ready()) {
            Some(Ok(ready)) => JsFuture::from(ready).await,
            _ => return,
        };
        let updating =
            asked.and_then(|found| found.unchecked_into::<ServiceWorkerRegistration>().update());
        let begun = match updating {
            Ok(updating) => JsFuture::from(updating).await.is_ok(),
            Err(_) => false,
        };
        if !begun {
            // No network: it is offered again.
            came(None);
            data_saver::let_update(false);
            signal(&HELD).set(true);
        }
    });
}

fn offer(waiting: Option<ServiceWorker>) {
    if waiting.is_some() {
        WAITING.set(waiting);
        signal(&READY).set(true);
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
