//! A transaction's handle. What it can do is in the modules of the tables.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use domain::space::Space;

use super::records::Ahead;
use super::spaces::Held;
use super::{Link, StoreError};

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
    link: Link<'c>,
    durability: Durability,
    touched: RefCell<BTreeSet<Space>>,
    held: RefCell<Held>,
    moved: Cell<u64>,
    epoch: RefCell<Option<String>>,
    ahead: RefCell<Option<Ahead>>,
}

impl<'c> Transaction<'c> {
    /// A handle on the transaction that `link` is in.
    pub(crate) fn new(link: Link<'c>, durability: Durability) -> Self {
        Self {
            link,
            durability,
            touched: RefCell::default(),
            held: RefCell::default(),
            moved: Cell::new(0),
            epoch: RefCell::default(),
            ahead: RefCell::default(),
        }
    }

    /// The rows of spaces that are held, for the modules of the tables.
    pub(super) fn held(&self) -> &RefCell<Held> {
        &self.held
    }

    /// The present life, once it has been read, for the modules of the tables.
    pub(super) fn known_epoch(&self) -> &RefCell<Option<String>> {
        &self.epoch
    }

    /// Records that were read before they are asked for, for the module of theirs.
    pub(super) fn ahead(&self) -> &RefCell<Option<Ahead>> {
        &self.ahead
    }

    /// Notes that a held row has changed, which the database does not see yet.
    pub(super) fn note_move(&self) {
        self.moved.set(self.moved.get() + 1);
    }

    /// Grows with every row that is written, in the database or among those held.
    pub(crate) fn written(&self) -> u64 {
        self.link.written() + self.moved.get()
    }

    /// Writes what is held, and waits for what was told. Whoever commits calls it first.
    ///
    /// # Errors
    /// The store failed.
    pub(crate) fn settle(&self) -> Result<(), StoreError> {
        self.save_spaces()?;
        self.link.settle()
    }

    /// Lets other servers of the same database know which spaces have news, once
    /// this transaction is committed.
    pub(crate) fn call(&self) -> Result<(), StoreError> {
        match self.link {
            Link::Postgres(session) if !self.touched.borrow().is_empty() => {
                session.call(&self.touched.borrow())
            }
            _ => Ok(()),
        }
    }

    /// The database, for the modules of the tables.
    pub(super) fn link(&self) -> Link<'c> {
        self.link
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

    /// Takes the spaces that have news back to what they were before work that was
    /// undone, and forgets what has been read.
    pub(crate) fn retouch(&self, touched: BTreeSet<Space>) {
        self.touched.replace(touched);
        self.held.take();
        self.epoch.take();
        self.ahead.take();
    }
}
