//! What has been sent and not been answered yet.

use core::cell::{Cell, RefCell};
use core::future::{Future, poll_fn};
use core::pin::{Pin, pin};
use core::task::{Context, Poll, Waker};

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use tokio_postgres::Error;

use super::fault;
use crate::store::StoreError;

/// So much may be unanswered; more is waited for.
const MOST: usize = 256;

/// An answer that is to come.
type Answer = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

/// 未答 — statements that nobody waits for, and what became of them.
#[derive(Default)]
pub(super) struct Pending {
    waiting: RefCell<FuturesUnordered<Answer>>,
    /// A statement has failed: the transaction takes no other.
    stuck: Cell<bool>,
    /// The transaction stood in another's way.
    conflict: Cell<bool>,
    /// The first thing that went wrong, until somebody has been told.
    fault: RefCell<Option<Error>>,
}

impl Pending {
    /// Sends; the answer comes when it comes. What is sent goes out in the order of
    /// these calls, for the driver sends when it is first asked.
    pub(super) fn send(&self, answer: impl Future<Output = Result<(), Error>> + Send + 'static) {
        let mut answer: Answer = Box::pin(answer);
        match answer
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            Poll::Ready(done) => self.note(done),
            Poll::Pending => self.waiting.borrow_mut().push(answer),
        }
        if self.waiting.borrow().len() >= MOST {
            self.drain();
        }
    }

    /// Waits for one answer, and takes those that come before it.
    ///
    /// # Errors
    /// What went wrong first.
    pub(super) fn wait<T>(
        &self,
        answer: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, StoreError> {
        let mut answer = pin!(answer);
        // An answer that nobody takes would keep back those behind it.
        let answered = futures_executor::block_on(poll_fn(|cx| {
            let mut waiting = self.waiting.borrow_mut();
            while let Poll::Ready(Some(done)) = waiting.poll_next_unpin(cx) {
                self.note(done);
            }
            answer.as_mut().poll(cx)
        }));
        answered.map_err(|error| {
            if fault::is_aftermath(&error) {
                self.drain();
            }
            self.note(Err(error));
            self.told()
        })
    }

    /// Waits for every answer.
    ///
    /// # Errors
    /// What went wrong first.
    pub(super) fn settle(&self) -> Result<(), StoreError> {
        self.drain();
        if !self.stuck.get() {
            return Ok(());
        }
        Err(self.told())
    }

    /// Whether a statement has failed.
    pub(super) fn is_stuck(&self) -> bool {
        self.stuck.get()
    }

    /// Whether another transaction was in the way.
    pub(super) fn is_in_conflict(&self) -> bool {
        self.conflict.get()
    }

    /// Goes on after a mark has been gone back to.
    pub(super) fn unstick(&self) {
        self.drain();
        self.stuck.set(false);
        self.fault.take();
    }

    /// Forgets everything, answers that have not come among it.
    pub(super) fn forget(&self) {
        drop(self.waiting.take());
        self.stuck.set(false);
        self.conflict.set(false);
        self.fault.take();
    }

    fn drain(&self) {
        let mut waiting = self.waiting.borrow_mut();
        futures_executor::block_on(async {
            while let Some(done) = waiting.next().await {
                self.note(done);
            }
        });
    }

    fn note(&self, done: Result<(), Error>) {
        let Err(error) = done else {
            return;
        };
        self.stuck.set(true);
        if fault::is_conflict(&error) {
            self.conflict.set(true);
        }
        let mut first = self.fault.borrow_mut();
        // Answers may be taken out of their order; the cause is never the aftermath.
        if first.as_ref().is_none_or(fault::is_aftermath) {
            *first = Some(error);
        }
    }

    fn told(&self) -> StoreError {
        let again = || StoreError::NotCommitted("an earlier statement had failed".into());
        self.fault.take().map_or_else(again, StoreError::from)
    }
}
