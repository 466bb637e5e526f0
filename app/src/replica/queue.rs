//! Queueing: a command is decided here first, then kept, then sent.

use domain::map::SortedMap;
use std::sync::Arc;

use domain::command::{Command, Envelope, Origin};
use domain::context::Context;
use domain::decide::{Decision, decide};
use domain::merge::Base;
use domain::protocol::MAX_PUSH_BYTES;
use domain::record::Versioned;
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::timestamp::Timestamp;

use super::batch::OUTBOX;
use super::{Item, Replica, Status, WriteBatch, batch};

/// 未能入队 — why a command was not queued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueueFault {
    /// The rules refuse it; it never gets as far as the queue.
    Rejected(Rejection),
    /// More than one call can carry.
    TooLarge,
    /// The item is not there, or not in a state for this.
    NotPossible,
}

/// 所见 — what a form was filled in on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The version of the record that the person has seen.
    pub version: u64,
    /// What the form said there.
    pub base: Base,
}

/// 队列数量 — how many items stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QueueCount {
    /// 待上传
    pub pending: usize,
    /// 未被接受, not yet dealt with.
    pub refused: usize,
}

impl Replica {
    /// Decides `command` on what is known here and says what to write to queue
    /// it, with its place in the queue. `now` is this device's clock.
    ///
    /// # Errors
    /// What the rules refuse; more than one call can carry.
    pub fn queue(
        &self,
        command: Command,
        now: Timestamp,
    ) -> Result<(Origin, WriteBatch), QueueFault> {
        self.queue_on(command, None, now)
    }

    /// The same for a form that was filled in on what was `seen` then: the record may
    /// have changed behind it.
    ///
    /// # Errors
    /// What the rules refuse; more than one call can carry.
    pub fn queue_on(
        &self,
        command: Command,
        seen: Option<Seen>,
        now: Timestamp,
    ) -> Result<(Origin, WriteBatch), QueueFault> {
        // A command about no record asks nothing of the view.
        let view = match command.target() {
            Some(_) => self.view(),
            None => SortedMap::new(),
        };
        let (base_version, base) = match seen {
            Some(seen) => (Some(seen.version), Some(seen.base)),
            None => {
                let shown = command.target().and_then(|id| view.get(&id));
                (shown.map(|row| row.versioned.version), None)
            }
        };
        let origin = self.next_origin();
        let records = view
            .into_iter()
            .map(|(id, row)| (id, row.versioned))
            .collect();
        let envelope = Envelope {
            command,
            base_version,
            base,
            at: now,
            origin: None,
        };
        self.try_decide(&records, &envelope, origin, now)
            .map_err(QueueFault::Rejected)?;
        Ok((origin, self.append(&envelope, now)?))
    }

    pub(super) fn next_origin(&self) -> Origin {
        Origin {
            client: self.meta.client_id,
            mid: self.meta.next_mid,
        }
    }

    pub(super) fn try_decide(
        &self,
        records: &SortedMap<RecordId, Arc<Versioned>>,
        envelope: &Envelope,
        origin: Origin,
        now: Timestamp,
    ) -> Result<Decision, Rejection> {
        let context = Context {
            now,
            actor: &self.meta.identity.actor,
            profile: &self.profile,
            new_id: RecordId::of_command(origin.client, origin.mid),
            base_version: envelope.base_version,
            base: envelope.base.as_ref(),
            // Who holds a name or a code only the server knows.
            holders: &SortedMap::new(),
        };
        decide(records, &envelope.command, &context)
    }

    /// What to write to append an envelope under the next number.
    pub(super) fn append(
        &self,
        envelope: &Envelope,
        now: Timestamp,
    ) -> Result<WriteBatch, QueueFault> {
        let bytes = domain::json::write(envelope);
        if bytes.len() > MAX_PUSH_BYTES / 2 {
            return Err(QueueFault::TooLarge);
        }
        let origin = self.next_origin();
        let item = Item {
            origin,
            bytes,
            status: Status::Waiting,
            queued_at: now,
            dismissed: false,
        };
        let mut meta = self.meta.clone();
        meta.next_mid += 1;
        let mut batch = self.batch();
        batch.put(OUTBOX, &item.key(), &item);
        batch.put(batch::META, "", &meta);
        Ok(batch)
    }

    /// What to write to take back an item that was never sent: its number is
    /// kept and stands for nothing.
    ///
    /// # Errors
    /// [`QueueFault::NotPossible`] where it may have been sent already.
    pub fn discard(&self, origin: Origin, now: Timestamp) -> Result<WriteBatch, QueueFault> {
        let item = self
            .outbox
            .get(&origin)
            .filter(|item| item.status == Status::Waiting);
        let item = item.ok_or(QueueFault::NotPossible)?;
        let nothing = Envelope {
            command: Command::Discarded {},
            base_version: None,
            base: None,
            at: now,
            origin: None,
        };
        let bytes = domain::json::write(&nothing);
        let mut batch = self.batch();
        batch.put(
            OUTBOX,
            &item.key(),
            &Item {
                bytes,
                ..item.clone()
            },
        );
        Ok(batch)
    }

    /// What to write when the person has dealt with a refusal.
    ///
    /// # Errors
    /// [`QueueFault::NotPossible`] where the item was not refused.
    pub fn dismiss(&self, origin: Origin) -> Result<WriteBatch, QueueFault> {
        let item = self.outbox.get(&origin).ok_or(QueueFault::NotPossible)?;
        if !matches!(item.status, Status::Refused { .. }) {
            return Err(QueueFault::NotPossible);
        }
        let mut batch = self.batch();
        let item = Item {
            dismissed: true,
            ..item.clone()
        };
        if self.may_forget(&item, self.meta.last_mid, self.meta.durable_through) {
            batch.delete(OUTBOX, &item.key());
        } else {
            batch.put(OUTBOX, &item.key(), &item);
        }
        Ok(batch)
    }

    /// Everything in the queue that a person should know of, oldest first.
    #[must_use]
    pub fn items(&self) -> Vec<&Item> {
        let mut items: Vec<_> = self
            .outbox
            .values()
            .filter(|item| !item.dismissed && !item.is_discarded())
            .collect();
        items.sort_by_key(|item| (item.queued_at, item.origin));
        items
    }

    /// How many items stand where.
    #[must_use]
    pub fn count(&self) -> QueueCount {
        self.items()
            .into_iter()
            .fold(QueueCount::default(), |mut count, item| {
                match item.status {
                    Status::Waiting | Status::Sent => count.pending += 1,
                    Status::Refused { .. } => count.refused += 1,
                    Status::Accepted { .. } => {}
                }
                count
            })
    }

    /// Whether an item has served: the base contains it, the server can no
    /// longer lose it, and no refusal waits to be read.
    pub(super) fn may_forget(&self, item: &Item, last_mid: u64, durable_through: u64) -> bool {
        let done = match item.status {
            Status::Accepted { .. } => true,
            Status::Refused { .. } => item.dismissed || item.is_discarded(),
            Status::Waiting | Status::Sent => false,
        };
        let ours = item.origin.client == self.meta.client_id;
        done && (!ours || item.origin.mid <= last_mid.min(durable_through))
    }
}
