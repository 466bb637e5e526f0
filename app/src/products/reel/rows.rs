//! What of a list is in the document: the rows that can be seen, made as one
//! comes to them and removed as one leaves them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::map::SortedMap;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::components::El;
use crate::products::finding::Found;
use crate::products::segment::{ROWS, Segment};
use crate::products::shelf::Shelf;
use crate::products::store::Catalogue;
use crate::products::window::Place;
use crate::products::{product, row};
use crate::signals::*;

/// How many segments stay in memory: about a megabyte each.
const KEPT: usize = 6;
/// Until the page is laid out: a row's height and a view's, in pixels.
const GUESS: (f64, f64) = (96.0, 640.0);

/// 长列表 — the list in the page.
pub struct Reel {
    /// Whose list.
    pub shelf: Shelf,
    /// Which one.
    pub catalogue: Rc<Catalogue>,
    total: usize,
    outer: HtmlElement,
    inner: HtmlElement,
    place: Cell<Place>,
    /// What is in the document: each row by its place in the list, and whether
    /// it has come from its segment yet.
    nodes: RefCell<SortedMap<usize, (Element, bool)>>,
    found: RefCell<Option<Found>>,
    segments: RefCell<Vec<(usize, Segment)>>,
    /// Whether a segment is being read.
    pub reading: Cell<bool>,
}

impl Reel {
    /// The beginning of a list, in these elements: one that scrolls, and its inside.
    pub fn new(shelf: Shelf, catalogue: &Rc<Catalogue>, outer: &El, inner: &El) -> Self {
        let total = usize::try_from(catalogue.rows).unwrap_or(0);
        Self {
            shelf,
            catalogue: Rc::clone(catalogue),
            total,
            outer: outer.node().clone().unchecked_into(),
            inner: inner.node().clone().unchecked_into(),
            place: Cell::new(Place::new(total, GUESS.0, GUESS.1)),
            nodes: RefCell::default(),
            found: RefCell::default(),
            segments: RefCell::default(),
            reading: Cell::new(false),
        }
    }

    /// The scrollbar has been moved.
    pub fn scrolled(&self) {
        let mut place = self.place.get();
        place.scrolled(f64::from(self.outer.scroll_top()));
        self.move_to(place);
    }

    /// Shows what was found, or everything; from the top, unless more was found
    /// of the same.
    pub fn show(&self, found: Option<Found>) {
        let before = self.found.replace(found.clone());
        let goes_on = match (&before, &found) {
            (Some(before), Some(found)) => Rc::ptr_eq(&before.rows, &found.rows),
            (None, None) => true,
            _ => false,
        };
        let mut place = self.place.get();
        let rows = found.map_or(self.total, |found| found.rows.borrow().len());
        if goes_on {
            place.resize(rows, place.row, place.view);
        } else {
            place = Place::new(rows, place.row, place.view);
            self.outer.set_scroll_top(0);
        }
        self.nodes.borrow_mut().clear();
        self.inner.set_text_content(None);
        self.move_to(place);
    }

    /// Looks how high a row and the view are.
    pub fn measure(&self) {
        let first = self.inner.first_element_child();
        let row = first.map(|row| row.unchecked_into::<HtmlElement>().offset_height());
        let view = self.outer.client_height();
        let (row, view) = (f64::from(row.unwrap_or(0)), f64::from(view));
        let mut place = self.place.get();
        if row > 0.0 && view > 0.0 && (row, view) != (place.row, place.view) {
            place.resize(place.rows, row, view);
            self.move_to(place);
            self.settle();
        }
    }

    /// The scrollbar goes where it belongs, once nobody moves it any more.
    pub fn settle(&self) {
        let mut place = self.place.get();
        if let Some(scroll) = place.settle() {
            self.move_to(place);
            #[allow(clippy::cast_possible_truncation)] // At most eight million.
            self.outer.set_scroll_top(scroll as i32);
        }
    }

    fn move_to(&self, place: Place) {
        let before = self.place.replace(place);
        set_pixels(&self.inner, "height", place.height());
        if before.stands(0) != place.stands(0) || before.row != place.row {
            for (at, (node, _)) in self.nodes.borrow().iter() {
                stand(node, &place, *at);
            }
        }
        self.render();
    }

