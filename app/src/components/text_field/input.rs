//! The control itself: what is written in it, and what is said of it.

use domain::field::Field;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

use crate::components::{El, Form};

/// Ties a control to what is said of it: hint, remark and fault.
pub(in crate::components) fn describe(
    control: El,
    field: Field,
    form: Form,
    id: &str,
    hint: bool,
) -> El {
    let id = id.to_owned();
    control
        .live_attr("aria-invalid", move || {
            form.fault(field).map(|_| "true".to_owned())
        })
        .live_attr("aria-describedby", move || {
            let mut ids = String::new();
            let parts = [
                (hint, "-hint"),
                (form.remark(field).is_some(), "-remark"),
                (form.fault(field).is_some(), "-fault"),
            ];
            for (_, part) in parts.iter().filter(|(there, _)| *there) {
                ids += &id;
                ids += part;
                ids += " ";
            }
            (!ids.is_empty()).then(|| ids.trim_end().to_owned())
        })
}

/// What is written in it.
pub(super) fn read(node: &web_sys::Element) -> String {
    match node.dyn_ref::<HtmlInputElement>() {
        Some(input) => input.value(),
        None => node.unchecked_ref::<HtmlTextAreaElement>().value(),
    }
}

/// Writes into it.
pub(super) fn write(node: &web_sys::Element, text: &str) {
    match node.dyn_ref::<HtmlInputElement>() {
        Some(input) => input.set_value(text),
        None => node.unchecked_ref::<HtmlTextAreaElement>().set_value(text),
    }
}
