//! Several pieces of work in one transaction: at first without marks to go back
//! to; where one of them has to be undone, all of them again, each with its own.

use core::fmt;

use super::boundary::{Access, Open};
use super::{Store, StoreError, Transaction};

/// 组 — a transaction that several pieces of work share.
pub(crate) struct Group<'a, 'c> {
    tx: Transaction<'c>,
    open: &'a Open<'c>,
    marks: Marks,
}

/// 保存点 — whether each piece of work can be undone by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Marks {
    /// It cannot. A mark costs a push a tenth of the writer's time, for SQLite
    /// copies every page that is changed after it.
    None,
    /// It can.
    Each,
}

/// Why a group came to nothing.
pub(crate) enum Spoiled {
    /// Work wanted to be undone that could not be by itself.
    Work,
    /// Another server's group was in the way. Done again it goes alone.
    Conflict(StoreError),
    /// The database failed; nothing happened.
    Store(StoreError),
}

impl From<StoreError> for Spoiled {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict(_) => Self::Conflict(error),
            error => Self::Store(error),
        }
    }
}

impl fmt::Display for Spoiled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Work => f.write_str("work could not be undone by itself"),
            Self::Conflict(error) | Self::Store(error) => error.fmt(f),
        }
    }
}

impl Store {
    /// Does `work` in one transaction and commits it, or nothing of it.
    pub(crate) fn group<R>(
        &self,
        marks: Marks,
        work: impl FnOnce(&Group<'_, '_>) -> Result<R, Spoiled>,
    ) -> Result<R, Spoiled> {
        let open = Open::begin(self.link(), Access::Write)?;
        let group = Group {
            tx: Transaction::new(self.link(), self.durability()),
            open: &open,
            marks,
        };
        let result = work(&group).and_then(|result| {
            // Whose rows cannot be written is seen where each has a mark.
            group.tx.settle().map_err(|error| match (marks, error) {
                (_, error @ StoreError::Conflict(_)) => error.into(),
                (Marks::None, _) => Spoiled::Work,
                (Marks::Each, error) => error.into(),
            })?;
            Ok(result)
        });
        // Work that met a conflict may have said so in its own words.
        if result.is_err() && open.is_in_conflict() {
            let reason = "a serialization failure".into();
            return Err(Spoiled::Conflict(StoreError::Conflict(reason)));
        }
        let result = result?;
        group.tx.call()?;
        open.commit()?;
        Ok(result)
    }
}

impl Group<'_, '_> {
    /// The spaces that have news so far.
    pub(crate) fn touched(&self) -> std::collections::BTreeSet<domain::space::Space> {
        self.tx.touched()
    }

    /// Does `work`, and undoes what it wrote where it returns false. Work that has
    /// a mark [settles](Transaction::settle) what it leaves behind.
    ///
    /// # Errors
    /// The whole transaction is lost: work without a mark has to be undone; a
    /// database that runs out of room gives up more than the piece that was too
    /// much; another server was in the way.
    pub(crate) fn within(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> bool,
    ) -> Result<(), Spoiled> {
        let (tx, open) = (&self.tx, self.open);
        let (touched, written) = (self.marked(|| tx.touched()), tx.written());
        if self.marks == Marks::Each {
            open.mark()?;
        }
        let keep = work(tx);
        if open.is_lost() {
            let reason = "the database gave up the transaction".into();
            return Err(StoreError::NotCommitted(reason).into());
        }
        let Some(touched) = touched else {
            let clean = keep || tx.written() == written;
            let goes_on = clean && !open.is_stuck();
            return if goes_on { Ok(()) } else { Err(Spoiled::Work) };
        };
        if !keep {
            tx.retouch(touched);
            open.back()?;
        }
        Ok(open.unmark()?)
    }

    fn marked<R>(&self, value: impl FnOnce() -> R) -> Option<R> {
        (self.marks == Marks::Each).then(value)
    }
}
