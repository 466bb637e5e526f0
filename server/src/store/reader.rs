//! 读者: a few connections that only read, for callers who must not block.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::boundary::Access;
use super::postgres::{Address, Session};
use super::{Database, Durability, Link, Store, StoreError, Transaction, open, read};

/// 读者 — reads at the same time as others read and the one writer writes.
#[derive(Clone)]
pub struct Reader {
    pool: Arc<Pool>,
}

struct Pool {
    place: Place,
    durability: Durability,
    idle: Mutex<Vec<Idle>>,
    permits: Semaphore,
}

/// Where connections lead.
enum Place {
    File(PathBuf),
    Server(Address),
}

/// A connection that nobody uses.
enum Idle {
    Sqlite(Connection),
    Postgres(Session),
}

impl Place {
    fn connect(&self) -> Result<Idle, StoreError> {
        Ok(match self {
            Self::File(path) => Idle::Sqlite(open::readable(path)?),
            Self::Server(address) => Idle::Postgres(Session::open(address)?),
        })
    }
}

impl Idle {
    fn link(&self) -> Link<'_> {
        match self {
            Self::Sqlite(connection) => Link::Sqlite(connection),
            Self::Postgres(session) => Link::Postgres(session),
        }
    }
}

impl Store {
    /// Readers of the same database, at most `most` at once.
    ///
    /// # Errors
    /// The store is in memory.
    pub fn reader(&self, most: usize) -> Result<Reader, StoreError> {
        let place = match &self.database {
            Database::Sqlite { path, .. } => Place::File(path.clone().ok_or_else(|| {
                StoreError::File(std::io::Error::other(
                    "a database in memory has one connection",
                ))
            })?),
            Database::Postgres(session) => Place::Server(session.address().clone()),
        };
        let permits = Semaphore::new(most.max(1));
        let pool = Pool {
            place,
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

    /// Does `work` on one snapshot at once, on the caller's own thread where the
    /// database is a file: a row or two are read sooner than another thread can be
    /// asked for them. Anything longer belongs to [`Reader::run`].
    ///
    /// # Errors
    /// Those of `work`; the store failed.
    pub async fn look<R, E>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<R, E> + Send + 'static,
    ) -> Result<R, E>
    where
        R: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match self.pool.place {
            Place::File(_) => self.pool.run(work),
            Place::Server(_) => self.run(work).await,
        }
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
            None => self.place.connect()?,
        };
        let result = catch_unwind(AssertUnwindSafe(|| {
            read(connection.link(), Access::Read, self.durability, work)
        }))
        .map_err(|_| StoreError::Panicked)?;
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(connection);
        result
    }
}
