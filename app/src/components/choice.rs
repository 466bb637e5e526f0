//! Choosing one of a few: radio buttons, each of them readable, also those
//! which cannot be chosen.

use crate::signals::*;
use domain::field::Field;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::text_field::describe;
use super::{El, Form, Words, div, el, field_shell};

/// 选项 — one of a few.
pub struct Choosable {
    label: Words,
    hint: Option<Words>,
    closed: bool,
}

impl Choosable {
    /// An option of that name.
    #[must_use]
    pub fn new(label: impl Into<Words>) -> Self {
        Self {
            label: label.into(),
            hint: None,
            closed: false,
        }
    }

    /// With what it means.
    #[must_use]
    pub fn hint(self, hint: impl Into<Words>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// It cannot be chosen; this is why, and what to do instead.
    #[must_use]
    pub fn closed(self, why: impl Into<Words>) -> Self {
        Self {
            hint: Some(why.into()),
            closed: true,
            ..self
        }
    }
}

/// A group of radio buttons; `picked` is the place of the option in `options`.
#[must_use]
pub fn choice(
    field: Field,
    form: Form,
    picked: RwSignal<Option<usize>>,
    options: Vec<Choosable>,
) -> El {
    let name = field.name();
    let group = el("div").class("choices").attr("role", "presentation");
    let group = group.children(options.into_iter().enumerate().map(|(index, option)| {
        // The first has the field's own id: the summary's link leads to it.
        let id = if index == 0 {
            name.to_owned()
        } else {
            name.to_owned() + "-" + &index.to_string()
        };
        radio(field, form, picked, index, &id, option)
    }));
    let legend = el("legend").class("label").text(field.label());
    let set = el("fieldset").attr("role", "radiogroup");
    describe(set, field, form, name, false)
        .child(field_shell(field, form, name, legend, None, group))
        .class("group")
}

fn radio(
    field: Field,
    form: Form,
    picked: RwSignal<Option<usize>>,
    index: usize,
    id: &str,
    option: Choosable,
) -> El {
    let input = el("input")
        .attr("type", "radio")
        .id(id)
        .attr("name", field.name());
    let node: HtmlInputElement = input.node().clone().unchecked_into();
    let mut input = input
        .follow(move || node.set_checked(picked.get() == Some(index)))
        .on("change", move |_| {
            picked.set(Some(index));
            form.change(field);
        })
        .on("focus", move |_| form.enter(field));
    let mut label = el("label").attr("for", id).text(option.label);
    if option.closed {
        input = input.attr("disabled", "");
        label = label.child(
            el("span")
                .class("closed")
                .text(("暂不能选", "not available")),
        );
    }
    let mut row = div("choice");
    if let Some(hint) = option.hint {
        let hint_id = id.to_owned() + "-about";
        input = input.attr("aria-describedby", &hint_id);
        row = row
            .child(input)
            .child(label)
            .child(el("p").class("hint").id(&hint_id).text(hint));
    } else {
        row = row.child(input).child(label);
    }
    row
}
