//! A page: its one heading, which takes the focus when one arrives, and the
//! title of the window.

use std::cell::Cell;

use crate::signals::document;
use wasm_bindgen::prelude::*;

use super::{El, Form, Words, div, el, link};
use crate::language::say;

thread_local! {
    /// Whether the next page was gone to from another one.
    static ARRIVING: Cell<bool> = const { Cell::new(false) };
}

/// Notes that the next page is gone to: its heading takes the focus.
pub(crate) fn arriving() {
    ARRIVING.set(true);
}

/// Whether the page now being made was opened by itself, not gone to: then a
/// form may return to the field at which it was left.
#[must_use]
pub fn opened_afresh() -> bool {
    !ARRIVING.get()
}

/// 页面 — `Page::new(title).back(…).form(form).view(inside)`.
pub struct Page {
    title: Words,
    above: Option<Words>,
    back: Option<(Words, String)>,
    forms: Vec<Form>,
}

impl Page {
    /// A page with this heading.
    #[must_use]
    pub fn new(title: impl Into<Words>) -> Self {
        Self {
            title: title.into(),
            above: None,
            back: None,
            forms: vec![],
        }
    }

    /// A few words above the heading: where in a sequence one is.
    #[must_use]
    pub fn above(self, words: impl Into<Words>) -> Self {
        Self {
            above: Some(words.into()),
            ..self
        }
    }

    /// The way back.
    #[must_use]
    pub fn back(self, words: impl Into<Words>, href: &str) -> Self {
        Self {
            back: Some((words.into(), href.to_owned())),
            ..self
        }
    }

    /// Its form: the summary of errors stands on top, and the title tells of it.
    #[must_use]
    pub fn form(mut self, form: Form) -> Self {
        self.forms.push(form);
        self
    }

    /// The page.
    #[must_use]
    pub fn view(self, inside: Vec<El>) -> El {
        let Self {
            title,
            above,
            back,
            forms,
        } = self;
        let mut page = div("page");
        if let Some((words, href)) = back {
            page = page.child(el("p").class("back").child(link(words, &href)));
        }
        for form in &forms {
            page = page.child(super::error_summary(*form));
        }
        let mut head = el("h1").attr("tabindex", "-1");
        if let Some(above) = above {
            head = head.child(el("span").class("above").text(above));
        }
        let head = head.text(title.clone());
        if ARRIVING.take() {
            let node: web_sys::HtmlElement = head.node().clone().unchecked_into();
            on_next_frame(move || {
                // A heading with a tabindex can be focused.
                node.focus().ok();
            });
        }
        page.child(head).children(inside).follow(move || {
            let wrong = forms.iter().any(|form| !form.verdict().is_empty());
            let before = if wrong {
                say("错误：", "Error: ")
            } else {
                ""
            };
            document().set_title(&[before, &title.get(), " · ", say("阳采", "Yangcai")].concat());
        })
    }
}

/// Runs `act` once what was changed now is in the page.
pub fn on_next_frame(act: impl FnOnce() + 'static) {
    leptos::prelude::request_animation_frame(act);
}
