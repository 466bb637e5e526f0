//! Committing: decide on what is here, write, and take it up; once more where
//! another tab was first.

use gloo::events::EventListener;
use leptos::task::spawn_local;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::MessageEvent;

use super::Workspace;
use crate::local_store::LocalStore;
use crate::replica::{CommitFault, Replica, WriteBatch};

/// Two tabs that write at once take turns; more tries than this mean that
/// something else is wrong.
const TRIES: usize = 50;

/// What works out a batch from the replica as it is; it may be asked again.
type Plan<'a, T, E> = dyn Fn(&mut Replica) -> Result<(T, WriteBatch), E> + 'a;

impl Workspace {
    /// Writes what `plan` says. It may be asked more than once.
    ///
    /// # Errors
    /// What `plan` refuses, or why the store did not take it.
    pub(super) async fn commit<T, E: From<CommitFault>>(
        self,
        plan: &Plan<'_, T, E>,
    ) -> Result<T, E> {
        let inner = self.inner();
        for _ in 0..TRIES {
            let (value, batch) = plan(&mut inner.replica.borrow_mut())?;
            if batch.is_empty() {
                return Ok(value);
            }
            match inner.store.commit(&batch).await {
                Ok(generation) => {
                    inner.replica.borrow_mut().committed(&batch, generation);
                    self.taken_up();
                    return Ok(value);
                }
                Err(CommitFault::Overtaken) => self.reload().await?,
                Err(fault) => return Err(fault.into()),
            }
        }
        Err(CommitFault::Overtaken.into())
    }

    /// Takes over what the store holds, and shows it: whoever reloads may find that
    /// nothing is left to write.
    pub(super) async fn reload(self) -> Result<(), CommitFault> {
        let inner = self.inner();
        let first = inner.store.first().await?;
        let opening = !inner.replica.borrow().is_whole();
        if opening || inner.replica.borrow().has_segments(&first.segments) {
            inner.replica.borrow_mut().reload_first(first);
        } else {
            // Rare: another tab has packed many rows. What is whole stays whole.
            let rows = inner.store.load().await?;
            inner.replica.borrow_mut().reload(rows);
        }
        self.publish();
        Ok(())
    }

    /// Shows a commit here and in other tabs.
    pub(super) fn taken_up(self) {
        self.publish();
        self.announce();
    }

    fn announce(self) {
        if let Some(channel) = &self.inner().channel {
            // Other tabs find out at their next commit at the latest.
            channel.post_message(&JsValue::TRUE).ok();
        }
    }

    /// Takes over what other tabs commit.
    pub(super) fn listen(self) {
        let Some(channel) = self.inner().channel.clone() else {
            return;
        };
        // A store that cannot be read now is read at the next commit.
        let catch_up = move || spawn_local(async move { self.reload().await.unwrap_or_default() });
        // The channel lives as long as the page.
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |_| catch_up()).into_js_value();
        channel.set_onmessage(Some(heard.unchecked_ref()));
        let Some(document) = web_sys::window().and_then(|window| window.document()) else {
            return;
        };
        // What a page begins to read once it is frozen never ends, and keeps every
        // other tab from writing: so it hears nothing until it has thawed.
        let deaf = channel.clone();
        EventListener::new(&document, "freeze", move |_| {
            deaf.set_onmessage(None);
            self.inner().store.close();
        })
        .forget();
        EventListener::new(&document, "resume", move |_| {
            channel.set_onmessage(Some(heard.unchecked_ref()));
            catch_up();
        })
        .forget();
    }
}
