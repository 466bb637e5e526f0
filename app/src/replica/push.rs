//! Sending the queue: oldest first, frozen bytes, and what the answers mean.

use domain::client_id::ClientId;
use domain::command::{Command, Envelope, Origin};
use domain::json::{self, Raw};
use domain::map::SortedMap;
use domain::protocol::{
    MAX_PUSH_COMMANDS, MidRange, PROTOCOL, ProblemCode, PushRequest, PushResponse, ReceiptStatus,
    SCHEMA, digest,
};
use domain::record_id::RecordId;
use domain::timestamp::Timestamp;

use super::batch::{META, OUTBOX};
use super::{Item, Replica, Status, WriteBatch, held};

/// The most commands sent at once, and the most bytes before they are packed: one
/// slow answer must not hold back everything behind it. Packed and compressed this is
/// some tens of kilobytes.
pub(super) const BATCH: usize = MAX_PUSH_COMMANDS;
const BATCH_BYTES: usize = 512 * 1024;
/// The least that a broken link makes of a batch.
const SMALLEST_BATCH: usize = 16;

/// What a push's answer says of each number.
struct Told {
    receipts: SortedMap<u64, Status>,
    carried_out: Option<MidRange>,
}

impl Told {
    fn by(response: &PushResponse) -> Self {
        let status = |status: &ReceiptStatus| match status.clone() {
            ReceiptStatus::Accepted { rows } => Status::Accepted { rows },
            ReceiptStatus::Refused { rejection } => Status::Refused { rejection },
        };
        let receipts = response.receipts.iter();
        Self {
            receipts: receipts
                .map(|receipt| (receipt.mid, status(&receipt.status)))
                .collect(),
            carried_out: response.carried_out,
        }
    }

    fn status(&self, mid: u64) -> Option<Status> {
        let plainly = |range: MidRange| (range.first..=range.last).contains(&mid);
        self.receipts.get(&mid).cloned().or_else(|| {
            let done = self.carried_out.is_some_and(plainly);
            done.then(|| Status::Accepted { rows: vec![] })
        })
    }
}

impl Replica {
    /// What is due to be sent, oldest first.
    fn due(&self) -> Vec<&Item> {
        let ours = |item: &&Item| {
            item.origin.client == self.meta.client_id
                && item.status.is_pending()
                && self.hold_before.is_none_or(|mid| item.origin.mid < mid)
        };
        let mut bytes = 0;
        let mut next = None;
        self.outbox
            .values()
            .filter(ours)
            // The numbers of a call follow from its first.
            .take_while(|item| {
                let follows = next.is_none_or(|mid| item.origin.mid == mid);
                next = Some(item.origin.mid + 1);
                follows
            })
            .take(self.batch_limit.min(self.link_limit))
            .take_while(|item| {
                let first = bytes == 0;
                bytes += item.bytes.len();
                first || bytes <= BATCH_BYTES
            })
            .collect()
    }

    /// What to write before sending: from then on the items' bytes are fixed,
    /// and they can no longer be taken back.
    #[must_use]
    pub fn mark_sent(&self) -> WriteBatch {
        let mut batch = self.batch();
        for item in self
            .due()
            .into_iter()
            .filter(|item| item.status == Status::Waiting)
        {
            batch.put(
                OUTBOX,
                &item.key(),
                &Item {
                    status: Status::Sent,
                    ..item.clone()
                },
            );
        }
        batch
    }

    /// The next push, of items that were marked as sent before; none where
    /// nothing waits.
    #[must_use]
    pub fn push_request(&self) -> Option<PushRequest> {
        let due: Vec<_> = self
            .due()
            .into_iter()
            .take_while(|item| item.status == Status::Sent)
            .collect();
        let first_mid = due.first()?.origin.mid;
        let mut request = PushRequest {
            proto: PROTOCOL,
            schema: SCHEMA,
            epoch: self.meta.epoch.clone(),
            client_id: self.meta.client_id,
            first_mid,
            digest: digest(due.iter().map(|item| item.bytes.as_str())),
            commands: due
                .iter()
                .map(|item| Raw::new(item.bytes.clone()))
                .collect(),
            packed: None,
            cursors: self.packs.then(|| self.meta.cursors.clone()),
        };
        if self.packs {
            request.pack();
        }
        Some(request)
    }

