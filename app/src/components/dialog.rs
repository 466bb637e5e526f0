//! A question before something that cannot be taken back.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{El, Weight, Words, button, el, p};

/// A button that asks first: `question` and what follows from it, then `act`
/// on the second press.
#[must_use]
pub fn asking_button(
    words: (&'static str, &'static str),
    weight: Weight,
    question: impl Into<Words>,
    consequence: impl Into<Words>,
    mut act: impl FnMut() + 'static,
) -> El {
    let dialog = el("dialog").class("dialog");
    let node = dialog.node().clone();
    let (opening, closing, done) = (node.clone(), node.clone(), node);
    let yes = button(
        words,
        if weight == Weight::Danger {
            weight
        } else {
            Weight::Primary
        },
        move || {
            call(&done, "close");
            act();
        },
    );
    let no = button(("取消", "Cancel"), Weight::Secondary, move || {
        call(&closing, "close")
    });
    let dialog = dialog
        .child(el("h2").text(question))
        .child(p(consequence))
        .child(el("div").class("actions").child(yes).child(no));
    let opener = button(words, weight, move || call(&opening, "showModal"));
    el("div").class("asking").child(opener).child(dialog)
}

/// A button that asks which of several ways to take: `question`, what it is about,
/// and the `ways`, each of which ends with the press of its own button. They are
/// given what closes the dialog.
#[must_use]
pub fn choosing_button(
    words: (&'static str, &'static str),
    weight: Weight,
    question: impl Into<Words>,
    about: impl Into<Words>,
    ways: impl FnOnce(Rc<dyn Fn()>) -> Vec<El>,
) -> El {
    let dialog = el("dialog").class("dialog");
    let node = dialog.node().clone();
    let (opening, closing) = (node.clone(), node.clone());
    let close: Rc<dyn Fn()> = Rc::new(move || call(&node, "close"));
    let no = button(("取消", "Cancel"), Weight::Secondary, move || {
        call(&closing, "close")
    });
    let dialog = dialog
        .child(el("h2").text(question))
        .child(p(about))
        .children(ways(close))
        .child(el("div").class("actions").child(no));
    let opener = button(words, weight, move || call(&opening, "showModal"));
    el("div").class("asking").child(opener).child(dialog)
}

/// Calls a method of the element by name: the browser's own dialog traps the
/// focus, closes on Escape and gives the focus back.
fn call(node: &web_sys::Element, method: &str) {
    let object: &HtmlElement = node.unchecked_ref();
    let found = js_sys::Reflect::get(object, &method.into());
    if let Ok(function) = found.map(|found| found.unchecked_into::<js_sys::Function>()) {
        // Opening what is open already throws; it is open then.
        function.call0(object).ok();
    }
}
