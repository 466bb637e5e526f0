//! 下载: what changed in the caller's spaces, all from the one snapshot that is
//! given, in pages.

use domain::map::SortedMap;

use domain::json::Raw;
use domain::protocol::{Problem, PullRequest, PullResponse, PutRow, SCHEMA, SpacePage};
use domain::space::Space;
use domain::timestamp::Timestamp;

use super::cursor::Cursor;
use super::{Caller, check};
use crate::store::{SpaceRow, StoreError, Transaction};

/// The most rows of one answer.
pub const PAGE_ROWS: usize = 500;

/// About how many bytes an answer may have: a page gets through a bad network
/// or is asked for again at little cost.
pub const PAGE_BYTES: usize = 256 * 1024;

/// What a row costs besides its record.
const ROW_BYTES: usize = 64;

/// 页限 — how much one answer may carry; a first row always fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageLimits {
    /// The most rows, those of deleted records included.
    pub rows: usize,
    /// About the most bytes.
    pub bytes: usize,
}

impl Default for PageLimits {
    fn default() -> Self {
        Self {
            rows: PAGE_ROWS,
            bytes: PAGE_BYTES,
        }
    }
}

/// 下载 — the news since the request's cursors. `lease_days` is the platform's
/// [`access_lease_days`](domain::profile::PlatformProfile::access_lease_days).
///
/// # Errors
/// Why the call is refused.
pub fn pull(
    tx: &Transaction<'_>,
    caller: &Caller,
    request: &PullRequest,
    lease_days: u16,
    now: Timestamp,
) -> Result<PullResponse, Problem> {
    pull_within(PageLimits::default(), tx, caller, request, lease_days, now)
}

/// [`pull`] with other limits.
///
/// # Errors
/// Why the call is refused.
pub fn pull_within(
    limits: PageLimits,
    tx: &Transaction<'_>,
    caller: &Caller,
    request: &PullRequest,
    lease_days: u16,
    now: Timestamp,
) -> Result<PullResponse, Problem> {
    check::protocol(request.proto)?;
    let epoch = tx.epoch()?;
    let client = tx
        .client(request.client_id)?
        .filter(|client| client.owner == caller.owner_key());
    let mine = caller.actor.spaces(&caller.platform);
    // Cursors of another life say nothing about this one.
    let afresh =
        request.epoch != epoch && !(request.epoch.is_empty() && request.cursors.is_empty());
    let mut pages = Pages {
        tx,
        caller,
        left: limits,
        first: true,
    };
    let mut spaces = SortedMap::new();
    for space in &mine {
        let cursor = request.cursors.get(space).copied().map(Cursor::decode);
        if let Some(page) = pages.page(space, cursor, afresh)? {
            spaces.insert(space.clone(), page);
        }
    }
    Ok(PullResponse {
        epoch,
        spaces,
        lost: request
            .cursors
            .keys()
            .filter(|space| !mine.contains(space))
            .cloned()
            .collect(),
        last_mid: client.as_ref().map_or(0, |client| client.last_mid),
        durable_through: client
            .as_ref()
            .map_or(0, |client| tx.durable_through(client)),
        lease_until: now.plus_hours(24 * i64::from(lease_days)),
        now,
        upgrade_required: request.schema < SCHEMA,
    })
}

struct Pages<'a> {
    tx: &'a Transaction<'a>,
    caller: &'a Caller,
    left: PageLimits,
    first: bool,
}

impl Pages<'_> {
    /// The space's page; none where it has no news and is not new to the client.
    fn page(
        &mut self,
        space: &Space,
        cursor: Option<Cursor>,
        afresh: bool,
    ) -> Result<Option<SpacePage>, StoreError> {
        let row = self
            .tx
            .space(space)?
            .unwrap_or_else(|| SpaceRow::new(space));
        let reset = afresh || cursor.is_some_and(|cursor| !cursor.continues(&row));
        let from = cursor.filter(|_| !reset).map_or(0, |cursor| cursor.seq);
        if cursor.is_some() && !reset && from == row.seq {
            return Ok(None);
        }
        // One more than fits tells whether another page follows.
        let mut changes = self
            .tx
            .feed_after(space, from, self.left.rows.saturating_add(1))?;
        if let Some(last) = changes.last() {
            let platform = &self.caller.platform;
            self.tx.read_ahead(platform, space, from, last.seq)?;
        }
        let mut page = SpacePage {
            reset,
            seq: from,
            put: vec![],
            del: vec![],
            more: false,
        };
        let mut seq = from;
        for change in changes.drain(..) {
            let body = if change.deleted {
                None
            } else {
                self.tx.record_body(&self.caller.platform, &change.id)?
            };
            let cost = ROW_BYTES + body.as_ref().map_or(0, |stored| stored.body.len());
            if !self.takes(cost) {
                page.more = true;
                break;
            }
            seq = change.seq;
            match body {
                Some(stored) => {
                    let record = serde_json::from_str::<Raw>(&stored.body)
                        .map_err(|error| StoreError::corrupt("record", error))?;
                    page.put.push(PutRow {
                        id: change.id,
                        version: stored.version,
                        record,
                    });
                }
                // Who starts from nothing has nothing to remove.
                None if from == 0 => {}
                None => page.del.push(change.id),
            }
        }
        page.seq = Cursor::at(if page.more { seq } else { row.seq }, &row).encode();
        Ok(Some(page))
    }

    /// Takes a row of `cost` bytes into the answer, if it fits.
    fn takes(&mut self, cost: usize) -> bool {
        let fits = self.left.rows > 0 && (self.first || cost <= self.left.bytes);
        if fits {
            self.first = false;
            self.left.rows -= 1;
            self.left.bytes = self.left.bytes.saturating_sub(cost);
        }
        fits
    }
}
