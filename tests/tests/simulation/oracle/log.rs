//! The server's log, read directly: every command that was dealt with.

use std::collections::BTreeSet;

use domain::command::{Command, Envelope, Origin};
use domain::json::Raw;
use domain::protocol::ReceiptStatus;
use domain::rejection::Rejection;
use serde::Deserialize;
use server::store::{Store, StoreError};

use super::{Done, Wrong};
use crate::local;
use crate::world::World;

/// One entry of the server's log.
#[derive(Deserialize)]
pub struct Entry {
    command: Raw,
    outcome: ReceiptStatus,
    #[serde(default)]
    done_as: Option<Origin>,
    client: String,
    mid: u64,
}

impl Entry {
    pub fn mark(&self) -> i64 {
        local::mark(self.command.get())
    }

    /// What it says, for people.
    fn told(&self) -> String {
        let (command, outcome) = (self.command.get(), &self.outcome);
        let (client, mid, done_as) = (&self.client, self.mid, self.done_as);
        format!("{client}.{mid}: {command} came to {outcome:?}, done as {done_as:?}")
    }

    /// Whether it could be read at all, or stands for nothing.
    fn is_unreadable(&self) -> bool {
        let unreadable = Rejection::Unreadable;
        matches!(&self.outcome, ReceiptStatus::Refused { rejection } if *rejection == unreadable)
    }
}

/// The entries of all logs.
pub fn entries(store: &Store) -> Vec<Entry> {
    let texts: Result<Vec<String>, StoreError> = store.read(|tx| {
        let mut all = vec![];
        for space in tx.space_names()? {
            all.extend(tx.log_entries(&space)?);
        }
        Ok(all)
    });
    let texts = texts.unwrap_or_else(|error| panic!("{error:?}"));
    let entry = |text: &String| serde_json::from_str(text).unwrap_or_else(|_| panic!("{text}"));
    texts.iter().map(entry).collect()
}

/// Every command that was dealt with, by its mark, once; and whether it was carried out.
pub fn each_command_once(world: &World) -> Result<Done, Wrong> {
    let (mut done, mut twice) = (Done::new(), BTreeSet::new());
    let all = entries(&world.server.store);
    for entry in &all {
        let text = entry.command.get();
        let (mark, accepted) = match serde_json::from_str::<Envelope>(text) {
            Ok(envelope) if envelope.command == (Command::Discarded {}) => continue,
            Ok(envelope) => {
                let accepted = matches!(entry.outcome, ReceiptStatus::Accepted { .. });
                let makes = matches!(
                    envelope.command,
                    Command::SubmitListing { listing: None, .. } | Command::SubmitListings { .. }
                );
                (envelope.at.as_millis(), (accepted, accepted && makes))
            }
            // Of a kind of which nobody here knows: refused, whichever way it came.
            Err(_) if entry.is_unreadable() => {
                done.insert(entry.mark(), (false, false));
                continue;
            }
            Err(error) => return Err(Wrong::Other(format!("nobody gave that: {error}: {text}"))),
        };
        if entry.done_as.is_some() {
            continue;
        }
        match done.get(&mark) {
            Some((true, _)) if accepted.0 => drop(twice.insert(mark)),
            // A second arrival may be refused for what the first has done, where another
            // device has it too.
            Some(_) if !world.several_have_it => drop(twice.insert(mark)),
            Some((true, _)) => {}
            _ => drop(done.insert(mark, accepted)),
        }
    }
    if twice.is_empty() {
        Ok(done)
    } else {
        let of_these = all.iter().filter(|entry| twice.contains(&entry.mark()));
        Err(Wrong::Doubled(of_these.map(Entry::told).collect()))
    }
}