    /// The link broke while a large batch was on its way: the next one is smaller, until
    /// some have got through.
    pub fn push_broke_off(&mut self) {
        self.link_limit = (self.link_limit / 4).max(SMALLEST_BATCH);
    }

    /// What to write when the server has answered a push of the queue `asked`.
    #[must_use]
    pub fn pushed(&mut self, asked: ClientId, response: &PushResponse) -> WriteBatch {
        let mut batch = self.batch();
        let ended = !self.meta.epoch.is_empty() && self.meta.epoch != response.epoch;
        if asked != self.meta.client_id || ended {
            // Of a name that another tab has given up, whose numbers are others'
            // now; or from a life of the server after which it may be gone.
            return batch;
        }
        self.hold_before = None;
        self.link_limit = (self.link_limit * 2).min(BATCH);
        let mut meta = self.meta.clone();
        meta.durable_through = meta.durable_through.max(response.durable_through);
        if meta.epoch.is_empty() {
            meta.epoch.clone_from(&response.epoch);
        }
        held::take(&mut meta.heads, &response.heads);
        let told = Told::by(response);
        let echoed = response
            .echo
            .as_ref()
            .zip(response.carried_out)
            .and_then(|(echo, range)| {
                let accepted = |mid| matches!(told.status(mid), Some(Status::Accepted { .. }));
                Some((echo, range, self.echoed(echo, range, accepted)?))
            });
        if let Some((echo, range, rows)) = echoed {
            echo.advance(&mut meta.cursors);
            meta.last_mid = range.last;
            self.write_base(&mut batch, &rows);
        }
        let ours = |item: &&Item| item.origin.client == self.meta.client_id;
        for item in self.outbox.values().filter(ours) {
            let status = match told.status(item.origin.mid) {
                Some(status) if item.status.is_pending() => status,
                _ => continue,
            };
            let item = Item {
                status,
                ..item.clone()
            };
            match self.may_forget(&item, meta.last_mid, meta.durable_through) {
                true => batch.delete(OUTBOX, &item.key()),
                false => batch.put(OUTBOX, &item.key(), &item),
            }
        }
        if meta != self.meta {
            batch.put(META, "", &meta);
        }
        batch
    }

    /// What to write, perhaps nothing, before pushing again at once, when the
    /// server has refused a whole push of the queue `asked`; none where asking again now would bring
    /// the same refusal. `fresh` is a new name for the queue, should it need one.
    #[must_use]
    pub fn push_refused(
        &mut self,
        asked: ClientId,
        problem: &ProblemCode,
        fresh: ClientId,
        now: Timestamp,
    ) -> Option<WriteBatch> {
        match problem {
            // Another tab has given that name up.
            _ if asked != self.meta.client_id => Some(WriteBatch::default()),
            ProblemCode::Gap { expected } => Some(self.rewind_to(*expected, None, now)),
            // Another tab has heard of it, and gone back, already.
            ProblemCode::EpochChanged { epoch, .. } if *epoch == self.meta.epoch => {
                Some(WriteBatch::default())
            }
            ProblemCode::EpochChanged { epoch, last_mid } => {
                Some(self.rewind_to(last_mid + 1, Some(epoch), now))
            }
            ProblemCode::ClientForked { from } => {
                let before = |item: &&Item| item.origin.mid < *from;
                if self.hold_before.is_none() && self.due().iter().any(before) {
                    // What went up under this name before the copy was made has
                    // receipts to be fetched first.
                    self.hold_before = Some(*from);
                    return Some(WriteBatch::default());
                }
                self.hold_before = None;
                Some(self.renamed(fresh))
            }
            // A server from before commands were packed.
            ProblemCode::Malformed if self.packs => {
                self.packs = false;
                Some(WriteBatch::default())
            }
            // Half of what was sent, not of what might have been: it went over a slow line.
            ProblemCode::TooLarge if self.due().len() > 1 => {
                self.batch_limit = self.due().len() / 2;
                Some(WriteBatch::default())
            }
            _ => None,
        }
    }

