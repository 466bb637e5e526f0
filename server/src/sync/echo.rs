//! 回声: a client that has the rules and its own commands need not be sent what they
//! made. It is told when they were decided and the digest of the outcome; where it comes
//! to another, it asks for the records as anybody does.

use std::collections::BTreeMap;

use domain::map::SortedMap;
use domain::protocol::{Echo, EchoedSpace, Receipt, ReceiptStatus, record_digest};
use domain::record_id::RecordId;
use domain::space::Space;

use super::execute::Push;
use super::feed::Feed;
use crate::store::StoreError;

/// Between which cursors the news of a push stands, by space.
pub(super) type Spans = BTreeMap<Space, EchoedSpace>;

/// Whether a receipt says more than that the command was carried out.
pub(super) fn says_more(receipt: &Receipt) -> bool {
    !matches!(&receipt.status, ReceiptStatus::Accepted { rows } if rows.is_empty())
}

impl Push<'_> {
    /// What a client at `cursors` needs to make the records itself; none where it lacks
    /// something that stands before them, or where a record has left its sight.
    pub(super) fn echo(
        &self,
        cursors: &SortedMap<Space, u64>,
        spans: Spans,
        feed: &Feed,
    ) -> Result<Option<Echo>, StoreError> {
        let platform = &self.caller.platform;
        let mine = self.caller.actor.spaces(platform);
        let mut echo = Echo {
            at: self.now,
            spaces: spans
                .into_iter()
                .filter(|(space, _)| mine.contains(space))
                .collect(),
            digest: String::new(),
        };
        if !echo.joins(cursors) {
            return Ok(None);
        }
        let mut ids: BTreeMap<RecordId, u64> = BTreeMap::new();
        for space in echo.spaces.keys() {
            for (id, news) in feed.of(space) {
                if news.deleted {
                    return Ok(None);
                }
                ids.insert(*id, news.version);
            }
        }
        let mut records = Vec::with_capacity(ids.len());
        for (id, version) in ids {
            let Some(stored) = self.tx.record_body(platform, &id)? else {
                return Ok(None);
            };
            records.push((id, version, stored.body));
        }
        let records = records
            .iter()
            .map(|(id, version, body)| (*id, *version, body.as_str()));
        echo.digest = record_digest(records);
        Ok(Some(echo))
    }
}
