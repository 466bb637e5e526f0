//! A list of any length: only the rows that can be seen are in the document.
//! Rows are read from their segments as one comes to them.

mod rows;

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::Element;

use self::rows::Reel;
use super::finding::Finding;
use super::shelf::Shelf;
use super::store::Catalogue;
use crate::components::{El, div, on_next_frame};
use crate::language::say;
use crate::signals::*;

/// Scrolling has come to rest after so many milliseconds without an event.
const REST: u32 = 150;

/// The list of what `finding` leaves.
#[must_use]
pub fn list(shelf: Shelf, catalogue: &Rc<Catalogue>, finding: Finding) -> El {
    let inner = div("reel-inside").attr("role", "list");
    let outer = div("reel")
        .attr("role", "region")
        .attr("tabindex", "0")
        .live_attr("aria-label", || {
            Some(say("产品目录", "Product list").to_owned())
        });
    let reel = StoredValue::new(Rc::new(Reel::new(shelf, catalogue, &outer, &inner)));
    let handle = Handle(reel);
    let resting = StoredValue::new(None);
    // Both are let go of with the page.
    let _resized = StoredValue::new(
        web_sys::window()
            .map(|window| EventListener::new(&window, "resize", move |_| handle.measure())),
    );
    let pressed = move |event: web_sys::Event| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        let number = target.and_then(|target: Element| Reel::pressed(&target));
        if let (Some(number), Some(reel)) = (number, handle.reel()) {
            spawn_local(reel.begin_listing(number));
        }
    };
    outer
        .on("scroll", move |_| {
            handle.with(Reel::scrolled);
            handle.go_on();
            let rest = Timeout::new(REST, move || handle.with(Reel::settle));
            resting.set_value(Some(rest));
        })
        .child(inner.on("click", pressed))
        .follow(move || {
            // Rows are made in one language.
            let _ = crate::language::language();
            let found = finding.found.get();
            handle.with(|reel| reel.show(found));
            handle.go_on();
            on_next_frame(move || handle.measure());
        })
}

/// The list while its page stands; events may come later.
#[derive(Clone, Copy)]
struct Handle(StoredValue<Rc<Reel>>);

impl Handle {
    fn reel(self) -> Option<Rc<Reel>> {
        self.0.try_with_value(Rc::clone)
    }

    fn with(self, act: impl FnOnce(&Reel)) {
        if let Some(reel) = self.reel() {
            act(&reel);
        }
    }

    /// The page is laid out, or laid out anew.
    fn measure(self) {
        self.with(Reel::measure);
        self.go_on();
    }

    /// Reads the segments that the rows in the document want, one at a time.
    fn go_on(self) {
        let Some(reel) = self.reel() else { return };
        if reel.reading.get() {
            return;
        }
        let (Some(wanted), Some(store)) = (reel.wanted(), reel.shelf.store()) else {
            return;
        };
        reel.reading.set(true);
        spawn_local(async move {
            let segment = store.segment(&reel.catalogue, wanted).await;
            reel.reading.set(false);
            match segment {
                Ok(Some(segment)) => {
                    reel.keep(wanted, segment);
                    reel.render();
                    self.go_on();
                }
                // Another tab has changed the list.
                _ => reel.shelf.lost(&reel.catalogue).await,
            }
        });
    }
}
