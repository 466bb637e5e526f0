//! 导出与导入 — the queue as a file that can be carried to another device. What
//! was unsent or refused is never lost with a browser.

use domain::map::SortedSet;

use domain::command::Origin;
use domain::from_json_struct;
use domain::profile::PlatformId;
use domain::protocol::MAX_PUSH_BYTES;
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
    /// The items, oldest first.
    pub items: Vec<Item>,
}

from_json_struct!(QueueFile {
    yangcai_queue,
    platform,
    items
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
    /// Everything unsent or refused, as a file.
    #[must_use]
    pub fn export(&self) -> QueueFile {
        let unfinished = |item: &&Item| !matches!(item.status, Status::Accepted { .. });
        QueueFile {
            yangcai_queue: 1,
            platform: self.profile.id.clone(),
            items: self
                .items()
                .into_iter()
                .filter(unfinished)
                .cloned()
                .collect(),
        }
    }

    /// What to write to take in a file: each command is queued here as a new
    /// one which names where it came from, so that it is carried out once,
    /// whichever device reaches the server first. What is here already is left
    /// out.
    ///
    /// # Errors
    /// Why the file cannot be taken in; nothing of it is then.
    pub fn import(&self, file: &str, now: Timestamp) -> Result<WriteBatch, CarriedFault> {
        let file: QueueFile = domain::json::read(file).ok_or(CarriedFault::NotAQueue)?;
        if file.yangcai_queue != 1 {
            return Err(CarriedFault::NotAQueue);
        }
        if file.platform != self.profile.id {
            return Err(CarriedFault::OtherPlatform);
        }
        let mut meta = self.meta.clone();
        let mut batch = self.batch();
        let mut taken = SortedSet::new();
        for item in file.items {
            let mut envelope = item.envelope().ok_or(CarriedFault::NotAQueue)?;
            let source = envelope.origin.unwrap_or(item.origin);
            let known = self.outbox.values().any(|ours| {
                ours.origin == source
                    || ours.envelope().and_then(|envelope| envelope.origin) == Some(source)
            });
            if known || !taken.insert(source) {
                continue;
            }
            envelope.origin = Some(source);
            let bytes = domain::json::write(&envelope);
            // None of ours is so large, and no call would carry it.
            if bytes.len() > MAX_PUSH_BYTES {
                return Err(CarriedFault::NotAQueue);
            }
            let origin = Origin {
                client: meta.client_id,
                mid: meta.next_mid,
            };
            let status = match item.status {
                refused @ Status::Refused { .. } => refused,
                _ => Status::Waiting,
            };
            // A refusal comes along to be read and corrected; it is not sent again.
            let sent = matches!(status, Status::Waiting);
            let origin = if sent { origin } else { source };
            meta.next_mid += u64::from(sent);
            let queued = Item {
                origin,
                bytes,
                status,
                queued_at: now,
                dismissed: false,
            };
            batch.put(OUTBOX, &queued.key(), &queued);
        }
        batch.put(super::batch::META, "", &meta);
        Ok(batch)
    }
}
