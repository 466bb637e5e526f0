//! A session: one connection, made anew where it has ended between two transactions.

use core::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use tokio_postgres::{Client, Notification, Statement};

use super::Address;
use super::connect::connect;
use super::pending::Pending;
use super::sql::SETTINGS;
use crate::store::{StoreError, meta};

/// 会话连接 — one connection to PostgreSQL.
pub(crate) struct Session {
    address: Address,
    /// By what name it speaks to other servers.
    pub(super) own: String,
    client: RefCell<Arc<Client>>,
    pub(super) prepared: RefCell<HashMap<&'static str, Statement>>,
    pub(super) pending: Pending,
    /// How many rows have been written.
    pub(super) written: Cell<u64>,
    /// Whether it holds the lock of those that write.
    pub(super) locked: Cell<bool>,
    /// How many transactions to come exclude all others.
    pub(super) alone: Cell<u32>,
}

impl Session {
    /// Connects.
    ///
    /// # Errors
    /// The server cannot be reached or refuses; it would not keep what is written.
    pub(crate) fn open(address: &Address) -> Result<Self, StoreError> {
        Self::hearing(address, None)
    }

    /// Connects, and tells `heard` what is announced until the connection ends.
    ///
    /// # Errors
    /// Those of [`Session::open`].
    pub(super) fn hearing(
        address: &Address,
        heard: Option<Sender<Notification>>,
    ) -> Result<Self, StoreError> {
        let client = connect(address, heard)?;
        let session = Self {
            address: address.clone(),
            own: meta::new_epoch()?,
            client: RefCell::new(Arc::new(client)),
            prepared: RefCell::default(),
            pending: Pending::default(),
            written: Cell::new(0),
            locked: Cell::new(false),
            alone: Cell::new(0),
        };
        session.set_up()?;
        Ok(session)
    }

    /// Where it is connected to.
    pub(crate) fn address(&self) -> &Address {
        &self.address
    }

    pub(super) fn client(&self) -> Arc<Client> {
        self.client.borrow().clone()
    }

    /// Connects again where the connection has ended meanwhile.
    pub(super) fn revive(&self) -> Result<(), StoreError> {
        self.pending.forget();
        if !self.client.borrow().is_closed() {
            return Ok(());
        }
        let client = connect(&self.address, None)?;
        self.client.replace(Arc::new(client));
        self.prepared.borrow_mut().clear();
        self.set_up()
    }

    fn set_up(&self) -> Result<(), StoreError> {
        self.batch(SETTINGS)?;
        // A commit that does not wait for the log, and text that holds no Chinese.
        self.require("synchronous_commit", "on")?;
        self.require("server_encoding", "UTF8")
    }

    /// Warns of settings under which a server that loses power loses more.
    pub(crate) fn warn(&self) -> Result<(), StoreError> {
        for name in ["fsync", "full_page_writes"] {
            let found = self.show(name)?;
            if found != "on" {
                tracing::warn!(setting = name, %found, "PostgreSQL may lose what it has acknowledged");
            }
        }
        Ok(())
    }

    fn require(&self, name: &'static str, expected: &str) -> Result<(), StoreError> {
        let found = self.show(name)?;
        if found == expected {
            Ok(())
        } else {
            Err(StoreError::Pragma { name, found })
        }
    }

    /// What a setting is.
    pub(crate) fn show(&self, name: &'static str) -> Result<String, StoreError> {
        let client = self.client();
        let ask = format!("SHOW {name}");
        let row = self.pending.wait(client.query_one(&ask, &[]))?;
        Ok(row.try_get(0)?)
    }
}
