//! Elements: one plain type for every element of every screen.
//!
//! Leptos compiles a typed view anew for every shape of it, and the program
//! crosses bad connections byte by byte. An [`El`] is one type whatever it
//! holds, so that a further screen costs its words and little else. It stands
//! on the same reactive graph: closures that read signals run again when these
//! change, and an [`El`] goes into a `view!` like anything else.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, Node};

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

    /// An attribute that follows what `value` reads; none takes it away.
    #[must_use]
    pub fn live_attr(
        self,
        name: &'static str,
        value: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        self.attr_following(name, Box::new(value))
    }

    fn attr_following(self, name: &'static str, value: Box<dyn Value>) -> Self {
        let node = self.0.node.clone();
        self.follow(move || set(&node, name, value.value().as_deref()))
    }

    /// Appends words; they follow the language and whatever they read.
    #[must_use]
    pub fn text(self, words: impl Into<Words>) -> Self {
        self.words(words.into())
    }

    fn words(self, words: Words) -> Self {
        let text = document().create_text_node("");
        append(&self.0.node, &text);
        if let Words::Plain(fixed) = &words {
            text.set_data(fixed);
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

    /// Everything inside is made anew when what `make` reads changes.
    #[must_use]
    pub fn live(self, make: impl Fn() -> Vec<El> + 'static) -> Self {
        self.lively(Box::new(make))
    }

    fn lively(mut self, make: Box<dyn Make>) -> Self {
        let node = self.0.node.clone();
        // The element itself holds what is inside: with it all of that goes at
        // once, before an effect in it can run without its signals.
        let inside: Rc<RefCell<Vec<El>>> = Rc::default();
        let place = Rc::downgrade(&inside);
        self.0.held.push(Held::Inside(inside));
        self.follow(move || fill(&node, &place, make.make()))
    }

    /// Runs `act` now, and again when what it reads changes.
    #[must_use]
    pub fn follow(self, act: impl FnMut() + 'static) -> Self {
        self.followed(Box::new(act))
    }

    fn followed(mut self, mut act: Box<dyn Act>) -> Self {
        self.0
            .held
            .push(Held::Effect(RenderEffect::new(move |_| act.act())));
        self
    }

    /// Listens to an event.
    #[must_use]
    pub fn on(self, event: &str, act: impl FnMut(Event) + 'static) -> Self {
        self.listen(event, Box::new(act))
    }

    fn listen(self, event: &str, mut act: Box<dyn Hear>) -> Self {
        // The browser lets go of the closure when the node goes.
        let act = Closure::<dyn FnMut(Event)>::new(move |event| act.hear(event)).into_js_value();
        let _ = self
            .0
            .node
            .add_event_listener_with_callback(event, act.unchecked_ref());
        self
    }

    /// What is inside, as markup of our own: icons.
    #[must_use]
    pub fn markup(self, markup: &'static str) -> Self {
        self.0.node.set_inner_html(markup);
        self
    }

    /// The element in the page.
    #[must_use]
    pub fn node(&self) -> &Element {
        &self.0.node
    }
}

/// Closures by what they do. The language's own function traits would keep
/// three ways of calling each closure in the program; these keep one.
trait Make {
    fn make(&self) -> Vec<El>;
}
trait Value {
    fn value(&self) -> Option<String>;
}
trait Act {
    fn act(&mut self);
}
trait Hear {
    fn hear(&mut self, event: Event);
}

impl<F: Fn() -> Vec<El>> Make for F {
    fn make(&self) -> Vec<El> {
        self()
    }
}
impl<F: Fn() -> Option<String>> Value for F {
    fn value(&self) -> Option<String> {
        self()
    }
}
impl<F: FnMut()> Act for F {
    fn act(&mut self) {
        self();
    }
}
impl<F: FnMut(Event)> Hear for F {
    fn hear(&mut self, event: Event) {
        self(event);
    }
}

fn set(node: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => node.set_attribute(name, value),
        None => node.remove_attribute(name),
    };
}

/// Puts `made` in the place of what was inside.
fn fill(node: &Element, place: &Weak<RefCell<Vec<El>>>, made: Vec<El>) {
    let Some(inside) = place.upgrade() else {
        return;
    };
    node.set_text_content(None);
    for child in &made {
        append(node, &child.0.node);
    }
    drop(inside.replace(made));
}

fn append(parent: &Element, child: &Node) {
    let _ = parent.append_child(child);
}
