//! A transaction's handle. What it can do is in the modules of the tables.

use std::cell::RefCell;
use std::collections::BTreeSet;

use domain::space::Space;
use rusqlite::Connection;

/// 持久保证 — when a command counts as surviving the loss of the server's machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Durability {
    /// Once committed: the disk is trusted, or replicated beneath us.
    #[default]
    Commit,
    /// Once a backup holds it: clients keep their commands until then.
    Backup,
}

/// 事务 — the store within one transaction. Whoever hands it out commits or
/// rolls back; whoever is given it and fails returns an error.
pub struct Transaction<'c> {
    connection: &'c Connection,
    durability: Durability,
    touched: RefCell<BTreeSet<Space>>,
}

impl<'c> Transaction<'c> {
    /// A handle on the transaction that `connection` is in.
    pub(crate) fn new(connection: &'c Connection, durability: Durability) -> Self {
        Self {
            connection,
            durability,
            touched: RefCell::default(),
        }
    }

    /// The connection, for the modules of the tables.
    pub(crate) fn connection(&self) -> &'c Connection {
        self.connection
    }

    /// What the store promises as durable.
    #[must_use]
    pub fn durability(&self) -> Durability {
        self.durability
    }

    /// Notes that a space has news, to be announced after the commit.
    pub fn touch(&self, space: &Space) {
        self.touched.borrow_mut().insert(space.clone());
    }

    /// The spaces that have news so far.
    #[must_use]
    pub fn touched(&self) -> BTreeSet<Space> {
        self.touched.borrow().clone()
    }

    /// Takes the spaces back to what they were before work that was undone.
    pub(crate) fn retouch(&self, touched: BTreeSet<Space>) {
        self.touched.replace(touched);
    }
}
