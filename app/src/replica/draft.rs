//! Drafts: what is being typed, kept with every keystroke's pause. They stand
//! beside the replica: no generation, so that typing in one tab never makes
//! another reload.

use super::batch::DRAFT;
use super::{Replica, WriteBatch};

impl WriteBatch {
    /// Writes only where the draft of that name is still `known`: another tab may have it
    /// open as well.
    pub fn only_over(&mut self, name: &str, known: &str) {
        self.over = Some(([DRAFT, name].concat(), known.as_bytes().to_vec()));
    }
}

impl Replica {
    /// What to write to keep a draft under `name`; an empty text removes it.
    #[must_use]
    pub fn keep_draft(&self, name: &str, text: &str) -> WriteBatch {
        let mut batch = WriteBatch::default();
        if text.is_empty() {
            batch.delete(DRAFT, name);
        } else {
            batch.put_bytes(DRAFT, name, text.as_bytes().to_vec());
        }
        batch
    }

    /// The draft of that name.
    #[must_use]
    pub fn draft(&self, name: &str) -> Option<&str> {
        self.drafts.get(name).map(String::as_str)
    }

    /// Every draft with its name.
    pub fn drafts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.drafts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }
}
