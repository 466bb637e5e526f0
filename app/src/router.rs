//! The router: addresses over the browser's own history. In-app links are
//! followed without loading the page anew; everything else is the browser's.

use crate::signals::ArcRwSignal;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, MouseEvent, Window};

use crate::components::arriving;
use crate::rest::Part;
use crate::{profiles, rest, routes, session};

thread_local! {
    static PATH: ArcRwSignal<String> = ArcRwSignal::new(current());
    static WAITING: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

fn window() -> Option<Window> {
    web_sys::window()
}

fn current() -> String {
    let path = window().and_then(|window| window.location().pathname().ok());
    path.unwrap_or_else(|| "/".to_owned())
}

fn signal() -> ArcRwSignal<String> {
    PATH.with(Clone::clone)
}

/// The address without its query; reactive.
#[must_use]
pub fn path() -> String {
    signal().get()
}

/// The same, not reactive.
#[must_use]
pub fn path_untracked() -> String {
    signal().get_untracked()
}

/// The value of `key` in the address's query; not reactive.
#[must_use]
pub fn query(key: &str) -> Option<String> {
    let search = window()?.location().search().ok()?;
    let found = search.trim_start_matches('?').split('&').find_map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (name == key).then_some(value)
    })?;
    js_sys::decode_uri_component(found).ok()?.as_string()
}

/// Goes to an address of the app.
pub fn navigate(href: &str) {
    go(href, true);
}

/// Goes to an address in place of the present one: a step back leads past it.
pub fn replace(href: &str) {
    go(href, false);
}

fn go(href: &str, keep: bool) {
    let Some(window) = window() else { return };
    let Ok(history) = window.history() else {
        return;
    };
    let changed = if keep {
        history.push_state_with_url(&JsValue::NULL, "", Some(href))
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(href))
    };
    if changed.is_ok() {
        arrive();
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Begins at another address than the page's, before any screen stands.
pub fn begin_at(href: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        // An address of our own can always be shown.
        history
            .replace_state_with_url(&JsValue::NULL, "", Some(href))
            .ok();
    }
}

/// Resolves when the program that is here can show the present address.
pub async fn ready() {
    let part = needed();
    if !rest::has(part) {
        busy(true);
        rest::come_to(part).await;
        busy(false);
    }
}

fn arrive() {
    if rest::has(needed()) {
        return show();
    }
    spawn_local(async {
        ready().await;
        show();
    });
}

/// The part of the program that shows the present address. A password that has to be
/// changed takes every address's place.
fn needed() -> Part {
    let path = current();
    let account = routes::find(&path)
        .and_then(|found| profiles::find(found.platform))
        .and_then(|profile| session::account_untracked(&profile.id));
    if account.is_some_and(|account| account.must_change_password) {
        return Part::Asked;
    }
    routes::part_of(&path)
}

fn show() {
    let path = current();
    if path != signal().get_untracked() {
        arriving();
        signal().set(path);
    }
}

/// Whether the next page is on its way: the rest of the program is; reactive.
#[must_use]
pub fn waiting() -> bool {
    WAITING.with(Clone::clone).get()
}

/// Says that the next page is on its way.
fn busy(busy: bool) {
    WAITING.with(Clone::clone).set(busy);
    let body = window().and_then(|window| window.document()?.body());
    if let Some(body) = body {
        body.set_attribute("aria-busy", if busy { "true" } else { "false" })
            .ok();
    }
}

/// Begins to listen to links and to the browser's back and forward.
pub fn listen() {
    let Some(window) = window() else { return };
    let Some(document) = window.document() else {
        return;
    };
    let popped = Closure::<dyn Fn(Event)>::new(|_| arrive()).into_js_value();
    let clicked = Closure::<dyn Fn(MouseEvent)>::new(|event| follow(&event)).into_js_value();
    // Both are listened to as long as the page lives.
    window
        .add_event_listener_with_callback("popstate", popped.unchecked_ref())
        .ok();
    document
        .add_event_listener_with_callback("click", clicked.unchecked_ref())
        .ok();
}

/// Follows a plain click on a link of ours.
fn follow(event: &MouseEvent) {
    let plain = event.button() == 0
        && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
    if !plain || event.default_prevented() {
        return;
    }
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(link) = target.and_then(|target| target.closest("a[href]").ok().flatten()) else {
        return;
    };
    let Some(href) = link.get_attribute("href") else {
        return;
    };
    if let Some(id) = href.strip_prefix('#') {
        // The browser scrolls to the field; only we can put the caret into it.
        event.prevent_default();
        crate::components::focus_soon(id);
    } else if href.starts_with('/')
        && !link.has_attribute("download")
        && !link.has_attribute("target")
    {
        event.prevent_default();
        navigate(&href);
    }
}
