//! The replica: what a browser holds of its unit's records, and the queue of
//! its work. Pure and sans-IO: it says what to write and what to send, and is
//! told what came of it. IndexedDB, the network and the clock are elsewhere.

mod batch;
mod carried;
mod draft;
mod echo;
mod head;
mod held;
mod meta;
mod outbox;
mod pull;
mod push;
mod queue;
mod segments;
mod travelling;
mod view;

pub use batch::{CommitFault, FirstRows, Rows, SEGMENT, WriteBatch};
pub use carried::{CarriedFault, QueueFile};
pub use head::{LINES, Place, place};
pub use meta::{Identity, Meta};
pub use outbox::{Item, Status};
pub use pull::Pulled;
pub use queue::{QueueCount, QueueFault, Seen};
pub use travelling::{Whereabouts, any_carried, any_here_only, whereabouts};
pub use view::{Standing, ViewRow};

use domain::map::{SortedMap, SortedSet};

use domain::client_id::ClientId;
use domain::command::Origin;
use domain::json::{FromJson, Value, member};
use domain::profile::PlatformProfile;
use domain::protocol::command_hash;
use domain::record::{Record, Versioned};
use domain::record_id::RecordId;
use domain::space::Space;
use domain::timestamp::Timestamp;
use serde::Serialize;
use std::sync::Arc;

use segments::Segments;

/// 本机副本 — one person's records of one unit, in memory; every change to it
/// is a [`WriteBatch`] that was committed first.
pub struct Replica {
    profile: PlatformProfile,
    generation: u64,
    meta: Meta,
    /// The name for the queue of a new store.
    spare: ClientId,
    base: SortedMap<RecordId, BaseRow>,
    segments: Segments,
    outbox: SortedMap<Origin, Item>,
    drafts: SortedMap<String, String>,
    staged: pull::Staged,
    /// How many commands the server, or something before it, takes at once.
    batch_limit: usize,
    /// How many the link has let through lately.
    link_limit: usize,
    /// Whether the server takes packed commands; false once it has refused some.
    packs: bool,
    /// Only commands before this number go up for now.
    hold_before: Option<u64>,
    /// Who acts, where the server has said so since this tab was opened: the
    /// store may remember an earlier word.
    acting: Option<Identity>,
    /// The last contact of which the store knows.
    noted_contact: Option<Timestamp>,
}

/// A name that follows from another, and is nobody else's.
#[inline(never)]
fn next_name(name: ClientId) -> ClientId {
    let mut bytes = [0; 10];
    bytes.copy_from_slice(&command_hash(name.as_str().as_bytes())[..10]);
    ClientId::from_random(bytes)
}

fn read<T: FromJson>(bytes: &[u8]) -> Option<T> {
    domain::json::read(core::str::from_utf8(bytes).ok()?)
}

/// What the server said of one record.
#[derive(Clone, Debug, Serialize)]
struct BaseRow {
    version: u64,
    /// The spaces through which the record is seen; gone with the last.
    spaces: SortedSet<Space>,
    /// The record's bytes as they came.
    raw: String,
    /// The same, understood; none where this build is too old for it.
    #[serde(skip)]
    record: Option<Arc<Versioned>>,
    /// The segment in which the row lies; none where it is a row of its own.
    #[serde(skip)]
    segment: Option<u64>,
}

impl FromJson for BaseRow {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            version: FromJson::from_json(member(value, "version"))?,
            spaces: FromJson::from_json(member(value, "spaces"))?,
            raw: FromJson::from_json(member(value, "raw"))?,
            record: None,
            segment: None,
        })
    }
}

impl BaseRow {
    fn understood(mut self, id: RecordId) -> Self {
        let record: Option<Record> = domain::json::read(&self.raw);
        self.record = record.map(|record| {
            Arc::new(Versioned {
                id,
                version: self.version,
                record,
            })
        });
        self
    }
}

impl Replica {
    /// Reads a replica from the rows of its store; a store without rows becomes
    /// a new replica of `identity`, known to the server as `fresh`.
    #[must_use]
    pub fn load(rows: Rows, identity: Identity, profile: PlatformProfile, fresh: ClientId) -> Self {
        let mut replica = Self {
            profile,
            generation: 0,
            meta: Meta::new(identity, fresh),
            spare: fresh,
            base: SortedMap::new(),
            segments: Segments::default(),
            outbox: SortedMap::new(),
            drafts: SortedMap::new(),
            staged: pull::Staged::default(),
            batch_limit: push::BATCH,
            link_limit: push::BATCH,
            packs: true,
            hold_before: None,
            acting: None,
            noted_contact: None,
        };
        replica.absorb(rows);
        replica
    }

    /// Takes over what another tab has committed.
    pub fn reload(&mut self, rows: Rows) {
        self.base.clear();
        self.segments.forget(vec![]);
        self.absorb(rows);
    }

