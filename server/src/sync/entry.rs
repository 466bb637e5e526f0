//! 日志条目: who asked what, when, and what came of it; and that a person was erased.
//! Nobody's name stands in it, nor an applicant's data but under a key.

use domain::actor::Actor;
use domain::client_id::ClientId;
use domain::command::{Command, Envelope, Origin};
use domain::json::Raw;
use domain::protocol::ReceiptStatus;
use domain::record_id::RecordId;
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

use super::execute::{Outcome, Push};
use crate::sealed::Sealed;
use crate::store::StoreError;

/// 日志条目 — who asked what, when, and what came of it.
#[derive(Serialize)]
pub(super) struct Entry<'a> {
    /// By the account alone: names are looked up where they can be erased.
    pub(super) actor: &'a Actor,
    pub(super) client: ClientId,
    pub(super) mid: u64,
    /// The bytes as they were sent, or what of them says nothing about a person.
    pub(super) command: &'a Raw,
    /// The bytes as they were sent, under the person's key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) sealed: Option<Sealed>,
    /// What the receipt says, without what that says about a person.
    pub(super) outcome: ReceiptStatus,
    /// Each record that was written, with its new version.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) changed: &'a [(RecordId, u64)],
    /// What each of them then held.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) contents: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) done_as: Option<Origin>,
    pub(super) received: Timestamp,
    /// What the client's clock said: shown, never used to order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) claimed: Option<Timestamp>,
}

/// 删除记录 — that the operator of the server has erased a person.
#[derive(Serialize)]
pub(super) struct Erasure<'a> {
    /// The names of the keys that were destroyed.
    pub(super) erased: &'a [String],
    /// Each record that was written, with its new version.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) changed: &'a [(RecordId, u64)],
    /// What each of them then held.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) contents: &'a [String],
    pub(super) received: Timestamp,
}

/// 读出的日志条目 — either of them, read back.
#[derive(Debug, Deserialize)]
pub(crate) struct Logged {
    #[serde(default)]
    pub(crate) actor: Option<Actor>,
    #[serde(default)]
    pub(crate) client: Option<ClientId>,
    #[serde(default)]
    pub(crate) mid: u64,
    #[serde(default)]
    pub(crate) command: Option<Raw>,
    #[serde(default)]
    pub(crate) sealed: Option<Sealed>,
    #[serde(default)]
    pub(crate) outcome: Option<ReceiptStatus>,
    #[serde(default)]
    pub(crate) erased: Vec<String>,
    #[serde(default)]
    pub(crate) changed: Vec<(RecordId, u64)>,
    #[serde(default)]
    pub(crate) contents: Vec<String>,
}

/// The actor without a name.
pub(super) fn nameless(actor: &Actor) -> Actor {
    let mut actor = actor.clone();
    if let Actor::Member { name, .. } = &mut actor {
        name.clear();
    }
    actor
}

/// The place of a command's bytes, to which their encryption is bound.
pub(crate) fn place(client: ClientId, mid: u64) -> String {
    format!("{client}.{mid}")
}

/// What of a command may stand in the log for ever, where that is not all of it.
pub(super) fn open_part(envelope: &Envelope) -> Result<Option<Raw>, StoreError> {
    let mut open = envelope.clone();
    open.base = open.base.map(|base| base.without_person());
    if let Command::SubmitRegistration { entry, .. } = &mut open.command {
        *entry = entry.without_person();
    }
    if open == *envelope && !matches!(open.command, Command::SubmitRegistration { .. }) {
        return Ok(None);
    }
    let text =
        serde_json::to_string(&open).map_err(|error| StoreError::corrupt("command", error))?;
    Ok(Some(Raw::new(text)))
}

impl Push<'_> {
    /// What the log holds of a command under its author's key; nothing where all of it
    /// stands there openly.
    pub(super) fn sealed(&self, outcome: &Outcome<'_>) -> Result<Option<Sealed>, StoreError> {
        if outcome.open.is_none() {
            return Ok(None);
        }
        let key = self.tx.person_key(&self.caller.owner_key())?;
        let place = place(outcome.name.client, outcome.name.mid);
        key.seal(&place, outcome.bytes.get()).map(Some)
    }
}
