//! Signing in before the program has arrived: the page itself has a form for it
//! (`app/index.html`). Here the program takes over what came of it, or what has
//! been typed so far.

use std::cell::RefCell;

use domain::profile::PlatformId;
use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlElement, HtmlInputElement};

use crate::signals::document;
use crate::{router, session};

/// The fields there, and what they are called in the program's own form.
const FIELDS: [(&str, &str); 2] = [("early-name", "login_name"), ("early-password", "password")];

/// More than it takes from a signal to the page.
const STEPS: u32 = 16;

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
        let password = text("password").unwrap_or_default();
        session::began(&platform, &account, password).await;
        router::begin_at(&["/", platform.as_str(), "/home"].concat());
    }
}

/// Takes the place of what the page has shown so far, and takes up what was typed there;
/// the field to go on in, for [`go_on_in`].
#[must_use]
pub fn take_over() -> Option<&'static str> {
    let document = document();
    // Who has signed in is done with them: nothing of a password stays.
    let focused = match of_the_page("account") {
        None => take_up(&document),
        Some(_) => None,
    };
    if let Some(shell) = document.get_element_by_id("shell") {
        shell.remove();
    }
    focused
}

fn take_up(document: &Document) -> Option<&'static str> {
    let focused = document.active_element().map(|element| element.id());
    let mut to_focus = None;
    for (at, (there, here)) in FIELDS.into_iter().enumerate() {
        let input = document.get_element_by_id(there);
        if let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) {
            TYPED.with(|typed| typed.borrow_mut()[at] = input.value());
            if focused.as_deref() == Some(there) {
                to_focus = Some(here);
            }
        }
    }
    to_focus
}

/// Moves the focus to the field of that id as soon as the screen stands. No key that is
/// pressed reaches the page before: a frame later some would have fallen beside the field.
pub async fn go_on_in(id: &str) {
    // What was changed shows itself within the task that changed it.
    for _ in 0..STEPS {
        if let Some(found) = document().get_element_by_id(id) {
            // An element that cannot be focused stays as it is.
            found.unchecked_into::<HtmlElement>().focus().ok();
            return;
        }
        JsFuture::from(Promise::resolve(&JsValue::UNDEFINED))
            .await
            .ok();
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