    /// Brings the rows that can be seen into the document, and only these.
    pub fn render(&self) {
        let place = self.place.get();
        let shown = place.shown();
        let mut nodes = self.nodes.borrow_mut();
        let gone = |at: &usize, ready: bool| {
            !shown.contains(at) || !ready && self.segment_of(*at).is_some()
        };
        let leaving: Vec<usize> = nodes
            .iter()
            .filter(|(at, (_, ready))| gone(at, *ready))
            .map(|(at, _)| *at)
            .collect();
        for at in leaving {
            if let Some((node, _)) = nodes.remove(&at) {
                self.remove(&node);
            }
        }
        for at in shown {
            if nodes.contains_key(&at) {
                continue;
            }
            let number = self.number(at);
            let segment = self.segment_of(at);
            let fields = segment
                .as_ref()
                .and_then(|segment| segment.row(number % ROWS));
            let made = row::view(fields, number, at, place.rows);
            let node = made.node().clone();
            stand(&node, &place, at);
            // In the document's order, which readers and the keyboard follow.
            let next = nodes.iter().find(|(other, _)| **other > at);
            let next = next.map(|(_, (node, _))| node.clone().unchecked_into());
            self.inner.insert_before(&node, next.as_ref()).ok();
            nodes.insert(at, (node, fields.is_some()));
        }
    }

    fn remove(&self, node: &Element) {
        // The focus must not get lost with the row that has it.
        let focused = document().active_element();
        if focused.is_some_and(|focused| node.contains(Some(&focused))) {
            self.outer.focus().ok();
        }
        node.remove();
    }

    /// The number in the list of what stands at `at`.
    fn number(&self, at: usize) -> usize {
        match &*self.found.borrow() {
            Some(found) => found.rows.borrow().get(at).map_or(0, |row| *row as usize),
            None => at,
        }
    }

    fn segment_of(&self, at: usize) -> Option<Segment> {
        let wanted = self.number(at) / ROWS;
        let segments = self.segments.borrow();
        let found = segments.iter().find(|(number, _)| *number == wanted);
        found.map(|(_, segment)| segment.clone())
    }

    /// The first segment that a row in the document waits for.
    pub fn wanted(&self) -> Option<usize> {
        let nodes = self.nodes.borrow();
        let waiting = nodes.iter().find(|(_, (_, ready))| !ready);
        waiting.map(|(at, _)| self.number(*at) / ROWS)
    }

    pub fn keep(&self, number: usize, segment: Segment) {
        let mut segments = self.segments.borrow_mut();
        if segments.len() >= KEPT {
            segments.remove(0);
        }
        segments.push((number, segment));
    }

    /// The number of the row whose button is at `target`.
    pub fn pressed(target: &Element) -> Option<usize> {
        let button = target.closest("[data-row]").ok().flatten()?;
        button.get_attribute("data-row")?.parse().ok()
    }

    /// A new listing begins with a row, whose segment may have left the memory.
    pub async fn begin_listing(self: Rc<Self>, number: usize) {
        let of = number / ROWS;
        let kept = |segments: &[(usize, Segment)]| {
            let found = segments.iter().find(|(kept, _)| *kept == of);
            found.map(|(_, segment)| segment.clone())
        };
        let mut segment = kept(&self.segments.borrow());
        if let (None, Some(store)) = (&segment, self.shelf.store()) {
            segment = store.segment(&self.catalogue, of).await.ok().flatten();
        }
        match segment
            .as_ref()
            .and_then(|segment| segment.row(number % ROWS))
        {
            Some(row) => self.shelf.begin_listing(product::entry(row)),
            // Another tab has changed the list.
            None => self.shelf.lost(&self.catalogue).await,
        }
    }
}

fn stand(node: &Element, place: &Place, at: usize) {
    set_pixels(node.unchecked_ref(), "top", place.stands(at));
}

fn set_pixels(node: &HtmlElement, name: &str, pixels: f64) {
    #[allow(clippy::cast_possible_truncation)] // At most eight million and a few.
    let pixels = (pixels.round() as i64).to_string() + "px";
    // Our own elements take any length.
    node.style().set_property(name, &pixels).ok();
}
