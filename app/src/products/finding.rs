//! Searching the list by code or name, segment by segment: the page stays awake,
//! and what is found shows at once.

use std::cell::RefCell;
use std::rc::Rc;

use domain::sentence::Sentence;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::segment::{ROWS, Segment};
use super::shelf::Shelf;
use super::store::Catalogue;
use crate::components::{El, Words, div, el, p};
use crate::language::tell;
use crate::listing::{Query, normalised};
use crate::signals::*;

/// 查到的行 — the numbers of the rows that a search has found so far.
#[derive(Clone, Default)]
pub struct Found {
    /// In the list's order; shared, for there may be many.
    pub rows: Rc<RefCell<Vec<u32>>>,
    /// Whether all has been searched.
    pub done: bool,
}

/// 查找 — what is looked for in one list; a handle.
#[derive(Clone, Copy)]
pub struct Finding {
    shelf: Shelf,
    catalogue: StoredValue<Rc<Catalogue>>,
    total: usize,
    /// None where nothing is looked for: everything is shown then. Reactive.
    pub found: RwSignal<Option<Found>>,
}

impl Finding {
    /// Looks for nothing yet.
    #[must_use]
    pub fn new(shelf: Shelf, catalogue: &Rc<Catalogue>) -> Self {
        Self {
            shelf,
            catalogue: StoredValue::new(Rc::clone(catalogue)),
            total: usize::try_from(catalogue.rows).unwrap_or(0),
            found: RwSignal::new(None),
        }
    }

    /// Looks for what was typed, in place of what was looked for before.
    fn look_for(self, text: &str) {
        let query = Query::read(text);
        if query == Query::default() {
            return self.found.set(None);
        }
        let found = Found::default();
        self.found.set(Some(found.clone()));
        spawn_local(self.search(query, found.rows));
    }

    async fn search(self, query: Query, rows: Rc<RefCell<Vec<u32>>>) {
        let (Some(store), Some(catalogue)) =
            (self.shelf.store(), self.catalogue.try_with_value(Rc::clone))
        else {
            return;
        };
        let last = self.total.div_ceil(ROWS).saturating_sub(1);
        for number in 0..=last {
            let segment = store.segment(&catalogue, number).await;
            let Ok(Some(segment)) = segment else { return };
            // Something else may be looked for by now, or nobody be here any more.
            let wanted = self.found.try_with_untracked(|now| {
                now.as_ref().is_some_and(|now| Rc::ptr_eq(&now.rows, &rows))
            });
            if wanted != Some(true) {
                return;
            }
            let before = rows.borrow().len();
            let hits = within(&segment, &query).map(|row| (number * ROWS + row) as u32);
            rows.borrow_mut().extend(hits);
            if rows.borrow().len() > before || number == last {
                let done = number == last;
                let rows = Rc::clone(&rows);
                self.found.try_set(Some(Found { rows, done }));
            }
        }
    }

    /// How many there are and how many were found.
    #[must_use]
    pub fn told(self) -> El {
        let words = Words::live(move || {
            let found = self.found.with(|found| {
                found
                    .as_ref()
                    .map(|found| (found.rows.borrow().len(), found.done))
            });
            tell(&counted(self.total, found))
        });
        p(words).class("hint").attr("role", "status")
    }
}

/// The rows of a segment that a search finds.
fn within<'a>(segment: &'a Segment, query: &'a Query) -> impl Iterator<Item = usize> + 'a {
    (0..segment.len()).filter(move |row| {
        let text = |[code, name, ..]: [&str; 7]| normalised(code) + "\n" + &normalised(name);
        segment.row(*row).is_some_and(|row| query.finds(&text(row)))
    })
}

fn counted(total: usize, found: Option<(usize, bool)>) -> Sentence {
    let total = total.to_string();
    match found {
        None => Sentence::new(
            ["共 ", &total, " 条"].concat(),
            [&total, " in all"].concat(),
        ),
        Some((some, true)) => {
            let some = some.to_string();
            Sentence::new(
                ["找到 ", &some, " 条，共 ", &total, " 条"].concat(),
                [&some, " of ", &total, " found"].concat(),
            )
        }
        Some((some, false)) => {
            let some = some.to_string();
            Sentence::new(
                ["正在查找，已找到 ", &some, " 条…"].concat(),
                ["Searching, ", &some, " found so far…"].concat(),
            )
        }
    }
}

/// The field in which one types what to look for.
pub fn search(finding: Finding) -> El {
    let input = el("input")
        .id("search")
        .class("input")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .on("input", move |event| {
            if let Some(target) = event.target() {
                let text = target.unchecked_into::<HtmlInputElement>().value();
                finding.look_for(&text);
            }
        });
    let label = el("label")
        .class("label")
        .attr("for", "search")
        .text(("按编码或名称查找", "Find by code or name"));
    div("field")
        .attr("role", "search")
        .child(label)
        .child(input)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::products::segment::Packing;

    #[test]
    fn rows_are_found_by_code_and_name_and_nothing_else() {
        let mut packing = Packing::default();
        packing.push(["C03440", "一次性使用 静脉留置针", "", "青禾", "", "支", "1"]);
        packing.push(["C03441", "输液器", "", "青禾", "", "支", "1"]);
        let segment = Segment::new(packing.take());
        let find = |text| within(&segment, &Query::read(text)).collect::<Vec<_>>();
        assert_eq!(find("使用静脉"), [0]);
        assert_eq!(find("ｃ0344"), [0, 1]);
        assert_eq!(find("c03441 输液"), [1]);
        assert!(find("青禾").is_empty());
    }

    #[test]
    fn what_was_found_is_counted_in_words() {
        assert_eq!(counted(9, None).zh, "共 9 条");
        assert_eq!(counted(9, Some((2, false))).zh, "正在查找，已找到 2 条…");
        assert_eq!(counted(9, Some((2, true))).en, "2 of 9 found");
    }
}
