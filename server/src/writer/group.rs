//! The writer's thread: jobs in groups, one commit a group.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::space::Space;
use tokio::sync::{broadcast, mpsc, oneshot};

use super::job;
use crate::store::{Marks, Spoiled, Store, StoreError};

/// The most jobs that share a commit: the first of them waits for the last.
const GROUP: usize = 64;

/// How often a group that stood in another server's way is done again. From the
/// second time on it goes alone, so that only a lost connection comes here twice.
const TRIES: u32 = 5;

/// Work with the caller who waits for it.
pub(super) type Job = Box<dyn job::Job>;

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
        let mut jobs: Vec<Job> = vec![];
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

fn group(store: &Store, mut jobs: Vec<Job>, news: &broadcast::Sender<Arc<BTreeSet<Space>>>) {
    if jobs.is_empty() {
        return;
    }
    match persistently(store, &mut jobs) {
        Ok(touched) => {
            jobs.into_iter().for_each(|job| job.answer(Ok(())));
            if !touched.is_empty() {
                // Nobody listening is no fault.
                let _ = news.send(Arc::new(touched));
            }
        }
        // Nobody is told of success, whatever the jobs thought.
        Err(spoiled) => {
            let reason = spoiled.to_string();
            tracing::error!(%reason, jobs = jobs.len(), "a group was not committed");
            let in_doubt = matches!(spoiled, Spoiled::Store(StoreError::InDoubt(_)));
            let why = if in_doubt {
                StoreError::InDoubt
            } else {
                StoreError::NotCommitted
            };
            for job in jobs {
                job.answer(Err(why(reason.clone())));
            }
        }
    }
}

/// Does all jobs in one transaction, again where that has a point.
fn persistently(store: &Store, jobs: &mut [Job]) -> Result<BTreeSet<Space>, Spoiled> {
    // Work hardly ever fails once it has written something.
    let (mut marks, mut left) = (Marks::None, TRIES);
    loop {
        match together(store, jobs, marks) {
            Err(Spoiled::Work) if marks == Marks::None => marks = Marks::Each,
            Err(Spoiled::Conflict(_)) if left > 0 => left -= 1,
            done => return done,
        }
    }
}

/// Does all jobs in one transaction; the spaces that then have news.
fn together(store: &Store, jobs: &mut [Job], marks: Marks) -> Result<BTreeSet<Space>, Spoiled> {
    store.group(marks, |group| {
        for job in jobs {
            group.within(|tx| job.run(tx, marks))?;
        }
        Ok(group.touched())
    })
}
