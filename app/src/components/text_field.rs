//! The one text field of every form.

mod input;

pub(super) use input::describe;

use crate::signals::*;
use domain::field::Field;
use wasm_bindgen::JsCast;

use input::{read, write};

use super::{El, Form, Words, div, el, field_shell};

/// 文本栏 — a labelled text field: `TextField::new(field, value, form).hint(…).view()`.
pub struct TextField {
    field: Field,
    value: RwSignal<String>,
    form: Form,
    id: String,
    label: Words,
    hint: Option<Words>,
    optional: bool,
    rows: u8,
    attrs: Vec<(&'static str, &'static str)>,
    addition: Option<El>,
}

impl TextField {
    /// The field of that name in `form`, with the label that it has everywhere.
    #[must_use]
    pub fn new(field: Field, value: RwSignal<String>, form: Form) -> Self {
        Self {
            field,
            value,
            form,
            id: field.name().to_owned(),
            label: field.label().into(),
            hint: None,
            optional: false,
            rows: 0,
            attrs: vec![],
            addition: None,
        }
    }

    /// What helps to fill it in; stands between label and field.
    #[must_use]
    pub fn hint(self, hint: impl Into<Words>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// Another label than the field's own.
    #[must_use]
    pub fn label(self, label: impl Into<Words>) -> Self {
        Self {
            label: label.into(),
            ..self
        }
    }

    /// Another id than the field's name, where a page has the field twice.
    #[must_use]
    pub fn id(self, id: String) -> Self {
        Self { id, ..self }
    }

    /// Marks it （选填）.
    #[must_use]
    pub fn optional(self) -> Self {
        Self {
            optional: true,
            ..self
        }
    }

    /// Several lines.
    #[must_use]
    pub fn rows(self, rows: u8) -> Self {
        Self { rows, ..self }
    }

    /// A further attribute: `inputmode`, `autocomplete`, `maxlength`, a narrower `class`.
    #[must_use]
    pub fn attr(mut self, name: &'static str, value: &'static str) -> Self {
        self.attrs.push((name, value));
        self
    }

    /// Something under the field: what a code means, the button that shows a password.
    #[must_use]
    pub fn addition(self, addition: El) -> Self {
        Self {
            addition: Some(addition),
            ..self
        }
    }

    /// The field in the page.
    #[must_use]
    pub fn view(self) -> El {
        let Self {
            field, value, form, ..
        } = self;
        let many = self.rows > 0;
        let mut input = el(if many { "textarea" } else { "input" })
            .id(&self.id)
            .class("input");
        if many {
            input = input.attr("rows", if self.rows > 3 { "6" } else { "3" });
        } else {
            input = input.attr("type", "text");
        }
        for (name, text) in self.attrs {
            input = input.attr(name, text);
        }
        let node = input.node().clone();
        let input = describe(input, field, form, &self.id, self.hint.is_some())
            .follow(move || {
                let text = value.get();
                // Setting the same text again would move the caret.
                if read(&node) != text {
                    write(&node, &text);
                }
            })
            .on("input", move |event| {
                if let Some(target) = event.target() {
                    value.set(read(target.unchecked_ref()));
                    form.change(field);
                }
            })
            .on("focus", move |_| form.enter(field))
            .on("blur", move |_| {
                if value.try_with_untracked(|text| !text.trim().is_empty()) == Some(true) {
                    form.leave(field);
                }
            });
        let mut label = el("label")
            .attr("for", &self.id)
            .class("label")
            .text(self.label);
        if self.optional {
            label = label.text(("（选填）", " (optional)"));
        }
        let control = match self.addition {
            Some(addition) => div("control").child(input).child(addition),
            None => input,
        };
        field_shell(field, form, &self.id, label, self.hint, control)
    }
}
