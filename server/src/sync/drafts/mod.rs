//! Drafts: one person's own, taken up from each of their devices, joined, and given to the
//! others. No fact of anybody's business: no log and no feed tells of them.

mod shelf;
mod sweep;

use std::collections::BTreeMap;

use domain::actor::Actor;
use domain::client_id::ClientId;
use domain::draft::{
    CALL_BYTES, Change, Held, Lines, MAX_BYTES, MAX_COUNT, MAX_NAME_BYTES, News, join,
};
use domain::protocol::Problem;
use domain::timestamp::Timestamp;

use super::{Caller, problem};
use crate::store::Transaction;
pub(crate) use shelf::opens;
use shelf::{Kept, Shelf};
pub use sweep::sweep_drafts;

/// 草稿往来 — takes the changes of one device and says what is news to it. The same call
/// again, because its answer was lost, changes nothing and is answered alike.
///
/// # Errors
/// Why the whole call is refused; nothing of it was done then.
pub fn drafts(
    tx: &Transaction<'_>,
    caller: &Caller,
    request: &Lines,
    now: Timestamp,
) -> Result<Lines, Problem> {
    // What an applicant holds is a secret, not a person's account.
    if matches!(caller.actor, Actor::Applicant { .. }) {
        return Err(problem::forbidden());
    }
    let epoch = tx.epoch()?;
    let (client, asked) = read(request, &epoch)?;
    let mut shelf = Shelf::open(tx, caller, now)?;
    let mut answer = Lines::new();
    for (name, held) in &asked {
        let kept = shelf.get(name);
        let news = match &held.change {
            Some(change) => took(&mut shelf, client, name, held.at, change)?,
            None => kept.filter(|kept| kept.changed != held.at).map(news_of),
        };
        if let Some(news) = news {
            answer.insert((*name).clone(), news.line(&epoch));
        }
    }
    let mut room = CALL_BYTES;
    for (name, kept) in shelf.there() {
        if asked.contains_key(name) {
            continue;
        }
        // The others are new to the device at its next call as well.
        let Some(left) = room.checked_sub(kept.text.len()) else {
            break;
        };
        room = left;
        answer.insert(name.clone(), news_of(kept).line(&epoch));
    }
    Ok(answer)
}

fn news_of(kept: &Kept) -> News {
    News {
        at: kept.changed,
        text: Some(kept.text.clone()),
        contested: false,
    }
}

/// Takes a change of a draft that the device last had as it was at `at`; none where there
/// is no room for one more.
fn took(
    shelf: &mut Shelf<'_>,
    client: ClientId,
    name: &str,
    at: Timestamp,
    change: &Change,
) -> Result<Option<News>, Problem> {
    let kept = shelf.get(name).cloned().unwrap_or_default();
    let base = match &kept.by {
        // It sent this before, and may not know that it came: it went on from there.
        Some((by, sent)) if *by == client && at < kept.changed => sent,
        // What stands here under the name was begun after the device was last told.
        Some(_) if at < kept.begun => "",
        _ => &change.base,
    };
    let joined = join(base, &kept.text, &change.text);
    // Where each fits and the two together do not, they stay two as well.
    let Some(joined) = joined.filter(|joined| joined.len() <= MAX_BYTES) else {
        return Ok(Some(News {
            contested: true,
            ..news_of(&kept)
        }));
    };
    let changed = if joined == kept.text {
        kept.changed
    } else {
        if kept.text.is_empty() && shelf.there().count() >= MAX_COUNT {
            return Ok(None);
        }
        shelf.put(name, &joined, (client, &change.text))?
    };
    Ok(Some(News {
        at: changed,
        text: (joined != change.text).then_some(joined),
        contested: false,
    }))
}

/// What is asked, within its limits, and by which device.
fn read<'r>(
    request: &'r Lines,
    epoch: &str,
) -> Result<(ClientId, BTreeMap<&'r String, Held>), Problem> {
    let client = request.get("").and_then(|client| client.parse().ok());
    let client = client.ok_or_else(problem::malformed)?;
    let named = request.iter().filter(|(name, _)| !name.is_empty());
    let asked: BTreeMap<_, _> = named
        .map(|(name, line)| (name, Held::read(line, epoch)))
        .collect();
    // Names of drafts that are gone are named until that has been heard.
    let fits = asked.len() <= 2 * MAX_COUNT
        && asked.iter().all(|(name, held)| {
            let change = held.change.as_ref();
            let longest = change.map_or(0, |change| change.base.len().max(change.text.len()));
            name.len() <= MAX_NAME_BYTES && longest <= MAX_BYTES
        });
    match fits {
        true => Ok((client, asked)),
        false => Err(problem::too_large()),
    }
}
