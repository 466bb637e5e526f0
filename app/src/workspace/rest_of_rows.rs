//! Reading the rest: where a device holds very many records, a workspace opens
//! with the first lines of the list, and reads the others while they are shown.

use leptos::task::spawn_local;

use super::pause;
use super::{Opening, Workspace};
use crate::local_store::LocalStore;
use crate::replica::CommitFault;

/// How many segments are read at a time.
const AT_ONCE: usize = 4;
/// How often a store that does not answer is asked again.
const TRIES: u32 = 5;
/// Milliseconds after which it is.
const AGAIN: i32 = 1_000;
/// Milliseconds in which the first lines are laid out and drawn: what is read meanwhile
/// would keep them waiting.
const DRAWN: i32 = 60;

impl Workspace {
    /// Reads what the store has beyond the first lines.
    pub(super) fn read_the_rest(self) {
        if !self.inner().replica.borrow().is_whole() {
            self.go_on_reading();
        }
    }

    #[inline(never)]
    fn go_on_reading(self) {
        spawn_local(async move {
            pause(DRAWN).await;
            for _ in 0..TRIES {
                match self.read_segments().await {
                    Ok(()) => return self.publish(),
                    Err(_) => pause(AGAIN).await,
                }
            }
            let sentence = super::queue::storage_sentence(&CommitFault::Overtaken);
            self.inner().opening.set(Opening::Failed(sentence));
        });
    }

    async fn read_segments(self) -> Result<(), CommitFault> {
        let inner = self.inner();
        while !inner.closed.get() {
            let keys = inner.replica.borrow().pending(AT_ONCE);
            if keys.is_empty() {
                return Ok(());
            }
            let rows = inner.store.segments(&keys).await?;
            if rows.len() < keys.len() {
                // Another tab has packed them anew meanwhile.
                self.reload().await?;
                continue;
            }
            for (key, value) in rows {
                inner.replica.borrow_mut().absorb_segment(&key, &value);
                // Whoever scrolls or types meanwhile comes first.
                pause(0).await;
            }
        }
        Ok(())
    }

    /// Waits until every record has been read.
    pub(super) async fn be_whole(self) {
        let inner = self.inner();
        while !inner.replica.borrow().is_whole() && !inner.closed.get() {
            pause(20).await;
        }
    }
}
