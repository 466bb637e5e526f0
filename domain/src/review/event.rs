//! One line of an application's history.

use serde::{Deserialize, Serialize};

use super::ReviewAct;
use crate::timestamp::Timestamp;

/// 经手人 — who did it, as the history shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The account; none for an applicant who has none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The person's name.
    pub name: String,
}

/// 办理记录 — one step of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewEvent {
    /// What was done.
    pub act: ReviewAct,
    /// By whom.
    pub by: Party,
    /// When, by the server's clock once the server has it.
    pub at: Timestamp,
}
