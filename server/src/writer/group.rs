//! The writer's thread: groups of jobs, each in a savepoint of its own.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::space::Space;
use tokio::sync::{broadcast, mpsc, oneshot};

use crate::store::{Store, StoreError, Transaction};

/// The most jobs that share a commit: the first of them waits for the last.
const GROUP: usize = 64;

/// Work to do in a transaction.
pub(super) type Job = Box<dyn FnOnce(&Transaction<'_>) -> Done + Send>;

/// Work that has been done and awaits its commit.
pub(super) struct Done {
    /// Whether it succeeded; if not it is undone.
    pub(super) keep: bool,
    /// Tells the caller.
    pub(super) answer: Box<dyn FnOnce(Result<(), StoreError>) + Send>,
}

/// What the thread is told.
pub(super) enum Message {
    /// Do this.
    Work(Job),
    /// Finish what waits and say when it is done.
    Stop(oneshot::Sender<()>),
}

/// Works until told to stop or until nobody is left to tell.
pub(super) fn serve(
    store: Store,
    mut waiting: mpsc::Receiver<Message>,
    news: &broadcast::Sender<Arc<BTreeSet<Space>>>,
) {
    let mut stops = vec![];
    while let Some(message) = waiting.blocking_recv() {
        let mut jobs = vec![];
        let mut next = Some(message);
        while let Some(message) = next {
            match message {
                Message::Work(job) => jobs.push(job),
                Message::Stop(stop) => {
                    // What is in the queue is still handed out; then it ends.
                    waiting.close();
                    stops.push(stop);
                }
            }
            next = if jobs.len() < GROUP {
                waiting.try_recv().ok()
            } else {
                None
            };
        }
        group(&store, jobs, news);
    }
    // Work goes from the write-ahead log into the database itself. Where that
    // fails, the next start does it.
    let _ = store.checkpoint();
    drop(store);
    for stop in stops {
        let _ = stop.send(());
    }
}

fn group(store: &Store, jobs: Vec<Job>, news: &broadcast::Sender<Arc<BTreeSet<Space>>>) {
    if jobs.is_empty() {
        return;
    }
    let mut done = Vec::with_capacity(jobs.len());
    match store.group(|tx, savepoint| {
        for job in jobs {
            savepoint.within(tx, || {
                let result = job(tx);
                let keep = result.keep;
                done.push(result);
                keep
            })?;
        }
        Ok(tx.touched())
    }) {
        Ok(touched) => {
            done.into_iter().for_each(|done| (done.answer)(Ok(())));
            if !touched.is_empty() {
                // Nobody listening is no fault.
                let _ = news.send(Arc::new(touched));
            }
        }
        // Nobody is told of success, whatever the jobs thought. Jobs that were
        // not reached are dropped, which tells their callers the same.
        Err(error) => {
            tracing::error!(%error, jobs = done.len(), "a group was not committed");
            let reason = error.to_string();
            for done in done {
                (done.answer)(Err(StoreError::NotCommitted(reason.clone())));
            }
        }
    }
}