    /// The server goes on from number `expected`: what it has forgotten is sent
    /// again, and a number that is no longer kept here is sent as nothing.
    pub(super) fn rewind_to(
        &self,
        expected: u64,
        new_epoch: Option<&str>,
        now: Timestamp,
    ) -> WriteBatch {
        let mut batch = self.batch();
        let mut meta = self.meta.clone();
        let client = meta.client_id;
        let mut from = expected;
        if let Some(epoch) = new_epoch {
            // A copy of this store may have been there first, under our numbers:
            // all that is kept is shown once more, and the bytes will tell.
            from = from.min(meta.durable_through.saturating_add(1));
            epoch.clone_into(&mut meta.epoch);
            meta.cursors.clear();
            meta.durable_through = meta.durable_through.min(expected.saturating_sub(1));
        }
        meta.last_mid = meta.last_mid.min(expected.saturating_sub(1));
        let nothing = Envelope {
            command: Command::Discarded {},
            base_version: None,
            base: None,
            at: now,
            origin: None,
        };
        for mid in from..meta.next_mid {
            let origin = Origin { client, mid };
            match self.outbox.get(&origin) {
                Some(item) if item.status.is_pending() => {}
                Some(item) => batch.put(
                    OUTBOX,
                    &item.key(),
                    &Item {
                        status: Status::Sent,
                        ..item.clone()
                    },
                ),
                None if mid < expected => {}
                None => {
                    let item = Item {
                        origin,
                        bytes: json::write(&nothing),
                        status: Status::Sent,
                        queued_at: now,
                        dismissed: true,
                    };
                    batch.put(OUTBOX, &item.key(), &item);
                }
            }
        }
        // A server that knows more of us than we do: our numbers start behind its.
        meta.next_mid = meta.next_mid.max(expected);
        batch.put(META, "", &meta);
        batch
    }

    /// A copy of this store writes under our name: our commands go under the name
    /// `fresh`, as new commands. Those too that the server may have under the old name:
    /// nobody sends that one's any more, and each says where it was first queued.
    pub(super) fn renamed(&self, fresh: ClientId) -> WriteBatch {
        let mut batch = self.batch();
        let mut meta = self.meta.clone();
        let old = meta.client_id;
        let going: Vec<(Origin, &Item)> = (1_u64..)
            .map(|mid| Origin { client: fresh, mid })
            .zip(self.outbox.values().filter(|item| {
                item.origin.client == old
                    && match item.status {
                        Status::Waiting | Status::Sent => true,
                        // The server has it, and may still lose it.
                        Status::Accepted { .. } => item.origin.mid > meta.durable_through,
                        Status::Refused { .. } => false,
                    }
            }))
            .collect();
        for item in self.outbox.values() {
            // What the server cannot lose the pull brings, under the old name.
            if matches!(item.status, Status::Accepted { .. }) {
                batch.delete(OUTBOX, &item.key());
            }
        }
        for (origin, item) in &going {
            batch.delete(OUTBOX, &item.key());
            let renamed = item.envelope().map(|mut envelope| {
                // Both copies may have it, and the other may have been first.
                envelope.origin.get_or_insert(item.origin);
                let target = envelope.command.target();
                let name = target.and_then(|id| {
                    let is_of = |from: &Origin| (from.client, from.mid) == (id.client, id.mid);
                    let (to, _) = going.iter().find(|(_, item)| is_of(&item.origin))?;
                    Some((id, RecordId::of_command(to.client, to.mid).with_row(id.row)))
                });
                if let Some((id, to)) = name {
                    envelope.command = envelope.command.retargeted(id, to);
                }
                json::write(&envelope)
            });
            let item = Item {
                origin: *origin,
                // A command that this build cannot read is for another to send.
                bytes: renamed.unwrap_or_else(|| item.bytes.clone()),
                status: Status::Waiting,
                ..(*item).clone()
            };
            batch.put(OUTBOX, &item.key(), &item);
        }
        meta.client_id = fresh;
        meta.next_mid = going.len() as u64 + 1;
        meta.last_mid = 0;
        meta.durable_through = 0;
        batch.put(META, "", &meta);
        batch
    }
}
