//! 写者: the one thread that writes. It takes what is waiting, does it in one
//! transaction and commits once; only then is anybody answered.

mod group;
mod job;

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::space::Space;
use tokio::sync::{broadcast, mpsc, oneshot};

use crate::store::{Store, StoreError, Transaction};
use group::Message;
use job::Piece;

/// How many jobs may wait before callers wait to be let in.
const WAITING: usize = 1024;

/// How many announcements a slow listener may be behind before it is told that
/// it has missed some.
const ANNOUNCEMENTS: usize = 256;

/// 写者 — hands work to the thread that writes. Clones are the same writer.
#[derive(Clone)]
pub struct Writer {
    jobs: mpsc::Sender<Message>,
    news: broadcast::Sender<Arc<BTreeSet<Space>>>,
}

impl Writer {
    /// Starts the thread. It ends after [`Writer::stop`], or when the last clone
    /// has been dropped, with everything done that was waiting.
    ///
    /// # Errors
    /// The system gave no thread.
    pub fn start(store: Store) -> Result<Self, StoreError> {
        let (jobs, waiting) = mpsc::channel(WAITING);
        let (news, _) = broadcast::channel(ANNOUNCEMENTS);
        let announce = news.clone();
        let watch = store.watch(&news)?;
        std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || {
                group::serve(store, waiting, &announce);
                drop(watch);
            })?;
        Ok(Self { jobs, news })
    }

    /// Does `work` in a transaction and answers once it is committed. An error
    /// or a panic undoes this work and nobody else's.
    ///
    /// Work that shares its transaction with work that failed is done a second
    /// time, as though the first had never been: what it does outside of the
    /// transaction happens twice.
    ///
    /// # Errors
    /// Those of `work`; [`StoreError::NotCommitted`] where nothing of it
    /// happened; [`StoreError::InDoubt`] where that is not known;
    /// [`StoreError::Panicked`]; [`StoreError::Stopped`].
    pub async fn run<R, E>(
        &self,
        work: impl FnMut(&Transaction<'_>) -> Result<R, E> + Send + 'static,
    ) -> Result<R, E>
    where
        R: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (sender, receiver) = oneshot::channel();
        self.jobs
            .send(Message::Work(Box::new(Piece::new(work, sender))))
            .await
            .map_err(|_| StoreError::Stopped)?;
        let undone = || StoreError::NotCommitted("the transaction was given up".into());
        receiver.await.unwrap_or_else(|_| Err(undone().into()))
    }

    /// Which spaces have news, told after each commit that brought any, by whichever
    /// server of the same database.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<BTreeSet<Space>>> {
        self.news.subscribe()
    }

    /// Finishes what is waiting, takes nothing more, and returns when the
    /// database has been closed.
    pub async fn stop(&self) {
        let (sender, receiver) = oneshot::channel();
        if self.jobs.send(Message::Stop(sender)).await.is_ok() {
            // Dropped unanswered it has ended as well.
            let _ = receiver.await;
        } else {
            self.jobs.closed().await;
        }
    }
}
