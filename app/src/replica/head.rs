//! The first lines: where the records lie in segments, those with which the list of listings begins are kept once
//! more by themselves, so that it need not wait for the rest.

use core::cmp::Reverse;

use domain::json::read;
use domain::map::SortedMap;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::review::{Review, ReviewState};
use domain::timestamp::Timestamp;

use super::segments::{packed, unpacked};
use super::{BaseRow, Replica};

/// As many as fill a screen. Each more is read and laid out before anything is seen, and the
/// others come a moment later.
pub const LINES: usize = 12;
/// Of no segment: the number stands before all of them.
const NONE: u64 = 0;

/// 列表次序 — the place of a listing in the list: what waits for the supplier first, then the latest.
pub type Place = (bool, Reverse<(Timestamp, RecordId)>);

/// The place of a listing that stands so.
#[must_use]
pub fn place(id: RecordId, review: &Review) -> Place {
    let touched = review.history.last().map(|event| event.at);
    let waits = review.state == ReviewState::Returned;
    (!waits, Reverse((touched.unwrap_or_default(), id)))
}

impl Replica {
    /// The first lines once these rows have changed.
    #[inline(never)]
    pub(super) fn head(&self, rows: &SortedMap<RecordId, Option<BaseRow>>) -> Vec<u8> {
        let place_of = |id: &RecordId, record: &Record| match record {
            Record::Listing(listing) => Some(place(*id, &listing.review)),
            _ => None,
        };
        let changed = rows.iter().filter_map(|(id, row)| {
            let row = row.as_ref()?;
            Some((place_of(id, &read(&row.raw)?)?, id, row))
        });
        let stay = self.base.iter().filter(|(id, _)| !rows.contains_key(id));
        let stay = stay
            .filter_map(|(id, row)| Some((place_of(id, &row.record.as_ref()?.record)?, id, row)));
        let mut lines: Vec<_> = changed.chain(stay).collect();
        lines.sort_unstable_by_key(|(place, ..)| *place);
        packed(lines.into_iter().take(LINES).map(|(_, id, row)| (id, row)))
    }

    /// Shows the first lines until the segments have been read.
    #[inline(never)]
    pub(super) fn absorb_head(&mut self, value: &[u8]) {
        if self.is_whole() {
            return;
        }
        for (id, row) in unpacked(value, NONE) {
            if !self.base.contains_key(&id) {
                self.base.insert(id, row);
            }
        }
    }
}
