//! A record is deleted, and what tells of it is collected before a device has heard of it.

use std::collections::BTreeSet;

use domain::protocol::PutRow;
use domain::record_id::RecordId;
use domain::space::Space;
use server::store::{FeedRow, StoreError};
use server::sync::{Caller, collect_tombstones};

use super::Kind;
use crate::network::Message;
use crate::people;
use crate::world::World;

impl World {
    pub(super) fn of_deletions(&mut self, kind: Kind, pick: usize) -> bool {
        if kind == Kind::Deleted {
            return self.delete(pick);
        }
        let unaware = self.afresh();
        if self.delete(pick) {
            self.tally.fault(Kind::Deleted);
        }
        let collected = self.server.store.write(|tx| {
            let spaces = tx.space_names()?;
            spaces
                .iter()
                .try_for_each(|space| collect_tombstones(tx, space, u64::MAX))
        });
        collected.unwrap_or_else(|error: StoreError| panic!("{error:?}"));
        !self.afresh().is_subset(&unaware)
    }

    /// An answer under way has one record more, and after it was given that was deleted.
    fn delete(&mut self, pick: usize) -> bool {
        let has_rows = |message: &Message| {
            matches!(message, Message::Pulled(_, Ok(answer))
                if answer.epoch == self.epoch() && answer.spaces.values().any(|page| !page.put.is_empty()))
        };
        let Some(at) = self.network.find(pick, has_rows) else {
            return false;
        };
        let id = RecordId::of_command(self.fresh(), 1);
        let Message::Pulled(_, Ok(answer)) = &mut self.network.in_flight[at].message else {
            return false;
        };
        let full = |space: &Space| {
            answer
                .spaces
                .get(space)
                .is_some_and(|page| !page.put.is_empty())
        };
        let Some(space) = answer.spaces.keys().find(|space| full(space)).cloned() else {
            return false;
        };
        let Some(page) = answer.spaces.get_mut(&space) else {
            return false;
        };
        let record = page.put[0].record.clone();
        page.put.push(PutRow {
            id,
            version: 1,
            record,
        });
        self.server.bury(&space, id);
        true
    }

    fn epoch(&self) -> String {
        let epoch = self.server.store.read(|tx| tx.epoch());
        epoch.unwrap_or_else(|error: StoreError| panic!("{error:?}"))
    }

    /// The clients that have to read a space from its beginning, for they may lack news of
    /// deletions that is not there any more.
    fn afresh(&self) -> BTreeSet<usize> {
        let now = self.server_clock();
        let from_the_beginning = |client: &usize| {
            let device = &self.devices[*client];
            let caller = Caller {
                platform: people::platform(),
                actor: self.server.accounts[&device.account].actor.clone(),
                owner: device.account.clone(),
            };
            let request = device.tabs[0].replica.pull_request();
            let answer = self.server.pull(&caller, &request, now);
            answer.is_ok_and(|answer| {
                let reset = |(space, page): (&Space, &_)| -> bool {
                    let page: &domain::protocol::SpacePage = page;
                    page.reset && request.cursors.contains_key(space)
                };
                answer.epoch == request.epoch && answer.spaces.iter().any(reset)
            })
        };
        (0..self.devices.len()).filter(from_the_beginning).collect()
    }
}

impl crate::server_core::ServerCore {
    /// A record of which `space` had told is gone.
    fn bury(&mut self, space: &Space, id: RecordId) {
        let buried = self.store.write(|tx| {
            let mut locked = tx.lock_spaces(&BTreeSet::from([space.clone()]))?;
            if let Some(row) = locked.get_mut(space) {
                row.seq += 1;
                let (seq, deleted) = (row.seq, true);
                tx.put_feed(space, [(2, FeedRow { id, seq, deleted })])?;
                tx.advance_space(space, row);
            }
            Ok(())
        });
        buried.unwrap_or_else(|error: StoreError| panic!("{error:?}"));
    }
}
