//! Pull: what changed in one's spaces since the cursors.

use crate::map::SortedMap;

use serde::{Deserialize, Serialize};

use crate::client_id::ClientId;
use crate::json::Raw;
use crate::record_id::RecordId;
use crate::space::Space;
use crate::timestamp::Timestamp;

/// 下载请求 — `POST /v1/pull`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PullRequest {
    /// [`PROTOCOL`](super::PROTOCOL) of the sender.
    pub proto: u16,
    /// [`SCHEMA`](super::SCHEMA) of the sender.
    pub schema: u16,
    /// The server's life that the cursors belong to; empty before first contact.
    pub epoch: String,
    /// Whose queue the `last_mid` of the answer is about.
    pub client_id: ClientId,
    /// How far each space has been read.
    pub cursors: SortedMap<Space, u64>,
}

/// 下载结果 — the answer to a pull, read from one snapshot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PullResponse {
    /// The server's present life.
    pub epoch: String,
    /// A page for each space of the actor that has news, or is new to the client.
    pub spaces: SortedMap<Space, SpacePage>,
    /// Spaces that the actor may no longer see: the client removes their rows.
    #[serde(default)]
    pub lost: Vec<Space>,
    /// The last number of this client that the snapshot contains.
    pub last_mid: u64,
    /// As in [`PushResponse`](super::PushResponse).
    pub durable_through: u64,
    /// Until when the replica may be shown without another contact.
    pub lease_until: Timestamp,
    /// The server's clock, to show deadlines by.
    pub now: Timestamp,
    /// Whether the client is too old to understand what it is given.
    #[serde(default)]
    pub upgrade_required: bool,
}

/// 空间页 — one page of one space's changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SpacePage {
    /// Whether the client must forget what it holds of this space first.
    #[serde(default)]
    pub reset: bool,
    /// The cursor after this page.
    pub seq: u64,
    /// Records as they are now.
    #[serde(default)]
    pub put: Vec<PutRow>,
    /// Records that are gone from this space.
    #[serde(default)]
    pub del: Vec<RecordId>,
    /// Whether another page follows; nothing is shown before the last has come.
    #[serde(default)]
    pub more: bool,
}

/// 记录行 — one record; its body stays bytes, so that a client keeps what it
/// is too old to understand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PutRow {
    /// The record's name.
    pub id: RecordId,
    /// Its version.
    pub version: u64,
    /// The [`Record`](crate::record::Record) as JSON.
    pub record: Raw,
}
