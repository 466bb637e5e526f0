//! What follows signals and events: attributes, contents and acts.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event};

use super::{El, Held, append, set};

impl El {
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
