//! 读者: a few connections that only read, for callers who must not block.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::{Durability, Store, StoreError, Transaction, open, read};

/// 读者 — reads at the same time as others read and the one writer writes.
#[derive(Clone)]
pub struct Reader {
    pool: Arc<Pool>,
}

struct Pool {
    path: PathBuf,
    durability: Durability,
    idle: Mutex<Vec<Connection>>,
    permits: Semaphore,
}

impl Store {
    /// Readers of the same file, at most `most` at once.
    ///
    /// # Errors
    /// The store is in memory.
    pub fn reader(&self, most: usize) -> Result<Reader, StoreError> {
        let path = self.path.clone().ok_or_else(|| {
            StoreError::File(std::io::Error::other(
                "a database in memory has one connection",
            ))
        })?;
        let permits = Semaphore::new(most.max(1));
        let pool = Pool {
            path,
            durability: self.durability,
            idle: Mutex::default(),
            permits,
        };
        Ok(Reader {
            pool: Arc::new(pool),
        })
    }
}

impl Reader {
    /// Does `work` on one snapshot. A panic in it is an error, and the
    /// connection it used is not used again.
    ///
    /// # Errors
    /// Those of `work`; the store failed.
    pub async fn run<R, E>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<R, E> + Send + 'static,
    ) -> Result<R, E>
    where
        R: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let pool = Arc::clone(&self.pool);
        let permit = self
            .pool
            .permits
            .acquire()
            .await
            .map_err(|_| StoreError::Stopped)?;
        let result = tokio::task::spawn_blocking(move || pool.run(work)).await;
        drop(permit);
        result.unwrap_or_else(|_| Err(StoreError::Panicked.into()))
    }

    /// Does `work` on one snapshot at once, on the caller's own thread: a row or
    /// two are read sooner than another thread can be asked for them. Anything
    /// longer belongs to [`Reader::run`].
    ///
    /// # Errors
    /// Those of `work`; the store failed.
    pub fn look<R, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<R, E>,
    ) -> Result<R, E> {
        self.pool.run(work)
    }
}

impl Pool {
    fn run<R, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<R, E>,
    ) -> Result<R, E> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        let connection = match idle {
            Some(connection) => connection,
            None => open::readable(&self.path)?,
        };
        let result = catch_unwind(AssertUnwindSafe(|| {
            read(&connection, self.durability, work)
        }))
        .map_err(|_| StoreError::Panicked)?;
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(connection);
        result
    }
}
