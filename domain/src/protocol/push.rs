//! Push: commands go up in the order in which they were queued.

use serde::{Deserialize, Serialize};

use crate::client_id::ClientId;
use crate::json::Raw;
use crate::record_id::RecordId;
use crate::rejection::Rejection;

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
    /// The commands' bytes, frozen when they were queued.
    pub commands: Vec<Raw>,
    /// [`digest`](super::digest) of the commands.
    pub digest: String,
}

/// 上传回执 — the answer to a push.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushResponse {
    /// The server's present life.
    pub epoch: String,
    /// The last number of this client that the server has dealt with.
    pub last_mid: u64,
    /// The last number that would survive the loss of the server's machine;
    /// commands up to here need not be kept.
    pub durable_through: u64,
    /// One for each command of the request, in order.
    pub receipts: Vec<Receipt>,
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
