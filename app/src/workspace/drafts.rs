//! Drafts: every keystroke goes to the store at once. While one write is under
//! way, only the newest text of each draft waits behind it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Workspace;
use crate::local_store::LocalStore;

impl Workspace {
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
        inner.unsaved_drafts.borrow_mut().insert(name.to_owned(), text);
        self.draft_saved.set(false);
        if !inner.saving_drafts.replace(true) {
            spawn_local(self.save_drafts());
        }
    }

    async fn save_drafts(self) {
        let inner = self.inner();
        loop {
            let Some((name, text)) = inner.unsaved_drafts.borrow_mut().pop_first() else { break };
            let batch = inner.replica.borrow().keep_draft(&name, &text);
            match inner.store.commit(&batch).await {
                Ok(generation) => {
                    let mut replica = inner.replica.borrow_mut();
                    replica.committed(&batch, generation);
                    self.publish_drafts(&replica);
                }
                Err(_) => {
                    // Still on the page, and said to be unsaved; the next
                    // keystroke tries again. A newer text is not overwritten.
                    inner.unsaved_drafts.borrow_mut().entry(name).or_insert(text);
                    inner.saving_drafts.set(false);
                    return;
                }
            }
        }
        inner.saving_drafts.set(false);
        self.draft_saved.set(true);
    }
}
