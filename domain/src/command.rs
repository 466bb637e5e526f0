//! Commands: one business act each, with what it has to know in advance.

use serde::{Deserialize, Serialize};

use crate::change::Claim;
use crate::client_id::ClientId;
use crate::listing::ListingEntry;
use crate::merge::Base;
use crate::record_id::RecordId;
use crate::registration::{RegistrationEntry, claims_of};
use crate::review::ReviewAct;
use crate::timestamp::Timestamp;

/// The most rows that one batch may carry.
pub const MAX_ROWS: usize = 2000;

/// 命令 — one business act. Old shapes are decoded for ever: a client may have
/// been without a network for a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "name", content = "args", rename_all = "snake_case")]
pub enum Command {
    /// 提交注册申请
    SubmitRegistration {
        /// The application to submit again; none for a new one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        registration: Option<RecordId>,
        /// What was written.
        entry: RegistrationEntry,
    },
    /// 提交挂网申报
    SubmitListing {
        /// The listing to submit again; none for a new one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        listing: Option<RecordId>,
        /// What was written.
        entry: ListingEntry,
    },
    /// 批量提交挂网申报 — a sheet; each row has its own result and good rows go on.
    SubmitListings {
        /// At most [`MAX_ROWS`].
        rows: Vec<ListingEntry>,
    },
    /// 审核 — any step of the review workflow but submission.
    Review {
        /// The application.
        record: RecordId,
        /// The step.
        act: ReviewAct,
    },
    /// 作废 — stands where a command was discarded before it was sent: numbers
    /// have no gaps.
    Discarded {},
}

/// 命令信封 — a command as it travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// The act.
    #[serde(flatten)]
    pub command: Command,
    /// The version of the record that the actor saw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_version: Option<u64>,
    /// 原本 — what the form said at that version, before the actor changed it: what was
    /// changed meanwhile elsewhere in the form can then stay. Commands from before there
    /// was such a thing are without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Base>,
    /// When, by the client's clock: shown as claimed, never used to order.
    pub at: Timestamp,
    /// Where the command was first queued, if it was carried here in a file
    /// from another device: done once, whichever way it arrives first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

/// 来源 — the queue in which a command was first written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Origin {
    /// Whose queue.
    pub client: ClientId,
    /// Its number there.
    pub mid: u64,
}

impl Command {
    /// The records that the decision looks at.
    #[must_use]
    pub fn reads(&self) -> Vec<RecordId> {
        self.target().into_iter().collect()
    }

    /// The existing record that the command is about, if it is about one.
    #[must_use]
    pub fn target(&self) -> Option<RecordId> {
        match self {
            Self::SubmitRegistration { registration, .. } => *registration,
            Self::SubmitListing { listing, .. } => *listing,
            Self::Review { record, .. } => Some(*record),
            Self::SubmitListings { .. } | Self::Discarded {} => None,
        }
    }

    /// The same command about another record, where it is about `from`.
    #[must_use]
    pub fn retargeted(mut self, from: RecordId, to: RecordId) -> Self {
        let target = match &mut self {
            Self::SubmitRegistration {
                registration: Some(id),
                ..
            }
            | Self::SubmitListing {
                listing: Some(id), ..
            }
            | Self::Review { record: id, .. } => id,
            _ => return self,
        };
        if *target == from {
            *target = to;
        }
        self
    }

    /// The values of which the decision must know who holds them.
    #[must_use]
    pub fn claims(&self) -> Vec<Claim> {
        match self {
            Self::SubmitRegistration { entry, .. } => claims_of(entry),
            _ => vec![],
        }
    }
}
