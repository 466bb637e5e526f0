//! Signing in before the program has arrived: the page itself has a form for it
//! (`app/index.html`). Here the program takes over what came of it, or what has
//! been typed so far.

use std::cell::RefCell;

use domain::profile::PlatformId;
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlInputElement};

use crate::components::focus_soon;
use crate::{router, session};

/// The fields there, and what they are called in the program's own form.
const FIELDS: [(&str, &str); 2] = [("early-name", "login_name"), ("early-password", "password")];

thread_local! {
    static TYPED: RefCell<[String; 2]> = RefCell::default();
}

/// Resolves when no finger is on the page's own form and no sign-in is under way in it,
/// and goes on with the session that came of it.
pub async fn settled() {
    for awaited in ["pressed", "pending"] {
        if let Some(promise) = of_the_page(awaited)
            && let Ok(promise) = promise.dyn_into::<Promise>()
        {
            // Its outcome is told in the page.
            JsFuture::from(promise).await.ok();
        }
    }
    let text = |name| of_the_page(name).and_then(|value| value.as_string());
    if let Some((platform, account)) = text("platform").zip(text("account"))
        && let Ok(platform) = platform.parse::<PlatformId>()
    {
        session::began(&platform, &account);
        router::begin_at(&["/", platform.as_str(), "/home"].concat());
    }
}

/// Takes the place of what the page has shown so far, and takes up what was typed there.
pub fn take_over() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    // Who has signed in is done with them: nothing of a password stays.
    if of_the_page("account").is_none() {
        take_up(&document);
    }
    if let Some(shell) = document.get_element_by_id("shell") {
        shell.remove();
    }
}

fn take_up(document: &Document) {
    let focused = document.active_element().map(|element| element.id());
    for (at, (there, here)) in FIELDS.into_iter().enumerate() {
        let input = document.get_element_by_id(there);
        if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
            TYPED.with(|typed| typed.borrow_mut()[at] = input.value());
            if focused.as_deref() == Some(there) {
                focus_soon(here);
            }
        }
    }
}

/// Login name and password as they were typed before; only once, and empty otherwise.
#[must_use]
pub fn typed() -> [String; 2] {
    TYPED.with(RefCell::take)
}

fn of_the_page(name: &str) -> Option<JsValue> {
    let early = Reflect::get(&js_sys::global(), &"early".into()).ok()?;
    let value = Reflect::get(&early, &name.into()).ok()?;
    (!value.is_undefined()).then_some(value)
}
