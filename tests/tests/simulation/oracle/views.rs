//! What people see beside what the server has: the same, and nothing else.

use std::collections::BTreeMap;

use domain::record::Versioned;
use domain::record_id::RecordId;

use super::Wrong;
use crate::people;
use crate::world::World;

/// Every tab shows exactly the server's records of its own spaces, and has its lease.
pub fn are_the_servers(world: &World) -> Result<(), Wrong> {
    let platform = people::platform();
    let records = world.records();
    for (client, device) in world.devices.iter().enumerate() {
        if world.is_shut_out(client) {
            continue;
        }
        let mine = world.server.accounts[&device.account]
            .actor
            .spaces(&platform);
        let is_mine = |record: &&Versioned| {
            let spaces = record.record.spaces(&platform);
            spaces.iter().any(|space| mine.contains(space))
        };
        let expected: BTreeMap<RecordId, &Versioned> = records
            .iter()
            .filter(is_mine)
            .map(|record| (record.id, record))
            .collect();
        for (tab, open) in device.tabs.iter().enumerate() {
            let view = open.replica.view();
            let seen: BTreeMap<RecordId, &Versioned> = view
                .iter()
                .map(|(id, row)| (*id, row.versioned.as_ref()))
                .collect();
            if seen != expected {
                let brief = |records: &BTreeMap<RecordId, &Versioned>| -> Vec<String> {
                    let line = |(id, record): (&RecordId, &&Versioned)| {
                        format!("{id} v{}", record.version)
                    };
                    records.iter().map(line).collect()
                };
                return Err(Wrong::Other(format!(
                    "tab {tab} of client {client} sees {:?}\nserver has {:?}",
                    brief(&seen),
                    brief(&expected)
                )));
            }
            if !open.replica.meta().lease_holds(world.clock_of(client)) {
                return Err(Wrong::Other(format!(
                    "tab {tab} of client {client} has no lease"
                )));
            }
        }
    }
    Ok(())
}
