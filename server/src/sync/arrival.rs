//! 附件到达: what waits for a file stops waiting once it is there, whichever came first.
//!
//! It is a change that nobody's command makes, so that it has a version, news and a log
//! entry of its own.

use std::collections::BTreeSet;

use domain::actor::Actor;
use domain::attachment;
use domain::profile::PlatformId;
use domain::record::Versioned;
use domain::record_id::RecordId;
use domain::space::Space;
use domain::timestamp::Timestamp;
use serde::Serialize;

use super::Caller;
use super::apply::put;
use super::entry::nameless;
use super::execute::Push;
use super::feed::{Feed, Written};
use crate::files::FileDigest;
use crate::store::{StoreError, StoredFile, Transaction};

/// 到达条目 — which file came by whom, and which records it changed.
#[derive(Serialize)]
struct Entry<'a> {
    /// By the account alone.
    actor: &'a Actor,
    /// The file's digest.
    arrived: &'a str,
    size: u64,
    /// Each record that was written, with its new version.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    changed: &'a [(RecordId, u64)],
    /// What each of them then held.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    contents: &'a [String],
    received: Timestamp,
}

/// 附件到达 — notes that `space` has the file, and frees the records that wait for it.
///
/// # Errors
/// The store failed.
pub fn arrive(
    tx: &Transaction<'_>,
    caller: &Caller,
    space: &Space,
    digest: &FileDigest,
    file: StoredFile,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.add_file(space, digest, file, now)?;
    let waiting = tx.no_longer_awaited(space, digest)?;
    Arrival { tx, caller, now }.free(space, digest, file.size, &waiting)
}

struct Arrival<'a> {
    tx: &'a Transaction<'a>,
    caller: &'a Caller,
    now: Timestamp,
}

impl Arrival<'_> {
    fn free(
        &self,
        space: &Space,
        digest: &FileDigest,
        size: u64,
        waiting: &[RecordId],
    ) -> Result<(), StoreError> {
        let platform = &space.platform;
        let mut feed = Feed::default();
        let mut written = Written::default();
        for id in waiting {
            let Some(found) = self.tx.record(platform, id)? else {
                continue;
            };
            // Written anew since then, it may name other files.
            if let Some(record) = attachment::arrived(&found.record, digest.as_str()) {
                let before = Some(&found);
                put(
                    self.tx,
                    platform,
                    *id,
                    &record,
                    before,
                    &mut feed,
                    &mut written,
                )?;
            }
        }
        let spaces: BTreeSet<_> = feed.spaces().chain([space]).cloned().collect();
        let mut locked = self.tx.lock_spaces(&spaces)?;
        let entry = Entry {
            actor: &nameless(&self.caller.actor),
            arrived: digest.as_str(),
            size,
            changed: &written.changed,
            contents: &written.contents,
            received: self.now,
        };
        let entry =
            serde_json::to_string(&entry).map_err(|error| StoreError::corrupt("entry", error))?;
        for (name, row) in &mut locked {
            if name == space {
                self.tx.append_log(space, row, &entry)?;
            }
            feed.write(self.tx, name, row)?;
            self.tx.advance_space(name, row);
        }
        Ok(())
    }
}

impl Push<'_> {
    /// What this push wrote waits for the files that are not there yet, and for no others.
    pub(super) fn arrived_before(&self, feed: &Feed) -> Result<(), StoreError> {
        let platform = &self.caller.platform;
        for (id, space, digest) in self.awaited(platform, feed)? {
            match self.tx.file(&space, &digest)? {
                None => self.tx.await_file(&space, &digest, &id)?,
                Some(file) => {
                    let (tx, caller, now) = (self.tx, self.caller, self.now);
                    Arrival { tx, caller, now }.free(&space, &digest, file.size, &[id])?;
                }
            }
        }
        Ok(())
    }

    /// Each file for which something that was written waits.
    fn awaited(
        &self,
        platform: &PlatformId,
        feed: &Feed,
    ) -> Result<Vec<(RecordId, Space, FileDigest)>, StoreError> {
        let mut found = vec![];
        for id in feed.waiting_records() {
            let Some(Versioned { record, .. }) = self.tx.record(platform, id)? else {
                continue;
            };
            let home = record.home(platform);
            found.extend(
                attachment::awaited(&record)
                    .filter_map(FileDigest::parse)
                    .map(|digest| (*id, home.clone(), digest)),
            );
        }
        Ok(found)
    }
}
