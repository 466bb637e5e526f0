//! Elements: one plain type for every element of every screen.
//!
//! Leptos compiles a typed view anew for every shape of it, and the program
//! crosses bad connections byte by byte. An [`El`] is one type whatever it
//! holds, so that a further screen costs its words and little else. It stands
//! on the same reactive graph: closures that read signals run again when these
//! change, and an [`El`] goes into a `view!` like anything else.

mod following;

use std::cell::RefCell;
use std::rc::Rc;

use crate::signals::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};

use super::Words;

/// 元素 — one element with all that keeps it alive. A single pointer: screens
/// hand elements on at every step.
pub struct El(Box<Inner>);

struct Inner {
    node: Element,
    held: Vec<Held>,
}

/// What an element keeps: dropped with it, and so are its effects.
enum Held {
    Child(#[allow(dead_code)] El),
    Inside(#[allow(dead_code)] Rc<RefCell<Vec<El>>>),
    Effect(#[allow(dead_code)] RenderEffect<()>),
}

/// A new element, `el("p")`.
#[must_use]
pub fn el(tag: &str) -> El {
    El(Box::new(Inner {
        node: document().create_element(tag).unwrap_throw(),
        held: vec![],
    }))
}

/// A `div` of these classes.
#[must_use]
pub fn div(class: &str) -> El {
    el("div").class(class)
}

/// A paragraph.
#[must_use]
pub fn p(words: impl Into<Words>) -> El {
    el("p").text(words)
}

/// A place without a box of its own, made anew when what `make` reads changes.
#[must_use]
pub fn slot(make: impl Fn() -> Vec<El> + 'static) -> El {
    div("slot").live(make)
}

impl El {
    /// Sets the classes.
    #[must_use]
    pub fn class(self, class: &str) -> Self {
        self.attr("class", class)
    }

    /// Sets the id.
    #[must_use]
    pub fn id(self, id: &str) -> Self {
        self.attr("id", id)
    }

    /// Sets an attribute.
    #[must_use]
    pub fn attr(self, name: &str, value: &str) -> Self {
        set(&self.0.node, name, Some(value));
        self
    }

    /// Appends words; they follow the language and whatever they read.
    #[must_use]
    pub fn text(self, words: impl Into<Words>) -> Self {
        self.words(words.into())
    }

    fn words(self, words: Words) -> Self {
        let fixed = match &words {
            Words::Plain(fixed) => fixed.as_str(),
            _ => "",
        };
        let text = document().create_text_node(fixed);
        append(&self.0.node, &text);
        if let Words::Plain(_) = words {
            return self;
        }
        self.follow(move || text.set_data(&words.get()))
    }

    /// Appends an element.
    #[must_use]
    pub fn child(mut self, child: El) -> Self {
        append(&self.0.node, &child.0.node);
        if !child.0.held.is_empty() {
            self.0.held.push(Held::Child(child));
        }
        self
    }

    /// Appends elements.
    #[must_use]
    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, El::child)
    }

    /// What is inside, as markup of our own: icons.
    #[must_use]
    pub fn markup(self, markup: &'static str) -> Self {
        self.0.node.set_inner_html(markup);
        self
    }

    /// An element like `drawn`, with what is inside of it: what is drawn often is made once.
    #[must_use]
    pub fn like(drawn: &Element) -> Option<Self> {
        let node = drawn.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
        Some(Self(Box::new(Inner { node, held: vec![] })))
    }

    /// The element in the page.
    #[must_use]
    pub fn node(&self) -> &Element {
        &self.0.node
    }
}

fn set(node: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => node.set_attribute(name, value),
        None => node.remove_attribute(name),
    };
}

fn append(parent: &Element, child: &Node) {
    let _ = parent.append_child(child);
}
