//! What a replica knows of itself and of the server it last met.

use domain::map::SortedMap;

use domain::actor::Actor;
use domain::client_id::ClientId;
use domain::from_json_struct;
use domain::profile::PlatformId;
use domain::protocol::LogHead;
use domain::space::Space;
use domain::timestamp::Timestamp;
use serde::Serialize;

/// 身份 — for whom a replica is kept: one store per person and unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// The platform.
    pub platform: PlatformId,
    /// Who acts, as the server last said.
    pub actor: Actor,
}

/// 副本状态 — the replica's own row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// For whom it is kept.
    pub identity: Identity,
    /// The secret of an applicant's intake; none for an account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intake_secret: Option<String>,
    /// Under which name its queue is known to the server.
    pub client_id: ClientId,
    /// The number for the next command.
    pub next_mid: u64,
    /// The life of the server to which the cursors belong; empty before first contact.
    pub epoch: String,
    /// How far each space has been read.
    pub cursors: SortedMap<Space, u64>,
    /// The last command whose effect the base contains.
    pub last_mid: u64,
    /// The last command that the server can no longer lose.
    pub durable_through: u64,
    /// Where the server last said that the logs stand which tell of this queue.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub heads: SortedMap<Space, LogHead>,
    /// Until when the replica may be shown without another contact; none
    /// before the first.
    pub lease_until: Option<Timestamp>,
    /// The server's clock less this device's, in milliseconds.
    pub clock_offset: i64,
    /// When the server was last heard, by its clock.
    pub last_contact: Option<Timestamp>,
}

from_json_struct!(Identity { platform, actor });
from_json_struct!(Meta {
    identity,
    intake_secret,
    client_id,
    next_mid,
    epoch,
    cursors,
    last_mid,
    durable_through,
    heads,
    lease_until,
    clock_offset,
    last_contact,
});

impl Meta {
    pub(super) fn new(identity: Identity, client_id: ClientId) -> Self {
        Self {
            identity,
            intake_secret: None,
            client_id,
            next_mid: 1,
            epoch: String::new(),
            cursors: SortedMap::new(),
            last_mid: 0,
            durable_through: 0,
            heads: SortedMap::new(),
            lease_until: None,
            clock_offset: 0,
            last_contact: None,
        }
    }

    /// What is left where the store was thrown away under an open tab. Another tab may
    /// have used numbers of which this one has not heard, so the queue goes on under
    /// the name `fresh`; what the rows said has to be fetched again.
    #[inline(never)]
    pub(super) fn without_rows(&self, fresh: ClientId) -> Self {
        Self {
            intake_secret: self.intake_secret.clone(),
            heads: self.heads.clone(),
            lease_until: self.lease_until,
            clock_offset: self.clock_offset,
            last_contact: self.last_contact,
            ..Self::new(self.identity.clone(), fresh)
        }
    }

    /// Whether the replica may be shown at `now`, by this device's clock.
    #[must_use]
    pub fn lease_holds(&self, now: Timestamp) -> bool {
        self.lease_until
            .is_none_or(|until| now.plus_millis(self.clock_offset) < until)
    }
}
