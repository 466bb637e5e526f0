//! The queue's items. An item's bytes are frozen when it is queued; what
//! changes is only what became of it.

use domain::command::{Command, Envelope, Origin};
use domain::from_json_struct;
use domain::json::{FromJson, Value, member, variant};
use domain::protocol::RowResult;
use domain::rejection::Rejection;
use domain::timestamp::Timestamp;
use serde::Serialize;

/// 队列项 — one command in the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Whose queue, and its number there.
    pub origin: Origin,
    /// The envelope's bytes as they are sent.
    pub bytes: String,
    /// What became of it.
    pub status: Status,
    /// When it was queued, by this device's clock.
    pub queued_at: Timestamp,
    /// Whether the person has put a refusal away.
    pub dismissed: bool,
}

/// 状态 — what became of a command. 已存本机, 待上传 and 平台已收 are never confused:
/// only [`Status::Accepted`] is the platform's word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// 待上传 — kept on this device, never sent.
    Waiting,
    /// 上传中 — sent, perhaps; the answer has not come.
    Sent,
    /// 平台已收 — carried out by the server.
    Accepted {
        /// For a batch, one result a row.
        rows: Vec<RowResult>,
    },
    /// 未被接受 — refused for good; kept until the person has dealt with it.
    Refused {
        /// Why.
        rejection: Rejection,
    },
}

from_json_struct!(Item {
    origin,
    bytes,
    status,
    queued_at,
    dismissed
});

impl FromJson for Status {
    fn from_json(value: &Value) -> Option<Self> {
        let (name, args) = variant(value)?;
        Some(match name {
            "waiting" => Self::Waiting,
            "sent" => Self::Sent,
            "accepted" => Self::Accepted {
                rows: FromJson::from_json(member(args, "rows"))?,
            },
            "refused" => Self::Refused {
                rejection: FromJson::from_json(member(args, "rejection"))?,
            },
            _ => return None,
        })
    }
}

impl Status {
    /// Whether the server's word is still outstanding.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        matches!(self, Self::Waiting | Self::Sent)
    }
}

impl Item {
    /// The command, if this build still knows it.
    #[must_use]
    pub fn envelope(&self) -> Option<Envelope> {
        domain::json::read(&self.bytes)
    }

    /// Whether the item stands for nothing: discarded before it was sent.
    #[must_use]
    pub fn is_discarded(&self) -> bool {
        // Most items need not be read for it.
        self.bytes.contains("discarded")
            && self
                .envelope()
                .is_some_and(|envelope| envelope.command == Command::Discarded {})
    }

    pub(super) fn key(&self) -> String {
        key_of(self.origin)
    }
}

pub(super) fn key_of(origin: Origin) -> String {
    format!("{}.{:016x}", origin.client, origin.mid)
}

pub(super) fn origin_of_key(name: &str) -> Option<Origin> {
    let (client, mid) = name.split_once('.')?;
    Some(Origin {
        client: client.parse().ok()?,
        mid: u64::from_str_radix(mid, 16).ok()?,
    })
}
