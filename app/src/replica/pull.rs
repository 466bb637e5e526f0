//! Receiving: pages are staged and shown all at once, with the queue trimmed in
//! the same commit.

use domain::map::{SortedMap, SortedSet};

use domain::protocol::{PROTOCOL, PullRequest, PullResponse, SCHEMA};
use domain::record_id::RecordId;
use domain::space::Space;
use domain::timestamp::Timestamp;

use super::batch::{META, OUTBOX};
use super::{BaseRow, Meta, Replica, Status, WriteBatch};

/// A contact this many milliseconds after the last that was noted is noted.
const WORTH_NOTING: i64 = 600_000;

/// Pages that have come while more are to come.
#[derive(Default)]
pub(super) struct Staged {
    epoch: String,
    spaces: SortedMap<Space, StagedSpace>,
}

impl Staged {
    pub(super) fn is_empty(&self) -> bool {
        self.spaces.is_empty()
    }
}

#[derive(Default)]
struct StagedSpace {
    reset: bool,
    seq: u64,
    put: SortedMap<RecordId, (u64, String)>,
    del: SortedSet<RecordId>,
}

/// 下载进展 — what an answer to a pull has led to.
#[derive(Debug)]
pub enum Pulled {
    /// More pages follow: ask again.
    More,
    /// Everything has come: commit this.
    Complete(WriteBatch),
    /// This build is too old for what the server holds; nothing is taken over.
    UpgradeRequired,
}

impl Replica {
    /// The next pull.
    #[must_use]
    pub fn pull_request(&self) -> PullRequest {
        let mut cursors = self.meta.cursors.clone();
        let mut epoch = self.meta.epoch.clone();
        if !self.staged.spaces.is_empty() {
            if self.staged.epoch != epoch {
                cursors.clear();
                epoch.clone_from(&self.staged.epoch);
            }
            for (space, staged) in &self.staged.spaces {
                cursors.insert(space.clone(), staged.seq);
            }
        }
        PullRequest {
            proto: PROTOCOL,
            schema: SCHEMA,
            epoch,
            client_id: self.meta.client_id,
            cursors,
        }
    }

    /// Takes in the answer to `request`. `now` is this device's clock.
    ///
    /// An answer to a question that is no longer the present one, because
    /// another tab has gone on meanwhile, is left aside: its pages would not
    /// join on to what is here.
    pub fn pulled(
        &mut self,
        request: &PullRequest,
        response: PullResponse,
        now: Timestamp,
    ) -> Pulled {
        if *request != self.pull_request() {
            self.staged = Staged::default();
            return Pulled::More;
        }
        if response.upgrade_required {
            self.staged = Staged::default();
            return Pulled::UpgradeRequired;
        }
        if self.staged.epoch != response.epoch {
            self.staged = Staged {
                epoch: response.epoch.clone(),
                spaces: SortedMap::new(),
            };
        }
        let more = response.spaces.values().any(|page| page.more);
        for (space, page) in response.spaces {
            let staged = self
                .staged
                .spaces
                .get_or_insert_with(space, StagedSpace::default);
            if page.reset {
                *staged = StagedSpace {
                    reset: true,
                    ..StagedSpace::default()
                };
            }
            staged.seq = page.seq;
            for id in page.del {
                staged.put.remove(&id);
                staged.del.insert(id);
            }
            for row in page.put {
                staged.del.remove(&row.id);
                staged
                    .put
                    .insert(row.id, (row.version, row.record.get().to_owned()));
            }
        }
        if more {
            return Pulled::More;
        }
        let staged = core::mem::take(&mut self.staged);
        let mut batch = self.batch();
        let mut meta = self.meta.clone();
        if meta.epoch != response.epoch {
            // A new life of the server: what it has forgotten goes up again.
            if !meta.epoch.is_empty() {
                batch = self.rewind_to(
                    response.last_mid.saturating_add(1),
                    Some(&response.epoch),
                    now,
                );
                meta.cursors.clear();
            }
            meta.epoch = response.epoch;
        }
        self.apply(&mut batch, &mut meta.cursors, staged, &response.lost);
        meta.last_mid = response.last_mid;
        // A copy of this store may have used numbers that this one still has.
        meta.next_mid = meta.next_mid.max(response.last_mid.saturating_add(1));
        meta.durable_through = response.durable_through;
        meta.lease_until = Some(response.lease_until);
        meta.clock_offset = response.now.as_millis().saturating_sub(now.as_millis());
        meta.last_contact = Some(response.now);
        let written: SortedSet<&str> = batch.put.iter().map(|(key, _)| key.as_str()).collect();
        let mut done = vec![];
        for item in self.outbox.values() {
            // The snapshot may contain a command whose answer was lost. What it
            // says of it comes with the repeated push; until then it stays.
            if self.may_forget(item, meta.last_mid, meta.durable_through) {
                let key = item.key();
                if !written.contains(&format!("{OUTBOX}{key}").as_str()) {
                    done.push(key);
                }
            }
        }
        done.iter().for_each(|key| batch.delete(OUTBOX, key));
        if batch.is_empty() && self.knows_already(&meta) {
            // Nothing new: no need to wear out the flash, or wake other tabs.
            self.meta = meta;
            return Pulled::Complete(WriteBatch::default());
        }
        batch.put(META, "", &meta);
        Pulled::Complete(batch)
    }

