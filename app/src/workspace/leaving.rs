//! Leaving a page faster than the store writes: what is not in the store yet
//! waits in the tab's own storage, which is written at once, and is taken up
//! when the workspace opens again.

use domain::map::SortedMap;
use gloo::events::EventListener;
use web_sys::Storage;

use super::{OPEN, Workspace};

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Before the name of a draft: on what the next one was written.
const KNOWN: &str = "?";

fn key(database: &str) -> String {
    ["unsaved.", database].concat()
}

/// Begins to listen for the page being left.
pub fn listen() {
    let Some(window) = web_sys::window() else {
        return;
    };
    EventListener::new(&window, "pagehide", |_| {
        OPEN.with(|open| {
            for inner in open.borrow().iter().filter(|inner| !inner.closed.get()) {
                let unsaved = inner.unsaved_drafts.borrow();
                if !unsaved.is_empty()
                    && let Some(storage) = storage()
                {
                    let mut left = unsaved.clone();
                    for (name, known) in inner.known_drafts.borrow().iter() {
                        left.insert([KNOWN, name.as_str()].concat(), known.clone());
                    }
                    // Without room it is lost, as it would be without this.
                    storage
                        .set_item(&key(inner.store.name()), &domain::json::write(&left))
                        .ok();
                }
            }
        });
    })
    .forget();
}

/// Forgets what was left: it is in the store now, or nothing is to stay of the unit.
pub(super) fn forget(database: &str) {
    if let Some(storage) = storage() {
        // Removing what is there always works.
        storage.remove_item(&key(database)).ok();
    }
}

impl Workspace {
    /// Takes up what was left on this tab the last time.
    pub(super) fn take_up_left(self) {
        let inner = self.inner();
        let left = storage().and_then(|storage| storage.get_item(&key(inner.store.name())).ok()?);
        let Some(left) = left else { return };
        let drafts: Option<SortedMap<String, String>> = domain::json::read(&left);
        // What was known comes first in their order: another tab may have written meanwhile.
        for (name, text) in drafts.unwrap_or_default().iter() {
            match name.strip_prefix(KNOWN) {
                Some(name) => drop(
                    inner
                        .known_drafts
                        .borrow_mut()
                        .insert(name.to_owned(), text.clone()),
                ),
                None => self.keep_draft(name, text.clone()),
            }
        }
    }
}
