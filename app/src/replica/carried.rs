//! 导出与导入 — the queue as a file that can be carried to another device. What
//! was unsent or refused is never lost with a browser.

use domain::client_id::ClientId;
use domain::command::{Envelope, Origin};
use domain::from_json_struct;
use domain::map::{SortedMap, SortedSet};
use domain::profile::PlatformId;
use domain::protocol::{LogHead, MAX_PUSH_BYTES};
use domain::record_id::RecordId;
use domain::space::Space;
use domain::timestamp::Timestamp;
use serde::Serialize;

use super::batch::OUTBOX;
use super::{Item, Replica, Status, WriteBatch};

/// 队列文件 — unsent and refused commands with their bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QueueFile {
    /// The file's format; 1.
    pub yangcai_queue: u8,
    /// The platform for which they were given.
    pub platform: PlatformId,
    /// The items, and what they build on that the server has and may still lose.
    pub items: Vec<Item>,
    /// Where the server said that its logs stood, to be held against it.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub heads: SortedMap<Space, LogHead>,
}

from_json_struct!(QueueFile {
    yangcai_queue,
    platform,
    items,
    heads
});

/// 导入失败 — why a file cannot be taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CarriedFault {
    /// Not a queue file.
    NotAQueue,
    /// A queue of another platform.
    OtherPlatform,
}

impl Replica {
    /// Everything unsent or refused, as a file. And what the server has carried out but may
    /// still lose, where something unsent is about it: in a new life of the server a copy
    /// of this store may give its number to another record.
    #[must_use]
    pub fn export(&self) -> QueueFile {
        let items = self.items();
        let about = items.iter().filter(|item| item.status.is_pending());
        let about: SortedSet<Origin> = about
            .filter_map(|item| made_by(&item.envelope()?))
            .collect();
        let carried = |item: &&Item| match item.status {
            Status::Accepted { .. } => {
                item.origin.mid > self.meta.durable_through && about.contains(&item.origin)
            }
            _ => true,
        };
        QueueFile {
            yangcai_queue: 1,
            platform: self.profile.id.clone(),
            items: items.into_iter().filter(carried).cloned().collect(),
            heads: self.meta.heads.clone(),
        }
    }

    /// What to write to take in a file: each command is queued here as a new
    /// one which names where it came from, so that it is carried out once,
    /// whichever device reaches the server first. What is here already is left
    /// out.
    ///
    /// Also whether that was all. A file that shows that a copy of this store goes on
    /// under our name speaks of other records under our numbers: then our queue takes
    /// the name `fresh` first, and the file is to be taken in once that is written.
    ///
    /// # Errors
    /// Why the file cannot be taken in; nothing of it is then.
    pub fn import(
        &mut self,
        file: &str,
        fresh: ClientId,
        now: Timestamp,
    ) -> Result<(bool, WriteBatch), CarriedFault> {
        let mut file: QueueFile = domain::json::read(file).ok_or(CarriedFault::NotAQueue)?;
        if file.yangcai_queue != 1 {
            return Err(CarriedFault::NotAQueue);
        }
        if file.platform != self.profile.id {
            return Err(CarriedFault::OtherPlatform);
        }
        if self.shows_a_copy(&file) {
            self.hold_before = None;
            return Ok((false, self.renamed(fresh)));
        }
        // As they were given: a clock that was set back puts what builds on something first.
        file.items.sort_by_key(|item| item.origin);
        let mut meta = self.meta.clone();
        let mut batch = self.batch();
        let mut given = self.given();
        // Under which name a command here is about the record of one in the file. Not
        // under the file's own: copies of one store have given that to different commands.
        let mut names: SortedMap<Origin, Origin> = SortedMap::new();
        for item in file.items {
            let mut envelope = item.envelope().ok_or(CarriedFault::NotAQueue)?;
            let source = envelope.origin.unwrap_or(item.origin);
            let refused = matches!(item.status, Status::Refused { .. });
            let origin = Origin {
                client: meta.client_id,
                mid: meta.next_mid,
            };
            let known = given.get(&(source, envelope.at)).copied();
            let name = known.unwrap_or(if refused { source } else { origin });
            names.insert(item.origin, name);
            // Nor may a refusal take the place of what stands under its number here.
            if known.is_some() || refused && self.outbox.contains_key(&source) {
                continue;
            }
            given.insert((source, envelope.at), name);
            if let Some(target) = envelope.command.target()
                && let Some(name) = made_by(&envelope).and_then(|made| names.get(&made))
            {
                let record = RecordId::of_command(name.client, name.mid).with_row(target.row);
                envelope.command = envelope.command.retargeted(target, record);
            }
            envelope.origin = Some(source);
            let bytes = domain::json::write(&envelope);
            // None of ours is so large, and no call would carry it.
            if bytes.len() > MAX_PUSH_BYTES {
                return Err(CarriedFault::NotAQueue);
            }
            // A refusal comes along to be read and corrected; it is not sent again.
            meta.next_mid += u64::from(!refused);
            let queued = Item {
                origin: name,
                bytes,
                status: if refused {
                    item.status
                } else {
                    Status::Waiting
                },
                queued_at: now,
                dismissed: false,
            };
            batch.put(OUTBOX, &queued.key(), &queued);
        }
        batch.put(super::batch::META, "", &meta);
        Ok((true, batch))
    }

    /// Whether a file has, under our name, a number that was never given here, or is about
    /// a record that has come about elsewhere under a number that here still waits.
    fn shows_a_copy(&self, file: &QueueFile) -> bool {
        file.items.iter().any(|item| {
            let Some(envelope) = item.envelope() else {
                return false;
            };
            let source = envelope.origin.unwrap_or(item.origin);
            let about = made_by(&envelope)
                .filter(|made| file.items.iter().all(|item| item.origin != *made));
            let here = about.and_then(|made| self.outbox.get(&made));
            source.client == self.meta.client_id && source.mid >= self.meta.next_mid
                || here.is_some_and(|here| here.status.is_pending())
        })
    }

    /// The numbers that stand for something here, each with when that was given: their
    /// own and those under which it was first queued. And which number that has here.
    fn given(&self) -> SortedMap<(Origin, Timestamp), Origin> {
        let given = self.outbox.values().filter_map(|ours| {
            let envelope = ours.envelope()?;
            let first = envelope.origin.unwrap_or(ours.origin);
            Some([ours.origin, first].map(|name| ((name, envelope.at), ours.origin)))
        });
        given.flatten().collect()
    }
}

/// Which command has made the record that this one is about.
fn made_by(envelope: &Envelope) -> Option<Origin> {
    let RecordId { client, mid, .. } = envelope.command.target()?;
    Some(Origin { client, mid })
}
