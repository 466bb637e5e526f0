//! What has to hold once everything is quiet, by direct reads of the database.

use std::collections::{BTreeMap, BTreeSet};

use domain::command::{Command, Envelope, Origin};
use domain::json::Raw;
use domain::protocol::ReceiptStatus;
use domain::record::{Record, Versioned};
use domain::record_id::RecordId;
use serde::Deserialize;
use server::store::StoreError;

use crate::people;
use crate::world::World;

/// The commands that the server dealt with, by their marks.
type Done = BTreeMap<i64, (Command, bool)>;

pub fn check(world: &mut World) -> Result<(), String> {
    views_are_the_servers(world)?;
    let done = each_command_is_logged_once(world)?;
    nothing_saved_is_missing(world, &done)?;
    nothing_acknowledged_is_missing(world, &done)?;
    each_listing_has_one_maker(world, &done)
}

/// Every tab shows exactly the server's records of its own spaces.
fn views_are_the_servers(world: &World) -> Result<(), String> {
    let platform = people::platform();
    let records = world.records();
    for (client, device) in world.devices.iter().enumerate() {
        let mine = device.actor.spaces(&platform);
        let expected: BTreeMap<RecordId, Versioned> = records
            .iter()
            .filter(|record| {
                record
                    .record
                    .spaces(&platform)
                    .iter()
                    .any(|space| mine.contains(space))
            })
            .map(|record| (record.id, record.clone()))
            .collect();
        for (tab, open) in device.tabs.iter().enumerate() {
            let seen: BTreeMap<RecordId, Versioned> = open
                .replica
                .view()
                .into_iter()
                .map(|(id, row)| (id, row.versioned.as_ref().clone()))
                .collect();
            if seen != expected {
                return Err(format!(
                    "tab {tab} of client {client} sees {seen:#?}\nserver has {expected:#?}"
                ));
            }
        }
    }
    Ok(())
}

/// One entry of the server's log.
#[derive(Deserialize)]
struct Entry {
    command: Raw,
    outcome: ReceiptStatus,
    #[serde(default)]
    done_as: Option<Origin>,
}

/// Reads the logs: every command that was dealt with, by its mark, once; and
/// whether it was carried out.
fn each_command_is_logged_once(world: &World) -> Result<Done, String> {
    let platform = people::platform();
    let spaces: BTreeSet<_> = world
        .devices
        .iter()
        .flat_map(|device| device.actor.spaces(&platform))
        .collect();
    let read: Result<Vec<String>, StoreError> = world.server.store.read(|tx| {
        for space in &spaces {
            tx.verify_chain(space)?
                .map_err(|broken| StoreError::Corrupt(broken.to_string()))?;
        }
        let entries: Result<Vec<_>, _> = spaces.iter().map(|space| tx.log_entries(space)).collect();
        Ok(entries?.concat())
    });
    let mut done = BTreeMap::new();
    for text in read.map_err(|error| format!("{error:?}"))? {
        let entry: Entry =
            serde_json::from_str(&text).map_err(|error| format!("{error}: {text}"))?;
        let envelope: Envelope = serde_json::from_str(entry.command.get())
            .map_err(|error| format!("the log holds what nobody gave: {error}: {text}"))?;
        let accepted = matches!(entry.outcome, ReceiptStatus::Accepted { .. });
        if envelope.command != (Command::Discarded {})
            && entry.done_as.is_none()
            && done
                .insert(envelope.at.as_millis(), (envelope.command, accepted))
                .is_some()
        {
            return Err(format!("done twice: {text}"));
        }
    }
    Ok(done)
}

fn nothing_saved_is_missing(world: &World, done: &Done) -> Result<(), String> {
    let missing: Vec<_> = world
        .saved
        .iter()
        .filter(|mark| !done.contains_key(mark))
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!("saved, never arrived: {missing:?}"))
    }
}

fn nothing_acknowledged_is_missing(world: &World, done: &Done) -> Result<(), String> {
    let missing: Vec<_> = world
        .acknowledged
        .keys()
        .filter(|mark| !done.contains_key(mark))
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!("acknowledged, lost: {missing:?}"))
    }
}

/// As many listings as commands that made one: none doubled.
fn each_listing_has_one_maker(world: &World, done: &Done) -> Result<(), String> {
    let made: BTreeSet<RecordId> = world
        .records()
        .into_iter()
        .filter(|record| matches!(record.record, Record::Listing(_)))
        .map(|record| record.id)
        .collect();
    let makers = done
        .values()
        .filter(|(command, accepted)| {
            let makes = matches!(
                command,
                Command::SubmitListing { listing: None, .. } | Command::SubmitListings { .. }
            );
            makes && *accepted
        })
        .count();
    if made.len() == makers {
        Ok(())
    } else {
        Err(format!("{} listings by {makers} commands", made.len()))
    }
}
