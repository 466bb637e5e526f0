//! The local store in IndexedDB.
//!
//! Compute first, then open the transaction, queue all writes, await only the
//! commit. A connection that has died is dropped and opened again.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use indexed_db_futures::database::Database;
use indexed_db_futures::error::{Error, OpenDbError};
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{TransactionDurability, TransactionMode, TransactionOptions};
use indexed_db_futures::typed_array::TypedArray;
use leptos::task::spawn_local;

use super::LocalStore;
use crate::replica::{CommitFault, Rows, WriteBatch};

const STORE: &str = "rows";
const GENERATION: &str = "g";
/// The layout of the database, not of what is in it.
const LAYOUT: u8 = 1;

/// One database of this origin.
pub struct IndexedDb {
    name: String,
    connection: RefCell<Option<Rc<Database>>>,
    closed: Cell<bool>,
}

impl IndexedDb {
    /// The database of that name; it is opened when it is first used.
    #[must_use]
    pub fn new(name: String) -> Self {
        Self {
            name,
            connection: RefCell::new(None),
            closed: Cell::new(false),
        }
    }

    /// Removes the database with everything in it.
    ///
    /// # Errors
    /// Where the browser does not let us.
    pub async fn destroy(&self) -> Result<(), CommitFault> {
        self.forget();
        let request = Database::delete_by_name(&self.name).map_err(open_fault)?;
        request.await.map_err(fault)
    }

    /// Closes the connection for good: what still runs here must not open it
    /// again, or the database could never be removed.
    pub fn close(&self) {
        self.closed.set(true);
        self.forget();
    }

    /// Closes the connection; the next use opens it again.
    fn forget(&self) {
        if let Some(database) = self.connection.borrow_mut().take() {
            // Dropping a handle closes nothing. What runs already is finished first.
            Database::clone(&database).close();
        }
    }

    async fn connection(&self) -> Result<Rc<Database>, CommitFault> {
        if let Some(open) = self.connection.borrow().clone() {
            return Ok(open);
        }
        if self.closed.get() {
            return Err(CommitFault::Unavailable("closed".to_owned()));
        }
        let database = Database::open(self.name.as_str())
            .with_version(LAYOUT)
            .with_on_blocked(|_event| Ok(()))
            .with_on_upgrade_needed(|_event, database| {
                database.create_object_store(STORE).build()?;
                Ok(())
            })
            .await
            .map_err(open_fault)?;
        let database = Rc::new(database);
        self.connection.borrow_mut().replace(Rc::clone(&database));
        Ok(database)
    }

    /// Closes this tab's connection when another tab wants to change the
    /// layout: an old tab must not keep a new one waiting.
    pub fn yield_to_upgrades(self: &Rc<Self>) {
        let store = Rc::clone(self);
        spawn_local(async move {
            let Ok(database) = store.connection().await else {
                return;
            };
            let Ok(mut changes) = database.version_changes() else {
                return;
            };
            drop(database);
            changes.recv().await;
            store.forget();
        });
    }

    async fn try_load(&self) -> Result<Rows, CommitFault> {
        let database = self.connection().await?;
        let transaction = database
            .transaction(STORE)
            .with_mode(TransactionMode::Readonly)
            .build()
            .map_err(fault)?;
        let store = transaction.object_store(STORE).map_err(fault)?;
        let keys = store.get_all_keys::<String>().primitive().map_err(fault)?;
        let values = store
            .get_all::<TypedArray<u8>>()
            .primitive()
            .map_err(fault)?;
        let keys = keys.await.map_err(fault)?;
        let values = values.await.map_err(fault)?;
        let mut rows = Rows::default();
        for (key, value) in keys.zip(values) {
            let (key, value) = (key.map_err(fault)?, Vec::from(value.map_err(fault)?));
            if key == GENERATION {
                rows.generation = read_generation(&value);
            } else {
                rows.rows.push((key, value));
            }
        }
        Ok(rows)
    }

    async fn try_commit(&self, batch: &WriteBatch) -> Result<u64, CommitFault> {
        let database = self.connection().await?;
        let mut options = TransactionOptions::new();
        options.set_durability(TransactionDurability::Strict);
        let transaction = database
            .transaction(STORE)
            .with_mode(TransactionMode::Readwrite)
            .with_options(options)
            .build()
            .map_err(fault)?;
        let store = transaction.object_store(STORE).map_err(fault)?;
        let mut generation = 0;
        if let Some(expected) = batch.expect {
            let found: Option<TypedArray<u8>> = store
                .get(GENERATION)
                .primitive()
                .map_err(fault)?
                .await
                .map_err(fault)?;
            if found.map_or(0, |bytes| read_generation(&Vec::from(bytes))) != expected {
                drop(store);
                // Nothing has been written yet; aborting only ends it sooner.
                transaction.abort().await.ok();
                return Err(CommitFault::Overtaken);
            }
            generation = expected + 1;
            let bytes = TypedArray::<u8>::new(generation.to_be_bytes().to_vec());
            store
                .put(bytes)
                .with_key(GENERATION.to_owned())
                .primitive()
                .map_err(fault)?;
        }
        for key in &batch.delete {
            store.delete(key.as_str()).primitive().map_err(fault)?;
        }
        for (key, value) in &batch.put {
            let bytes = TypedArray::<u8>::new(value.clone());
            store
                .put(bytes)
                .with_key(key.clone())
                .primitive()
                .map_err(fault)?;
        }
        drop(store);
        match transaction.commit().await {
            Ok(()) => Ok(generation),
            // Nobody else aborts our transactions: the browser does, for want
            // of room or because the disk refuses.
            Err(Error::MissingData(_)) => Err(CommitFault::Full),
            Err(error) => Err(fault(error)),
        }
    }
}

impl LocalStore for IndexedDb {
    async fn load(&self) -> Result<Rows, CommitFault> {
        match self.try_load().await {
            Err(CommitFault::Unavailable(_)) => {
                self.forget();
                self.try_load().await
            }
            loaded => loaded,
        }
    }

    async fn commit(&self, batch: &WriteBatch) -> Result<u64, CommitFault> {
        match self.try_commit(batch).await {
            // The generation makes a second try safe: had the first gone
            // through after all, this one is overtaken.
            Err(CommitFault::Unavailable(_)) => {
                self.forget();
                self.try_commit(batch).await
            }
            committed => committed,
        }
    }
}

fn read_generation(bytes: &[u8]) -> u64 {
    bytes.try_into().map(u64::from_be_bytes).unwrap_or(0)
}

fn fault(error: Error) -> CommitFault {
    if let Error::DomException(exception) = &error {
        let exception: web_sys::DomException = exception.clone().into();
        if exception.name() == "QuotaExceededError" {
            return CommitFault::Full;
        }
        return CommitFault::Unavailable(exception.message());
    }
    CommitFault::Unavailable(error.to_string())
}

fn open_fault(error: OpenDbError) -> CommitFault {
    match error {
        OpenDbError::Base(error) => fault(error),
        other => CommitFault::Unavailable(other.to_string()),
    }
}
