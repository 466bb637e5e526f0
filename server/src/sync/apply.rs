//! Carrying out what was decided: records and claims.

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use std::collections::BTreeMap;

use domain::attachment::awaited;
use domain::change::Change;
use domain::decide::Decision;
use domain::profile::PlatformId;
use domain::protocol::RowResult;
use domain::record::{Record, Versioned};
use domain::record_id::RecordId;
use domain::space::Space;

use super::contents::contents;
use super::feed::{Feed, News, Written};
use crate::store::{StoreError, Transaction};

/// 办理 — what a command came to in the store.
#[derive(Default)]
pub(super) struct Applied {
    /// What was written.
    pub(super) written: Written,
    /// The home of the first of them.
    pub(super) home: Option<Space>,
    /// One result a row, for batches.
    pub(super) rows: Vec<RowResult>,
}

/// Writes what was decided. `read` are the records that the decision has looked at.
pub(super) fn apply(
    tx: &Transaction<'_>,
    platform: &PlatformId,
    decision: Decision,
    read: &BTreeMap<RecordId, Versioned>,
    feed: &mut Feed,
) -> Result<Applied, StoreError> {
    let rows = decision.rows.into_iter().map(Into::into).collect();
    let mut applied = Applied {
        rows,
        ..Applied::default()
    };
    for change in decision.changes {
        match change {
            Change::Put { id, record } => {
                let before = read.get(&id);
                put(
                    tx,
                    platform,
                    id,
                    &record,
                    before,
                    feed,
                    &mut applied.written,
                )?;
                applied.home.get_or_insert_with(|| record.home(platform));
            }
            Change::Take { claim, holder } => tx.take_claim(platform, &claim, holder)?,
            Change::Release { claim, holder } => tx.release_claim(platform, &claim, holder)?,
        }
    }
    Ok(applied)
}

/// Writes a record over what was `before`, and notes that in `feed` and `written`.
pub(super) fn put(
    tx: &Transaction<'_>,
    platform: &PlatformId,
    id: RecordId,
    record: &Record,
    before: Option<&Versioned>,
    feed: &mut Feed,
    written: &mut Written,
) -> Result<(), StoreError> {
    let version = before.map_or(0, |before| before.version) + 1;
    let Some(body) = tx.put_record(platform, &id, version, record)? else {
        // Overwriting what nobody looked at would lose it in silence.
        return Err(StoreError::Unread(id));
    };
    written.changed.push((id, version));
    written.contents.push(contents(&body));
    feed.note_waiting(id, awaited(record).next().is_some());
    let after = record.spaces(platform);
    for space in before
        .map(|before| before.record.spaces(platform))
        .unwrap_or_default()
    {
        if !after.contains(&space) {
            feed.note(
                space,
                id,
                News {
                    version,
                    deleted: true,
                },
            );
        }
    }
    for space in after {
        feed.note(
            space,
            id,
            News {
                version,
                deleted: false,
            },
        );
    }
    Ok(())
}