    /// Whether `meta` says nothing that would be missed after a restart.
    fn knows_already(&self, meta: &Meta) -> bool {
        let since = |earlier: Option<Timestamp>, later: Option<Timestamp>| match (earlier, later) {
            (Some(earlier), Some(later)) => later.as_millis().saturating_sub(earlier.as_millis()),
            _ => i64::MAX,
        };
        let recent = since(self.noted_contact, meta.last_contact) < WORTH_NOTING;
        let steady =
            self.meta.clock_offset.abs_diff(meta.clock_offset) < WORTH_NOTING.unsigned_abs();
        let rest = Meta {
            lease_until: self.meta.lease_until,
            clock_offset: self.meta.clock_offset,
            last_contact: self.meta.last_contact,
            ..meta.clone()
        };
        recent && steady && rest == self.meta
    }

    /// Works out the rows that change, space by space.
    fn apply(
        &self,
        batch: &mut WriteBatch,
        cursors: &mut SortedMap<Space, u64>,
        staged: Staged,
        lost: &[Space],
    ) {
        let mut rows: SortedMap<RecordId, Option<BaseRow>> = SortedMap::new();
        let leave =
            |rows: &mut SortedMap<RecordId, Option<BaseRow>>, id: RecordId, space: &Space| {
                let found = rows
                    .remove(&id)
                    .unwrap_or_else(|| self.base.get(&id).cloned());
                if let Some(mut row) = found {
                    row.spaces.remove(space);
                    let gone = row.spaces.is_empty();
                    rows.insert(id, (!gone).then_some(row));
                } else if self.base.contains_key(&id) {
                    rows.insert(id, None);
                }
            };
        let held_in = |space: &Space| -> Vec<RecordId> {
            self.base
                .iter()
                .filter(|(_, row)| row.spaces.contains(space))
                .map(|(id, _)| *id)
                .collect()
        };
        for space in lost {
            cursors.remove(space);
        }
        // Of a space without a cursor there is nothing to hold: it is lost, or
        // read from the beginning in a new life of the server.
        let all: SortedSet<&Space> = self.base.values().flat_map(|row| &row.spaces).collect();
        for space in all.into_iter().filter(|space| !cursors.contains_key(space)) {
            held_in(space)
                .into_iter()
                .for_each(|id| leave(&mut rows, id, space));
        }
        for (space, staged) in staged.spaces {
            if lost.contains(&space) {
                continue;
            }
            if staged.reset {
                held_in(&space)
                    .into_iter()
                    .for_each(|id| leave(&mut rows, id, &space));
            }
            staged
                .del
                .into_iter()
                .for_each(|id| leave(&mut rows, id, &space));
            for (id, (version, raw)) in staged.put {
                let earlier = rows
                    .remove(&id)
                    .unwrap_or_else(|| self.base.get(&id).cloned());
                let mut spaces = earlier.map(|row| row.spaces).unwrap_or_default();
                spaces.insert(space.clone());
                rows.insert(
                    id,
                    Some(BaseRow {
                        version,
                        spaces,
                        raw,
                        record: None,
                        segment: None,
                    }),
                );
            }
            cursors.insert(space, staged.seq);
        }
        self.write_base(batch, &rows);
    }

    /// Whether anything waits to be sent or is on its way.
    #[must_use]
    pub fn is_drained(&self) -> bool {
        !self.outbox.values().any(|item| {
            item.origin.client == self.meta.client_id
                && matches!(item.status, Status::Waiting | Status::Sent)
        })
    }
}
