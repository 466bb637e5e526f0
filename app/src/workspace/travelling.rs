//! Drafts travel after everything else: once the queue is empty and the news is here, now
//! and then, and nobody waits for it.

use domain::draft::Lines;
use domain::json;
use leptos::task::spawn_local;

use super::Workspace;
use crate::clock::now;
use crate::listing::Place;
use crate::local_store::LocalStore;
use crate::net::text_of;
use crate::replica::CommitFault;
use crate::{attachments, router};

/// Milliseconds between two calls while something is typed: a call costs about as much as
/// the draft in it.
const TYPED: u64 = 30_000;
/// The same while nothing is.
const LOOK: u64 = 120_000;
/// A call is under way.
const UNDER_WAY: i64 = -1;

impl Workspace {
    /// What follows an exchange, when there is a network.
    pub(super) fn after_exchange(self) {
        attachments::go_on(self);
        let inner = self.inner();
        let last = inner.drafts_asked.get();
        if self.account().is_none() || last == UNDER_WAY {
            return;
        }
        let (asked, typed) = inner.replica.borrow().draft_lines();
        // A clock that was set back does not stop it.
        let since = now().as_millis().abs_diff(last);
        if since < if typed { TYPED } else { LOOK } {
            return;
        }
        inner.drafts_asked.set(UNDER_WAY);
        spawn_local(async move {
            let inner = self.inner();
            let answer = text_of("/v1/drafts", &json::write(&asked), &inner.credential).await;
            // What brought no answer is asked again; nobody is told, for nothing is lost.
            let news: Option<Lines> = answer.ok().and_then(|text| json::read(&text));
            for (name, news) in news.unwrap_or_default().iter() {
                let open = form_is_open() || inner.unsaved_drafts.borrow().contains_key(name);
                // Only a listing can lie beside another.
                let beside = Place::of_draft(name)
                    .map(|_| Place::free(&self.drafts.get_untracked()).draft());
                let batch = {
                    let replica = inner.replica.borrow();
                    replica.draft_news(&asked, name, news, open, beside.as_deref())
                };
                if batch.is_empty() || inner.closed.get() {
                    continue;
                }
                match inner.store.commit(&batch).await {
                    Ok(generation) => {
                        inner.replica.borrow_mut().committed(&batch, generation);
                        self.publish_drafts(&inner.replica.borrow());
                    }
                    Err(fault) => {
                        // Another tab has written it meanwhile; the next answer is about that.
                        if fault == CommitFault::Overtaken {
                            self.reload().await.ok();
                        }
                        break;
                    }
                }
            }
            inner.drafts_asked.set(now().as_millis());
        });
    }
}

/// Whether the page shows a form, which nobody changes under the person who types.
fn form_is_open() -> bool {
    let path = router::path_untracked();
    path.ends_with("/new") || path.ends_with("/edit") || path.contains("/review/")
}
