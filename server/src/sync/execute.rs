//! One new command: read, decided, applied. Its log entry and receipt come
//! when all commands of the push have been decided.

use std::collections::BTreeMap;

use domain::actor::Actor;
use domain::command::{Envelope, Origin};
use domain::context::Context;
use domain::decide::decide;
use domain::json::Raw;
use domain::map::SortedMap;
use domain::profile::PlatformProfile;
use domain::protocol::{ReceiptStatus, command_hash};
use domain::record::Versioned;
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::space::Space;
use domain::timestamp::Timestamp;

use super::apply::{Applied, apply};
use super::entry::open_part;
use super::feed::{Feed, Written};
use super::{Caller, carried};
use crate::store::{StoreError, Transaction};

/// What stays the same for all commands of a push.
pub(super) struct Push<'a> {
    pub(super) tx: &'a Transaction<'a>,
    pub(super) caller: &'a Caller,
    pub(super) profile: &'a PlatformProfile,
    pub(super) now: Timestamp,
}

/// 结果 — what became of one command, before it is written down.
pub(super) struct Outcome<'a> {
    /// The command's own name.
    pub(super) name: Origin,
    /// Its bytes.
    pub(super) bytes: &'a Raw,
    /// Their hash.
    pub(super) hash: [u8; 32],
    /// The hash of what it asks.
    pub(super) act: [u8; 32],
    /// What became of it.
    pub(super) status: ReceiptStatus,
    /// What of the bytes may stand in the log for ever; none where all of them may.
    pub(super) open: Option<Raw>,
    /// What it wrote.
    pub(super) written: Written,
    /// Whose log tells of it.
    pub(super) log: Space,
    /// The earlier command that had already done the same, if one had.
    pub(super) done_as: Option<Origin>,
    /// When the client says it was given.
    pub(super) claimed: Option<Timestamp>,
}

impl Push<'_> {
    /// Decides the command `name` and applies it. `earlier` are the outcomes of
    /// this push so far, whose receipts have not been written yet.
    pub(super) fn execute<'b>(
        &self,
        name: Origin,
        bytes: &'b Raw,
        earlier: &[Outcome<'_>],
        feed: &mut Feed,
    ) -> Result<Outcome<'b>, StoreError> {
        let hash = command_hash(bytes.get().as_bytes());
        let mut outcome = Outcome {
            name,
            bytes,
            hash,
            act: hash,
            status: ReceiptStatus::Refused {
                rejection: Rejection::Unreadable,
            },
            open: None,
            written: Written::default(),
            log: self.caller.own_log(),
            done_as: None,
            claimed: None,
        };
        let Ok(envelope) = serde_json::from_str::<Envelope>(bytes.get()) else {
            // Whatever an applicant sends may be about that person.
            if matches!(self.caller.actor, Actor::Applicant { .. }) {
                outcome.open = Some(Raw::new("null".to_owned()));
            }
            return Ok(outcome);
        };
        outcome.claimed = Some(envelope.at);
        outcome.open = open_part(&envelope)?;
        let envelope = carried::resolve(self, envelope, earlier)?;
        outcome.act = carried::act(&envelope)?;
        if let Some(done) = carried::done_before(self, &outcome, &envelope, earlier)? {
            (outcome.status, outcome.log, outcome.done_as) =
                (done.status, done.log, Some(done.name));
            return Ok(outcome);
        }
        match self.decide(name, &envelope, feed)? {
            Ok(Applied {
                written,
                home,
                rows,
            }) => {
                outcome.status = ReceiptStatus::Accepted { rows };
                outcome.written = written;
                outcome.log = home.unwrap_or(outcome.log);
            }
            Err(rejection) => outcome.status = ReceiptStatus::Refused { rejection },
        }
        Ok(outcome)
    }

    fn decide(
        &self,
        name: Origin,
        envelope: &Envelope,
        feed: &mut Feed,
    ) -> Result<Result<Applied, Rejection>, StoreError> {
        let platform = &self.caller.platform;
        let mut view: BTreeMap<RecordId, Versioned> = BTreeMap::new();
        for id in envelope.command.reads() {
            if let Some(found) = self.tx.record(platform, &id)? {
                view.insert(id, found);
            }
        }
        let mut holders = SortedMap::new();
        for claim in envelope.command.claims() {
            let holder = self.tx.holder(platform, &claim)?;
            holders.insert(claim, holder);
        }
        let context = Context {
            now: self.now,
            actor: &self.caller.actor,
            profile: self.profile,
            new_id: RecordId::of_command(name.client, name.mid),
            base_version: envelope.base_version,
            base: envelope.base.as_ref(),
            holders: &holders,
        };
        match decide(&view, &envelope.command, &context) {
            Ok(decision) => apply(self.tx, platform, decision, &view, feed).map(Ok),
            Err(rejection) => Ok(Err(rejection)),
        }
    }
}
