//! 总账: what follows from the log alone, worked out by reading all of it once.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use domain::actor::Actor;
use domain::client_id::ClientId;
use domain::command::{Command, Envelope};
use domain::profile::PlatformId;
use domain::protocol::ReceiptStatus;
use domain::record_id::RecordId;
use domain::registration::RegistrationEntry;
use domain::space::Space;

use super::Findings;
use crate::sealed::PersonKey;
use crate::store::{LogRow, StoreError, Transaction};
use crate::sync::entry::{Logged, place};

/// What the log says.
#[derive(Default)]
pub(super) struct Ledger {
    /// How many entries there are.
    pub(super) entries: u64,
    /// How many of them tell of a command.
    pub(super) commands: u64,
    /// Each record that was written.
    pub(super) records: BTreeMap<(PlatformId, RecordId), Expected>,
    /// Each queue that was dealt with.
    pub(super) queues: BTreeMap<ClientId, Queue>,
    /// The keys that were destroyed.
    pub(super) erased: BTreeSet<String>,
    /// Where something stands that no key opens, with the key that it names.
    pub(super) closed: Vec<(Space, u64, String)>,
    /// What was found while the entries and their receipts were read.
    pub(super) findings: Findings,
}

/// 应有的记录 — a record as it should be.
#[derive(Default)]
pub(super) struct Expected {
    /// Its latest version.
    pub(super) version: u64,
    /// How often it was written.
    pub(super) writes: u64,
    /// What it holds; none where the entry is from before that was noted.
    pub(super) contents: Option<String>,
    /// What was submitted last, where it is an application whose person is known.
    pub(super) entry: Option<Box<RegistrationEntry>>,
    /// Whether the row has been met.
    pub(super) met: Cell<bool>,
}

/// 应有的队列 — a queue as it should be.
#[derive(Default)]
pub(super) struct Queue {
    /// Its owner.
    pub(super) owner: String,
    /// The last number.
    pub(super) last: u64,
    /// How many commands.
    pub(super) count: u64,
}

impl Ledger {
    /// Reads every log.
    pub(super) fn read(tx: &Transaction<'_>) -> Result<Self, StoreError> {
        let keys: BTreeMap<String, PersonKey> = tx
            .person_keys()?
            .into_iter()
            .map(|key| (key.id.clone(), key))
            .collect();
        let mut ledger = Self::default();
        for space in tx.space_names()? {
            tx.every_entry(&space, |row| ledger.take(tx, &keys, &space, &row))?;
        }
        Ok(ledger)
    }

    fn take(
        &mut self,
        tx: &Transaction<'_>,
        keys: &BTreeMap<String, PersonKey>,
        space: &Space,
        row: &LogRow,
    ) -> Result<(), StoreError> {
        self.entries += 1;
        let position = row.position;
        let Ok(entry) = serde_json::from_str::<Logged>(&row.entry) else {
            self.findings.add(
                "entry_unreadable",
                format!("{space} 日志第 {position} 条无法读出"),
                format!("entry {position} of the log of {space} can’t be read"),
            );
            return Ok(());
        };
        self.erased.extend(entry.erased.iter().cloned());
        let bytes = self.bytes(keys, space, position, &entry);
        let accepted = matches!(entry.outcome, Some(ReceiptStatus::Accepted { .. }));
        let person = bytes.as_deref().filter(|_| accepted).and_then(submitted);
        for (index, (id, version)) in entry.changed.iter().enumerate() {
            let expected = self
                .records
                .entry((space.platform.clone(), *id))
                .or_default();
            expected.writes += 1;
            // Another space's log may tell of a later version before.
            if *version > expected.version {
                expected.version = *version;
                expected.contents = entry.contents.get(index).cloned();
                if person.is_some() {
                    expected.entry.clone_from(&person);
                }
            }
        }
        if let Some(client) = entry.client {
            self.commands += 1;
            self.count(client, entry.mid, entry.actor.as_ref(), space);
            self.receipt(tx, client, space, row, &entry, bytes.as_deref())?;
        }
        Ok(())
    }

    /// The command's bytes as they were sent, where they can be read.
    fn bytes(
        &mut self,
        keys: &BTreeMap<String, PersonKey>,
        space: &Space,
        position: u64,
        entry: &Logged,
    ) -> Option<String> {
        let Some(sealed) = &entry.sealed else {
            return entry.command.as_ref().map(|raw| raw.get().to_owned());
        };
        let place = place(entry.client?, entry.mid);
        let opened = keys
            .get(&sealed.key)
            .and_then(|key| key.open(&place, sealed));
        if opened.is_none() {
            let at = (space.clone(), position, sealed.key.clone());
            self.closed.push(at);
        }
        opened
    }

    fn count(&mut self, client: ClientId, mid: u64, actor: Option<&Actor>, space: &Space) {
        let queue = self.queues.entry(client).or_default();
        queue.count += 1;
        queue.last = queue.last.max(mid);
        let owner = match actor {
            Some(Actor::Member { account, .. }) => account,
            Some(Actor::Applicant { intake }) => intake.as_str(),
            None => return,
        };
        queue.owner = format!("{}/{owner}", space.platform.as_str());
    }
}

/// The application that these bytes submit, if they do.
fn submitted(bytes: &str) -> Option<Box<RegistrationEntry>> {
    // Most commands are something else: they need not be read for that.
    if !bytes.contains("submit_registration") {
        return None;
    }
    match serde_json::from_str::<Envelope>(bytes).ok()?.command {
        Command::SubmitRegistration { entry, .. } => Some(Box::new(entry)),
        _ => None,
    }
}
