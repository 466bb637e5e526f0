//! What a decision is given besides the command: nothing is looked up on the way.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::actor::Actor;
use crate::calendar::{Deadline, WorkingCalendar};
use crate::change::{Claim, Holder};
use crate::map::SortedMap;
use crate::merge::Base;
use crate::profile::PlatformProfile;
use crate::record::Versioned;
use crate::record_id::RecordId;
use crate::review::{Party, ReviewAct, ReviewEvent};
use crate::timestamp::Timestamp;

/// 决策上下文 — the inputs of a decision.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Now, by the clock of whoever decides.
    pub now: Timestamp,
    /// Who gives the command.
    pub actor: &'a Actor,
    /// The platform on which it is given.
    pub profile: &'a PlatformProfile,
    /// The name for what the command creates.
    pub new_id: RecordId,
    /// The version of the record that the actor saw.
    pub base_version: Option<u64>,
    /// What the form said then, if the command says so.
    pub base: Option<&'a Base>,
    /// Who holds what the command's claims name; what is missing is unknown.
    pub holders: &'a SortedMap<Claim, Holder>,
}

/// 视图 — the records that a decision may look at: those the command named.
pub trait View {
    /// The record of that name, if there is one.
    fn record(&self, id: &RecordId) -> Option<&Versioned>;
}

impl View for BTreeMap<RecordId, Versioned> {
    fn record(&self, id: &RecordId) -> Option<&Versioned> {
        self.get(id)
    }
}

impl View for SortedMap<RecordId, Arc<Versioned>> {
    fn record(&self, id: &RecordId) -> Option<&Versioned> {
        self.get(id).map(Arc::as_ref)
    }
}

impl Context<'_> {
    /// Who holds `claim`, as far as is known.
    #[must_use]
    pub fn holder(&self, claim: &Claim) -> Holder {
        self.holders.get(claim).copied().unwrap_or_default()
    }

    /// The line that the history gets for `act`.
    #[must_use]
    pub fn event(&self, act: ReviewAct) -> ReviewEvent {
        let account = match self.actor {
            Actor::Applicant { .. } => None,
            Actor::Member { account, .. } => Some(account.clone()),
        };
        ReviewEvent {
            act,
            by: Party {
                account,
                name: self.actor.display_name(),
            },
            at: self.now,
        }
    }

    /// The end of `days` working days from now.
    #[must_use]
    pub fn due_after(&self, days: u8) -> Deadline {
        WorkingCalendar::built_in().add_working_days(self.now, u16::from(days))
    }
}
