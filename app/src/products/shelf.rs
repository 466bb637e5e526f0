//! The list as the page has it: whether there is one, and what is being done to it.

use std::rc::Rc;

use domain::listing::ListingEntry;
use domain::sentence::Sentence;
use leptos::task::spawn_local;
use web_sys::File;

use super::import::{ImportFault, import};
use super::sheet::Outcome;
use super::store::{Catalogue, Store};
use super::told::{fault_sentence, store_sentence};
use crate::listing::{ListingDraft, Place};
use crate::router;
use crate::signals::*;
use crate::workspace::Workspace;

/// 目录情况 — whether there is a list.
#[derive(Clone)]
pub enum Stand {
    /// Being looked up.
    Reading,
    /// None yet.
    Empty,
    /// This one.
    Held(Rc<Catalogue>),
    /// The store cannot be reached.
    Failed(Sentence),
}

/// 正在做的事 — what is being done to the list, or came of it.
#[derive(Clone)]
pub enum Work {
    /// Nothing.
    None,
    /// Whether this file shall take the list's place.
    Asking(File),
    /// A file is being read.
    Importing,
    /// It was read; this was in it.
    Done(Rc<Outcome>),
    /// It came to nothing, and why; lines that were at fault, if any.
    Failed(Sentence, Rc<Outcome>),
}

/// 目录架 — the list of one workspace; a handle.
#[derive(Clone, Copy)]
pub struct Shelf {
    /// Whose.
    pub workspace: Workspace,
    /// Whether there is a list; reactive.
    pub stand: RwSignal<Stand>,
    /// What is being done; reactive.
    pub work: RwSignal<Work>,
    /// How much of a file has been read, in percent; reactive.
    pub percent: RwSignal<u32>,
    store: StoredValue<Store>,
}

impl Shelf {
    /// Looks up the list of `workspace`.
    #[must_use]
    pub fn open(workspace: Workspace) -> Self {
        let shelf = Self {
            workspace,
            stand: RwSignal::new(Stand::Reading),
            work: RwSignal::new(Work::None),
            percent: RwSignal::new(0),
            store: StoredValue::new(Store::beside(&workspace.database())),
        };
        spawn_local(async move {
            shelf.look().await;
            if let Some(store) = shelf.store() {
                // What cannot be removed now is removed another day.
                store.tidy().await.ok();
            }
        });
        shelf
    }

    /// The store; none once the page has gone.
    #[must_use]
    pub fn store(self) -> Option<Store> {
        self.store.try_with_value(Store::clone)
    }

    /// Looks up which list there is now.
    pub async fn look(self) {
        let Some(store) = self.store() else { return };
        let stand = match store.catalogue().await {
            Ok((_, found)) => found.map_or(Stand::Empty, |found| Stand::Held(Rc::new(found))),
            Err(fault) => Stand::Failed(store_sentence(&fault)),
        };
        self.stand.try_set(stand);
    }

    /// A part of `catalogue` is not there: another tab has changed the list, or
    /// something else took it away.
    pub async fn lost(self, catalogue: &Catalogue) {
        let Some(store) = self.store() else { return };
        match store.catalogue().await {
            Ok((_, Some(found))) if found == *catalogue => {
                let why = Sentence::new(
                    "目录读不全，请重新装入。",
                    "The list cannot be read in full. Please load it again.",
                );
                self.stand.try_set(Stand::Failed(why));
            }
            _ => self.look().await,
        }
    }

    /// A file was chosen: it becomes the list, unless there is one already, about
    /// which is asked first.
    pub fn chosen(self, file: File) {
        if matches!(self.stand.get_untracked(), Stand::Held(_)) {
            self.work.set(Work::Asking(file));
        } else {
            self.load(file);
        }
    }

    /// Makes a file the list.
    pub fn load(self, file: File) {
        let Some(store) = self.store() else { return };
        self.percent.set(0);
        self.work.set(Work::Importing);
        spawn_local(async move {
            // Another tab may have changed the list since this page looked.
            let generation = match store.catalogue().await {
                Ok((generation, _)) => generation,
                Err(fault) => return self.fail(&ImportFault::Store(fault)),
            };
            let goes_on = |part: f64| {
                let percent = (part * 100.0) as u32;
                let wanted = || matches!(self.work.get_untracked(), Work::Importing);
                // Leaving the page stops it. What is told anew has to be painted.
                let told = self.percent.try_with_untracked(|told| *told);
                if told.is_some_and(|told| told != percent) {
                    self.percent.set(percent);
                }
                told.is_some() && wanted()
            };
            match import(&file, &store, generation, &goes_on).await {
                Ok((catalogue, outcome)) => {
                    self.work.try_set(Work::Done(Rc::new(outcome)));
                    self.stand.try_set(Stand::Held(Rc::new(catalogue)));
                }
                // Whoever stopped it has said what comes instead.
                Err(ImportFault::Stopped) => {}
                Err(fault) => self.fail(&fault),
            }
        });
    }

    fn fail(self, fault: &ImportFault) {
        let outcome = match fault {
            ImportFault::NoRows(outcome) => outcome.clone(),
            _ => Outcome::default(),
        };
        let failed = Work::Failed(fault_sentence(fault), Rc::new(outcome));
        self.work.try_set(failed);
    }

    /// Removes the list from this device.
    pub fn clear(self) {
        let Some(store) = self.store() else { return };
        spawn_local(async move {
            match store.clear().await {
                Ok(()) => {
                    self.work.try_set(Work::None);
                    self.look().await;
                }
                Err(fault) => self.fail(&ImportFault::Store(fault)),
            }
        });
    }

    /// Goes on to a new listing that is filled in with `entry`, as a draft.
    pub fn begin_listing(self, entry: ListingEntry) {
        let place = Place::free(&self.workspace.drafts().get_untracked());
        let draft = ListingDraft::of(entry, vec![]).text();
        self.workspace.keep_draft(&place.draft(), draft);
        router::navigate(&place.address(self.workspace.platform().id.as_str()));
    }
}
