//! Push: commands go up in the order in which they were queued.

use serde::{Deserialize, Serialize};

use super::{LogHead, MAX_PUSH_BYTES, MAX_PUSH_COMMANDS, Packed, PullRequest, PullResponse, pack};
use crate::client_id::ClientId;
use crate::json::Raw;
use crate::map::SortedMap;
use crate::record_id::RecordId;
use crate::rejection::Rejection;
use crate::space::Space;
use crate::timestamp::Timestamp;

/// 上传请求 — `POST /v1/push`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PushRequest {
    /// [`PROTOCOL`](super::PROTOCOL) of the sender.
    pub proto: u16,
    /// [`SCHEMA`](super::SCHEMA) of the sender.
    pub schema: u16,
    /// The server's life that the client knows; empty before first contact.
    pub epoch: String,
    /// Whose queue.
    pub client_id: ClientId,
    /// The number of the first command.
    pub first_mid: u64,
    /// The commands' bytes, frozen when they were queued; none where they are packed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<Raw>,
    /// The same, packed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packed: Option<Packed>,
    /// [`digest`](super::digest) of the commands.
    pub digest: String,
    /// How far each space has been read, by a client that wants what is new in the same
    /// answer and understands one that names only what it cannot work out itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursors: Option<SortedMap<Space, u64>>,
}

impl PushRequest {
    /// Packs the commands, where there are several.
    pub fn pack(&mut self) {
        if self.commands.len() > 1
            && let Some(packed) = pack(&self.commands)
        {
            self.packed = Some(packed);
            self.commands.clear();
        }
    }

    /// Unpacks the commands, if they are packed; false where they are no commands.
    #[must_use]
    pub fn unpack(&mut self) -> bool {
        let Some(packed) = self.packed.take() else {
            return true;
        };
        let commands = packed.unpack(MAX_PUSH_COMMANDS, MAX_PUSH_BYTES);
        let alone = self.commands.is_empty();
        self.commands = commands.unwrap_or_default();
        alone && self.commands.len() == packed.len()
    }
}

/// 上传回执 — the answer to a push.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PushResponse {
    /// The server's present life.
    pub epoch: String,
    /// The last number of this client that the server has dealt with.
    pub last_mid: u64,
    /// The last number that would survive the loss of the server's machine;
    /// commands up to here need not be kept.
    pub durable_through: u64,
    /// One for each command of the request, in order; where `carried_out` says so, only
    /// for those of which there is more to say.
    pub receipts: Vec<Receipt>,
    /// Commands that were carried out, but for those with a receipt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_out: Option<MidRange>,
    /// Where the logs stand that tell of the commands, for a client that sends cursors: once
    /// an answer, not once a receipt.
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
    pub heads: SortedMap<Space, LogHead>,
    /// What the client can work out for itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub echo: Option<Echo>,
    /// The answer to [`PushResponse::follow_up`], if the client asked for what is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub news: Option<PullResponse>,
}

/// 编号段 — numbers of a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MidRange {
    /// The first.
    pub first: u64,
    /// The last.
    pub last: u64,
}

/// 回声 — what the commands of a push have made, for a client that has the rules and
/// the commands: it decides them again and takes the result, if that has this digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Echo {
    /// When the server decided, by its clock.
    pub at: Timestamp,
    /// The client's spaces in which there is news of it.
    pub spaces: SortedMap<Space, EchoedSpace>,
    /// The [`record_digest`](super::record_digest) of the records.
    pub digest: String,
}

/// 回声空间 — between these two cursors nothing else is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EchoedSpace {
    /// The cursor before the push.
    pub from: u64,
    /// The cursor after it.
    pub to: u64,
}

impl Echo {
    /// Whether it joins on to what a client with these cursors holds. A space that was
    /// empty need not have been read.
    #[must_use]
    pub fn joins(&self, cursors: &SortedMap<Space, u64>) -> bool {
        let at = |space| cursors.get(space).copied().unwrap_or_default();
        self.spaces
            .iter()
            .all(|(space, echoed)| at(space) == echoed.from)
    }

    /// Moves the cursors of a client that has taken it.
    pub fn advance(&self, cursors: &mut SortedMap<Space, u64>) {
        for (space, echoed) in self.spaces.iter() {
            cursors.insert(space.clone(), echoed.to);
        }
    }
}

impl PushResponse {
    /// The pull that the server carries out after this push, and which `news` answers;
    /// none where the client did not ask for it.
    #[must_use]
    pub fn follow_up(&self, request: &PushRequest) -> Option<PullRequest> {
        let mut cursors = request.cursors.clone()?;
        if let Some(echo) = &self.echo {
            echo.advance(&mut cursors);
        }
        Some(PullRequest {
            proto: request.proto,
            schema: request.schema,
            epoch: self.epoch.clone(),
            client_id: request.client_id,
            cursors,
        })
    }
}

/// 回执 — what became of one command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The command's number.
    pub mid: u64,
    /// What became of it.
    #[serde(flatten)]
    pub status: ReceiptStatus,
    /// The head of the command log's hash chain after it, in hexadecimal.
    pub head: String,
}

/// 办理结果 — what became of a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum ReceiptStatus {
    /// Carried out.
    Accepted {
        /// For a batch, one result a row.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        rows: Vec<RowResult>,
    },
    /// Refused for good; the queue goes on behind it.
    Refused {
        /// Why.
        rejection: Rejection,
    },
}

/// 行结果 — what became of one row of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowResult {
    /// The row made this record.
    Accepted(RecordId),
    /// The row was refused.
    Refused(Rejection),
}

impl From<Result<RecordId, Rejection>> for RowResult {
    fn from(result: Result<RecordId, Rejection>) -> Self {
        result.map_or_else(Self::Refused, Self::Accepted)
    }
}
