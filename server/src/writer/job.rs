//! One piece of work on its way through the writer.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tokio::sync::oneshot;

use crate::store::{Marks, StoreError, Transaction};

/// Work to do in a transaction, perhaps twice, and somebody to be told once.
pub(super) trait Job: Send {
    /// Does it, from the beginning; whether it succeeded. If not it is undone.
    fn run(&mut self, tx: &Transaction<'_>, marks: Marks) -> bool;

    /// Tells the caller what came of it.
    fn answer(self: Box<Self>, committed: Result<(), StoreError>);
}

/// 一件 — a caller's work.
pub(super) struct Piece<W, R, E> {
    work: W,
    result: Option<Result<R, E>>,
    sender: oneshot::Sender<Result<R, E>>,
}

impl<W, R, E> Piece<W, R, E> {
    /// `work`, of which `sender` tells the caller.
    pub(super) fn new(work: W, sender: oneshot::Sender<Result<R, E>>) -> Self {
        Self {
            work,
            result: None,
            sender,
        }
    }
}

impl<W, R, E> Job for Piece<W, R, E>
where
    W: FnMut(&Transaction<'_>) -> Result<R, E> + Send,
    R: Send,
    E: From<StoreError> + Send,
{
    fn run(&mut self, tx: &Transaction<'_>, marks: Marks) -> bool {
        let done = catch_unwind(AssertUnwindSafe(|| (self.work)(tx)))
            .unwrap_or_else(|_| Err(StoreError::Panicked.into()));
        let done = done.and_then(|result| match marks {
            // What cannot be written is this work's fault and no other's.
            Marks::Each => tx.settle().map(|()| result).map_err(E::from),
            Marks::None => Ok(result),
        });
        self.result.insert(done).is_ok()
    }

    fn answer(self: Box<Self>, committed: Result<(), StoreError>) {
        let not_reached = || StoreError::NotCommitted("it was not reached".into());
        let done = self.result.unwrap_or_else(|| Err(not_reached().into()));
        // A caller who has gone away needs no answer; what was committed stays,
        // and a repetition gets the same receipt.
        let _ = self.sender.send(committed.map_err(E::from).and(done));
    }
}
