//! The replica: what a browser holds of its unit's records, and the queue of
//! its work. Pure and sans-IO: it says what to write and what to send, and is
//! told what came of it. IndexedDB, the network and the clock are elsewhere.

mod batch;
mod carried;
mod draft;
mod echo;
mod meta;
mod outbox;
mod pull;
mod push;
mod queue;
mod view;

pub use batch::{CommitFault, Rows, WriteBatch};
pub use carried::{CarriedFault, QueueFile};
pub use meta::{Identity, Meta};
pub use outbox::{Item, Status};
pub use pull::Pulled;
pub use queue::{QueueCount, QueueFault};
pub use view::{Standing, ViewRow};

use domain::map::{SortedMap, SortedSet};

use domain::client_id::ClientId;
use domain::command::Origin;
use domain::json::{FromJson, Value, member};
use domain::profile::PlatformProfile;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::space::Space;
use domain::timestamp::Timestamp;
use serde::Serialize;

/// 本机副本 — one person's records of one unit, in memory; every change to it
/// is a [`WriteBatch`] that was committed first.
pub struct Replica {
    profile: PlatformProfile,
    generation: u64,
    meta: Meta,
    base: SortedMap<RecordId, BaseRow>,
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
    record: Option<Record>,
}

impl FromJson for BaseRow {
    fn from_json(value: &Value) -> Option<Self> {
        Some(Self {
            version: FromJson::from_json(member(value, "version"))?,
            spaces: FromJson::from_json(member(value, "spaces"))?,
            raw: FromJson::from_json(member(value, "raw"))?,
            record: None,
        })
    }
}

impl BaseRow {
    fn understood(mut self) -> Self {
        self.record = domain::json::read(&self.raw);
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
            generation: rows.generation,
            meta: Meta::new(identity, fresh),
            base: SortedMap::new(),
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
        self.generation = rows.generation;
        self.base.clear();
        self.outbox.clear();
        self.drafts.clear();
        self.staged = pull::Staged::default();
        // Another tab may have fetched what this one waited for.
        self.hold_before = None;
        self.absorb(rows);
    }

    fn absorb(&mut self, rows: Rows) {
        for (key, value) in rows.rows {
            self.absorb_row(&key, &value);
        }
    }

    fn absorb_row(&mut self, key: &str, value: &[u8]) {
        let Some((kind, name)) = key.split_at_checked(1) else {
            return;
        };
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
            batch::BASE => {
                if let (Ok(id), Some(row)) = (name.parse(), read::<BaseRow>(value)) {
                    self.base.insert(id, row.understood());
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
        for key in &batch.delete {
            let Some((kind, name)) = key.split_at_checked(1) else {
                continue;
            };
            match kind {
                batch::BASE => {
                    if let Ok(id) = name.parse() {
                        self.base.remove(&id);
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
        for (key, value) in &batch.put {
            self.absorb_row(key, value);
        }
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
