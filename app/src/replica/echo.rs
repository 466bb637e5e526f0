//! 回声: making the records of one's own commands, which the server then need not send.
//! The rules are here and the commands are; the server says when it decided, and what
//! digest must come of it.

use std::sync::Arc;

use domain::change::Change;
use domain::command::Origin;
use domain::json;
use domain::map::{SortedMap, SortedSet};
use domain::protocol::{Echo, MidRange, record_digest};
use domain::record::Versioned;
use domain::record_id::RecordId;
use domain::space::Space;

use super::{BaseRow, Replica};

impl Replica {
    /// The rows that the accepted commands of `range` have made; none where it comes to
    /// something else than on the server, which is then asked for the records.
    pub(super) fn echoed(
        &self,
        echo: &Echo,
        range: MidRange,
        is_accepted: impl Fn(u64) -> bool,
    ) -> Option<SortedMap<RecordId, Option<BaseRow>>> {
        let begins = self.meta.last_mid.saturating_add(1) == range.first;
        let joins = echo.joins(&self.meta.cursors) && !self.holds_unread(echo);
        if !begins || !self.staged.is_empty() || !joins {
            return None;
        }
        let mut records: SortedMap<RecordId, Arc<Versioned>> = SortedMap::new();
        let mut changed = SortedSet::new();
        for mid in (range.first..=range.last).filter(|mid| is_accepted(*mid)) {
            let client = self.meta.client_id;
            let item = self.outbox.get(&Origin { client, mid })?;
            let envelope = item.envelope()?;
            for id in envelope.command.reads() {
                self.look_up(&mut records, id);
            }
            let decision = self
                .try_decide(&records, &envelope, item.origin, echo.at)
                .ok()?;
            for change in decision.changes {
                if let Change::Put { id, record } = change {
                    self.look_up(&mut records, id);
                    let version = records.get(&id).map_or(0, |found| found.version) + 1;
                    let record = *record;
                    let versioned = Versioned {
                        id,
                        version,
                        record,
                    };
                    records.insert(id, Arc::new(versioned));
                    changed.insert(id);
                }
            }
        }
        let row = |id: &RecordId| Some((*id, self.echoed_row(echo, records.get(id)?)?));
        let rows: Vec<(RecordId, BaseRow)> = changed.iter().filter_map(row).collect();
        let texts = rows.iter();
        let digest = record_digest(texts.map(|(id, row)| (*id, row.version, row.raw.as_str())));
        let rows = rows.into_iter().map(|(id, row)| (id, Some(row)));
        (digest == echo.digest).then(|| rows.collect())
    }

    /// Whether rows of an earlier life of the server lie in a space of `echo` that has
    /// not been read in this one: reading it is what removes them.
    fn holds_unread(&self, echo: &Echo) -> bool {
        let unread = |space: &Space| !self.meta.cursors.contains_key(space);
        let mut spaces = echo.spaces.keys().filter(|space| unread(space));
        spaces.any(|space| self.base.values().any(|row| row.spaces.contains(space)))
    }

    /// Takes a record of the base into `records`, if it is not there yet.
    fn look_up(&self, records: &mut SortedMap<RecordId, Arc<Versioned>>, id: RecordId) {
        if !records.contains_key(&id)
            && let Some(record) = self.base.get(&id).and_then(|row| row.record.clone())
        {
            records.insert(id, record);
        }
    }

    /// A record as it stands in the base; none where its actor does not see it.
    fn echoed_row(&self, echo: &Echo, versioned: &Versioned) -> Option<BaseRow> {
        let seen = versioned.record.spaces(&self.profile.id).into_iter();
        let spaces: SortedSet<Space> = seen
            .filter(|space| echo.spaces.contains_key(space))
            .collect();
        (!spaces.is_empty()).then(|| BaseRow {
            version: versioned.version,
            spaces,
            raw: json::write(&versioned.record),
            record: None,
            segment: None,
        })
    }
}
