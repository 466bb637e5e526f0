//! The view: what the server said, with the queue's work on top.

use domain::map::SortedMap;
use std::sync::Arc;

use domain::change::Change;
use domain::record::Versioned;
use domain::record_id::RecordId;
use domain::rejection::Rejection;

use super::{Item, Replica, Status};

/// 可见记录 — one record as this device shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewRow {
    /// The record.
    pub versioned: Arc<Versioned>,
    /// How far it is the platform's word.
    pub standing: Standing,
}

/// 上传情况 — how far a record is the platform's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// 平台已收 — the platform has it so.
    Received,
    /// 上传中 — sent; the platform has not answered.
    Sent,
    /// 待上传 — kept on this device only.
    Waiting,
}

impl Replica {
    /// Every record, with the queue's work on top.
    #[must_use]
    pub fn view(&self) -> SortedMap<RecordId, ViewRow> {
        self.view_with_doubts().0
    }

    /// The view, and the queued commands which the rules refuse by what is
    /// known now: the server will most likely refuse them too.
    #[must_use]
    pub fn view_with_doubts(&self) -> (SortedMap<RecordId, ViewRow>, Vec<(&Item, Rejection)>) {
        let mut records: SortedMap<RecordId, Arc<Versioned>> = self
            .base
            .iter()
            .filter_map(|(id, row)| Some((*id, Arc::clone(row.record.as_ref()?))))
            .collect();
        let mut standings: SortedMap<RecordId, Standing> = SortedMap::new();
        let mut doubts = vec![];
        for item in self.outbox.values().filter(|item| self.is_on_top(item)) {
            let Some(envelope) = item.envelope() else {
                continue;
            };
            let decided = self.try_decide(&records, &envelope, item.origin, envelope.at);
            let decision = match decided {
                Ok(decision) => decision,
                Err(rejection) => {
                    if item.status.is_pending() {
                        doubts.push((item, rejection));
                    }
                    continue;
                }
            };
            let standing = match item.status {
                Status::Waiting => Standing::Waiting,
                Status::Sent => Standing::Sent,
                _ => Standing::Received,
            };
            for change in decision.changes {
                if let Change::Put { id, record } = change {
                    let version = records.get(&id).map_or(0, |found| found.version) + 1;
                    records.insert(
                        id,
                        Arc::new(Versioned {
                            id,
                            version,
                            record: *record,
                        }),
                    );
                    standings.insert(id, standing);
                }
            }
        }
        let rows = records
            .into_iter()
            .map(|(id, versioned)| {
                let standing = standings.get(&id).copied().unwrap_or(Standing::Received);
                (
                    id,
                    ViewRow {
                        versioned,
                        standing,
                    },
                )
            })
            .collect();
        (rows, doubts)
    }

    /// Whether the base does not contain the item yet.
    fn is_on_top(&self, item: &Item) -> bool {
        let ours = item.origin.client == self.meta.client_id;
        let refused = matches!(item.status, Status::Refused { .. });
        ours && !refused && item.origin.mid > self.meta.last_mid
    }
}
