//! Commands carried in a file to another device: done once, whichever way they
//! arrive first. The other arrival gets the same result.
//!
//! What counts as the same is the act and when it was given, not the bytes:
//! the carried copy names its origin. Without that comparison a mistaken origin
//! would swallow another command in silence.

use domain::command::{Command, Envelope, Origin};
use domain::protocol::{ReceiptStatus, command_hash};
use domain::record_id::RecordId;
use domain::space::Space;
use domain::timestamp::Timestamp;
use serde::Serialize;

use super::execute::{Outcome, Push};
use crate::store::StoreError;

/// What an earlier command came to.
pub(super) struct Done {
    pub(super) name: Origin,
    pub(super) status: ReceiptStatus,
    pub(super) log: Space,
}

#[derive(Serialize)]
struct Act<'a> {
    #[serde(flatten)]
    command: &'a Command,
    at: Timestamp,
}

/// The hash of what an envelope asks, wherever it was queued.
pub(super) fn act(envelope: &Envelope) -> Result<[u8; 32], StoreError> {
    let act = Act {
        command: &envelope.command,
        at: envelope.at,
    };
    let bytes = serde_json::to_vec(&act).map_err(|error| StoreError::corrupt("command", error))?;
    Ok(command_hash(&bytes))
}

/// A command may name its record after a queue in which its creation was not
/// the one that was carried out: then the record has the other name. That queue must have
/// brought the creation itself: copies of a store give one number to different commands,
/// and what was carried from there may be another's.
pub(super) fn resolve(
    push: &Push<'_>,
    mut envelope: Envelope,
    earlier: &[Outcome<'_>],
) -> Result<Envelope, StoreError> {
    let platform = &push.caller.platform;
    let Some(named) = envelope.command.target() else {
        return Ok(envelope);
    };
    if push.tx.record_body(platform, &named)?.is_some() {
        return Ok(envelope);
    }
    let name = Origin {
        client: named.client,
        mid: named.mid,
    };
    let Some((act, _)) = find(push, name, earlier)? else {
        return Ok(envelope);
    };
    let Some(done) = push.tx.carried(name, &act)? else {
        return Ok(envelope);
    };
    let actual = RecordId::of_command(done.client, done.mid).with_row(named.row);
    let found = push.tx.record(platform, &actual)?;
    let spaces = found.map_or_else(Vec::new, |found| found.record.spaces(platform));
    let mine = push.caller.actor.spaces(platform);
    if spaces.iter().any(|space| mine.contains(space)) {
        envelope.command = envelope.command.retargeted(named, actual);
    }
    Ok(envelope)
}

/// What the command came to when it arrived another way before, if it did.
/// Where it did not, it is noted that it is carried out now.
pub(super) fn done_before(
    push: &Push<'_>,
    outcome: &Outcome<'_>,
    envelope: &Envelope,
    earlier: &[Outcome<'_>],
) -> Result<Option<Done>, StoreError> {
    let (name, act) = (outcome.name, &outcome.act);
    let origin = envelope.origin.unwrap_or(name);
    let noted = push.tx.carried(origin, act)?;
    let first = noted.unwrap_or(origin);
    if first != name
        && let Some((first_act, done)) = find(push, first, earlier)?
        && first_act == *act
        && stands_for(push, &done, earlier)?
    {
        push.tx.put_carried(name, act, done.name)?;
        return Ok(Some(done));
    }
    if origin != name || noted.is_some() {
        push.tx.put_carried(origin, act, name)?;
    }
    Ok(None)
}

fn find(
    push: &Push<'_>,
    name: Origin,
    earlier: &[Outcome<'_>],
) -> Result<Option<([u8; 32], Done)>, StoreError> {
    if let Some(found) = earlier.iter().find(|outcome| outcome.name == name) {
        let done = Done {
            name,
            status: found.status.clone(),
            log: found.log.clone(),
        };
        return Ok(Some((found.act, done)));
    }
    let stored = push.tx.receipt(name.client, name.mid)?;
    Ok(stored.map(|stored| {
        (
            stored.act,
            Done {
                name,
                status: stored.receipt.status,
                log: stored.space,
            },
        )
    }))
}

/// One's own command always stands for its copy. A colleague's does where it
/// was carried out in a space that both see; where it was refused, the reason
/// may have been the colleague, so it is decided anew.
fn stands_for(push: &Push<'_>, done: &Done, earlier: &[Outcome<'_>]) -> Result<bool, StoreError> {
    if earlier.iter().any(|outcome| outcome.name == done.name) {
        return Ok(true);
    }
    let owner = push.tx.client(done.name.client)?.map(|client| client.owner);
    let own = owner.is_some_and(|owner| owner == push.caller.owner_key());
    let accepted = matches!(done.status, ReceiptStatus::Accepted { .. });
    let shared = push
        .caller
        .actor
        .spaces(&push.caller.platform)
        .contains(&done.log);
    Ok(own || accepted && shared)
}
