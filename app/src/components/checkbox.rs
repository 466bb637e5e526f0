//! A box to tick.

use crate::signals::*;
use domain::field::Field;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::text_field::describe;
use super::{El, Form, Words, div, el, field_shell};

/// A box to tick, with the words that one agrees to beside it.
#[must_use]
pub fn checkbox(field: Field, form: Form, ticked: RwSignal<bool>, words: impl Into<Words>) -> El {
    let id = field.name();
    let input = el("input").attr("type", "checkbox").id(id);
    let node: HtmlInputElement = input.node().clone().unchecked_into();
    let input = describe(input, field, form, id, false)
        .follow(move || node.set_checked(ticked.get()))
        .on("change", move |event| {
            if let Some(target) = event.target() {
                ticked.set(target.unchecked_ref::<HtmlInputElement>().checked());
                form.change(field);
            }
        })
        .on("focus", move |_| form.enter(field));
    let label = el("label").attr("for", id).text(words);
    let row = div("choice").child(input).child(label);
    let title = el("p").class("label").text(field.label());
    field_shell(field, form, id, title, None, row)
}