    /// The same, with the segments left where they are: those of which this
    /// replica does not have the rows are [pending](Self::pending), and until
    /// they have been absorbed it shows the first lines only.
    pub fn reload_first(&mut self, first: FirstRows) {
        if self.has_segments(&first.segments) {
            self.base.retain(|_, row| row.segment.is_some());
            self.segments.graves = SortedSet::new();
        } else {
            let numbers = first.segments.iter();
            let numbers = numbers
                .filter_map(|key| segments::number(key.strip_prefix(batch::SEGMENT)?))
                .collect();
            self.base.clear();
            self.segments.forget(numbers);
        }
        self.absorb(first.rows);
    }

    fn absorb(&mut self, rows: Rows) {
        let had_rows = self.generation > 0;
        self.generation = rows.generation;
        self.outbox.clear();
        self.drafts.clear();
        self.staged = pull::Staged::default();
        // Another tab may have fetched what this one waited for.
        self.hold_before = None;
        if had_rows && !rows.rows.iter().any(|(key, _)| key == batch::META) {
            self.spare = next_name(self.spare);
            self.meta = self.meta.without_rows(self.spare);
            self.noted_contact = None;
        }
        self.take_up(&rows.rows);
    }

    /// Takes up rows as they are written: segments first, single rows above them.
    fn take_up(&mut self, rows: &[(String, Vec<u8>)]) {
        let (mut packed, mut singles, mut gone) = (vec![], vec![], vec![]);
        let mut head = None;
        for (key, value) in rows {
            let Some((kind, name)) = key.split_at_checked(1) else {
                continue;
            };
            match kind {
                batch::SEGMENT => packed.extend(segments::number(name).map(|name| (name, value))),
                batch::HEAD => head = Some(value),
                batch::BASE => {
                    let Ok(id) = name.parse::<RecordId>() else {
                        continue;
                    };
                    if value.is_empty() {
                        gone.push(id);
                    } else if let Some(row) = read::<BaseRow>(value) {
                        singles.push((id, row.understood(id)));
                    }
                }
                _ => self.absorb_row(kind, name, value),
            }
        }
        packed.sort_unstable_by_key(|(number, _)| *number);
        let mut all = vec![];
        for (number, value) in packed {
            let rows = segments::unpacked(value, number);
            self.segments.copies.insert(number, rows.len());
            all.extend(rows);
        }
        for (id, _) in &singles {
            self.segments.graves.remove(id);
        }
        all.extend(singles);
        self.merge(all);
        if !gone.is_empty() {
            self.bury(gone);
        }
        if let Some(head) = head {
            self.absorb_head(head);
        }
    }

    fn absorb_row(&mut self, kind: &str, name: &str, value: &[u8]) {
        match kind {
            batch::META => {
                if let Some(meta) = read::<Meta>(value) {
                    self.noted_contact = meta.last_contact;
                    self.meta = meta;
                    if let Some(identity) = &self.acting {
                        self.meta.identity.clone_from(identity);
                    }
                }
            }
            batch::OUTBOX => {
                if let Some(item) = read::<Item>(value) {
                    self.outbox.insert(item.origin, item);
                }
            }
            batch::DRAFT => {
                if let Ok(text) = core::str::from_utf8(value) {
                    self.drafts.insert(name.to_owned(), text.to_owned());
                }
            }
            _ => {}
        }
    }

    /// Takes up a batch that has been committed as `generation`.
    pub fn committed(&mut self, batch: &WriteBatch, generation: u64) {
        // Another turn of this tab may have reloaded this very commit, and
        // gone on, before the one that made it was told.
        if batch.expect.is_some() && generation <= self.generation {
            return;
        }
        let mut removed = vec![];
        for key in &batch.delete {
            let Some((kind, name)) = key.split_at_checked(1) else {
                continue;
            };
            match kind {
                batch::BASE => removed.extend(name.parse::<RecordId>().ok()),
                batch::SEGMENT => {
                    if let Some(number) = segments::number(name) {
                        self.segments.copies.remove(&number);
                    }
                }
                batch::OUTBOX => {
                    if let Some(origin) = outbox::origin_of_key(name) {
                        self.outbox.remove(&origin);
                    }
                }
                batch::DRAFT => {
                    self.drafts.remove(name);
                }
                _ => {}
            }
        }
        self.remove(removed);
        self.take_up(&batch.put);
        if batch.expect.is_some() {
            self.generation = generation;
        }
    }

    /// The server has said anew who acts: a role or a name may have changed.
    pub fn act_as(&mut self, identity: Identity) {
        self.meta.identity.clone_from(&identity);
        self.acting = Some(identity);
    }

    /// What to write first in a new store: the replica's own row, and with it
    /// an applicant's secret, before anything hangs on it.
    #[must_use]
    pub fn begin(&mut self, intake_secret: Option<String>) -> WriteBatch {
        self.meta.intake_secret = intake_secret;
        let mut batch = self.batch();
        batch.put(batch::META, "", &self.meta);
        batch
    }

    /// Whether the store was ever written to.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.generation == 0
    }

    /// What the replica knows of itself and of the server.
    #[must_use]
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// The platform's profile.
    #[must_use]
    pub fn profile(&self) -> &PlatformProfile {
        &self.profile
    }

    /// A batch that holds only if nobody else has written since this state.
    fn batch(&self) -> WriteBatch {
        WriteBatch {
            expect: Some(self.generation),
            ..WriteBatch::default()
        }
    }
}
