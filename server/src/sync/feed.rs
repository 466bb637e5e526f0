//! News of a push, gathered first and numbered last: each record once in each
//! space, whatever happened to it on the way.

use std::collections::{BTreeMap, BTreeSet};

use domain::record_id::RecordId;
use domain::space::Space;

use crate::store::{FeedRow, SpaceRow, StoreError, Transaction};

/// 已写记录 — the records that one act has written, for the log.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// Each, with its new version.
    pub(super) changed: Vec<(RecordId, u64)>,
    /// What each of them then held, as a digest that says nothing of people.
    pub(super) contents: Vec<String>,
}

/// What is new of one record in one space.
#[derive(Clone, Copy)]
pub(super) struct News {
    pub(super) version: u64,
    pub(super) deleted: bool,
}

/// 变更集 — what is new, by space.
#[derive(Default)]
pub(super) struct Feed {
    spaces: BTreeMap<Space, BTreeMap<RecordId, News>>,
    /// The records that wait for files.
    waiting: BTreeSet<RecordId>,
}

impl Feed {
    /// Notes the latest of a record in a space.
    pub(super) fn note(&mut self, space: Space, id: RecordId, news: News) {
        self.spaces.entry(space).or_default().insert(id, news);
    }

    /// Notes whether the latest of a record waits for files.
    pub(super) fn note_waiting(&mut self, id: RecordId, waits: bool) {
        if waits {
            self.waiting.insert(id);
        } else {
            self.waiting.remove(&id);
        }
    }

    /// The records that wait for files.
    pub(super) fn waiting_records(&self) -> impl Iterator<Item = &RecordId> {
        self.waiting.iter()
    }

    /// The spaces with news.
    pub(super) fn spaces(&self) -> impl Iterator<Item = &Space> {
        self.spaces.keys()
    }

    /// What is new in a space.
    pub(super) fn of(&self, space: &Space) -> impl Iterator<Item = (&RecordId, &News)> {
        self.spaces.get(space).into_iter().flatten()
    }

    /// Gives each piece of news of `space` the space's next number.
    pub(super) fn write(
        &self,
        tx: &Transaction<'_>,
        space: &Space,
        row: &mut SpaceRow,
    ) -> Result<(), StoreError> {
        let Some(news) = self.spaces.get(space) else {
            return Ok(());
        };
        tx.put_feed(
            space,
            news.iter().map(|(id, News { version, deleted })| {
                row.seq += 1;
                let (id, seq, deleted) = (*id, row.seq, *deleted);
                (*version, FeedRow { id, seq, deleted })
            }),
        )?;
        tx.touch(space);
        Ok(())
    }
}
