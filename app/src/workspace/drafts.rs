//! Drafts: every keystroke goes to the store at once. While one write is under
//! way, only the newest text of each draft waits behind it.

use domain::sentence::Sentence;
use std::pin::Pin;

use js_sys::Promise;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::beside::free_beside;
use super::queue::storage_sentence;
use super::{OPEN, Saved, Workspace, leaving};
use crate::device;
use crate::listing::Place;
use crate::local_store::LocalStore;
use crate::replica::CommitFault;
use crate::rest;

/// Waits until everything written is on this device, or cannot be kept.
pub async fn kept() {
    let writing = || {
        device::is_writing()
            || OPEN.with(|open| open.borrow().iter().any(|inner| inner.saving_drafts.get()))
    };
    // A disk that takes longer than this holds nobody up.
    for _ in 0..250 {
        if !writing() {
            return;
        }
        pause(20).await;
    }
}

/// Lets others go on for so many milliseconds.
pub async fn pause(milliseconds: i32) {
    let waited = Promise::new(&mut |done, _| {
        if let Some(window) = web_sys::window() {
            // A page that lives can always be woken.
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds)
                .ok();
        }
    });
    // It is only ever fulfilled.
    JsFuture::from(waited).await.ok();
}

impl Workspace {
    /// The draft of that name, for a form: from now on it is not written over what
    /// another tab has written there meanwhile, but kept beside that.
    #[must_use]
    pub fn open_draft(self, name: &str) -> Option<String> {
        let inner = self.inner();
        inner.beside.borrow_mut().remove(name);
        let known = inner
            .replica
            .borrow()
            .draft(name)
            .unwrap_or_default()
            .to_owned();
        inner
            .known_drafts
            .borrow_mut()
            .insert(name.to_owned(), known);
        self.draft(name)
    }

    /// The draft of that name.
    #[must_use]
    pub fn draft(self, name: &str) -> Option<String> {
        let inner = self.inner();
        if let Some(unsaved) = inner.unsaved_drafts.borrow().get(name) {
            return (!unsaved.is_empty()).then(|| unsaved.clone());
        }
        inner.replica.borrow().draft(name).map(str::to_owned)
    }

    /// Keeps a draft; an empty text removes it.
    pub fn keep_draft(self, name: &str, text: String) {
        let inner = self.inner();
        inner
            .unsaved_drafts
            .borrow_mut()
            .insert(name.to_owned(), text);
        // That it cannot be saved is said until it is.
        if self.draft_saved.get_untracked() == Saved::Kept {
            self.draft_saved.set(Saved::Saving);
        }
        if !inner.saving_drafts.replace(true) {
            spawn_local(self.save_drafts());
        }
    }

    /// Keeps a draft, and returns once it is on this device for good: before
    /// something is given up whose only copy it is.
    ///
    /// # Errors
    /// Why this device could not keep it.
    pub async fn keep_draft_now(self, name: &str, text: &str) -> Result<(), Sentence> {
        self.save_draft(name, text)
            .await
            .map_err(|fault| storage_sentence(&fault))
    }

    async fn save_draft(self, name: &str, text: &str) -> Result<(), CommitFault> {
        let inner = self.inner();
        let known = inner.known_drafts.borrow().get(name).cloned();
        let beside = inner.beside.borrow().get(name).cloned();
        let place = beside.as_deref().unwrap_or(name);
        let mut batch = inner.replica.borrow().keep_draft(place, text);
        if let Some(known) = &known {
            batch.only_over(place, known);
        }
        let generation = match inner.store.commit(&batch).await {
            Err(CommitFault::Overtaken) => return self.save_beside(name, text).await,
            committed => committed?,
        };
        if known.is_some() {
            let mut drafts = inner.known_drafts.borrow_mut();
            drafts.insert(name.to_owned(), text.to_owned());
        }
        let mut replica = inner.replica.borrow_mut();
        replica.committed(&batch, generation);
        self.publish_drafts(&replica);
        Ok(())
    }

    /// Another tab has written the same draft: both are kept. What this tab writes lies
    /// beside the other from now on, as a draft of its own.
    #[inline(never)]
    fn save_beside(
        self,
        name: &str,
        text: &str,
    ) -> Pin<Box<dyn Future<Output = Result<(), CommitFault>>>> {
        let (name, text) = (name.to_owned(), text.to_owned());
        Box::pin(async move {
            rest::come().await;
            self.reload().await?;
            self.publish();
            let inner = self.inner();
            if text.is_empty() {
                // Given up or submitted here; the other tab goes on with its own.
                inner.known_drafts.borrow_mut().remove(&name);
                return Ok(());
            }
            let free = self.drafts.with_untracked(|drafts| {
                // A listing's is one more in the list of those that are being written.
                if Place::is_drafts(&name) {
                    return Place::free(drafts).draft();
                }
                free_beside(&name, drafts)
            });
            inner.beside.borrow_mut().insert(name.clone(), free);
            let nothing = String::new();
            inner
                .known_drafts
                .borrow_mut()
                .insert(name.clone(), nothing);
            self.save_draft(&name, &text).await
        })
    }

    pub(super) async fn save_drafts(self) {
        let inner = self.inner();
        loop {
            let next = inner
                .unsaved_drafts
                .borrow()
                .first_key_value()
                .map(|(name, text)| (name.clone(), text.clone()));
            let Some((name, text)) = next else { break };
            if let Err(fault) = self.save_draft(&name, &text).await {
                // Still on the page, and said to be unsaved; it is tried again soon, and
                // at the next keystroke.
                inner.saving_drafts.set(false);
                rest::come().await;
                if rest::is_here() {
                    rest::apart(Self::not_saved as fn(Self, CommitFault))(self, fault);
                }
                return;
            }
            // Until here whoever asks is told of the unsaved text; a newer one
            // came meanwhile and is next.
            let mut unsaved = inner.unsaved_drafts.borrow_mut();
            if unsaved.get(&name) == Some(&text) {
                unsaved.remove(&name);
            }
        }
        inner.saving_drafts.set(false);
        leaving::forget(inner.store.name());
        self.draft_saved.set(Saved::Kept);
    }
}
