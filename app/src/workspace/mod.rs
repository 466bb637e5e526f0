//! An open replica with its queue: what the screens work with.
//!
//! One workspace is one local database: an applicant's on a platform, or an
//! account's. It stays open while the page lives; every tab has its own, over
//! the same database.

mod beside;
mod commit;
mod drafts;
mod held;
mod leaving;
mod locking;
mod opening;
mod queue;
mod rest_of_rows;
mod sending;
mod sync;
mod travelling;
mod unsaved;

pub use beside::{Beside, free_beside};
pub use drafts::{kept, pause};
pub use leaving::listen as listen_to_leaving;
pub use locking::{has_locked, lock, open_locked, unlock};
pub use opening::{Opening, Who, adopt, ahead, destroy, heed_saver, reopen, use_workspace};
pub use queue::GiveFault;
pub use sync::SyncState;
pub use unsaved::{Saved, unsaved};

use domain::map::SortedMap;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use crate::signals::*;
use domain::command::Origin;
use domain::profile::PlatformProfile;
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::timestamp::Timestamp;
use web_sys::{BroadcastChannel, EventSource};

use crate::local_store::IndexedDb;
use crate::net::Credential;
use crate::replica::{Identity, Item, QueueCount, Replica, ViewRow};

/// 工作区 — a handle to one open replica.
#[derive(Clone, Copy)]
pub struct Workspace {
    index: usize,
    profile: &'static PlatformProfile,
    rows: RwSignal<Arc<SortedMap<RecordId, ViewRow>>>,
    items: RwSignal<Arc<Vec<Item>>>,
    count: RwSignal<QueueCount>,
    doubts: RwSignal<Arc<Vec<(Origin, Rejection)>>>,
    drafts: RwSignal<Arc<SortedMap<String, String>>>,
    draft_saved: RwSignal<Saved>,
    whole: RwSignal<bool>,
    sync: RwSignal<SyncState>,
    pages: RwSignal<u32>,
}

struct Inner {
    replica: RefCell<Replica>,
    store: Rc<IndexedDb>,
    channel: Option<BroadcastChannel>,
    credential: Credential,
    unsaved_drafts: RefCell<SortedMap<String, String>>,
    saving_drafts: Cell<bool>,
    /// What could not be saved is soon tried again.
    trying_again: Cell<bool>,
    /// What this tab last read or wrote of the drafts that its forms have open.
    known_drafts: RefCell<SortedMap<String, String>>,
    /// Where a draft is written since another tab was found to write the same.
    beside: RefCell<SortedMap<String, String>>,
    /// When drafts were last exchanged, in milliseconds.
    drafts_asked: Cell<i64>,
    syncing: Cell<bool>,
    sync_again: Cell<bool>,
    failures: Cell<u32>,
    closed: Cell<bool>,
    pokes: RefCell<Option<EventSource>>,
    opening: ArcRwSignal<Opening>,
}

thread_local! {
    static OPEN: RefCell<Vec<Rc<Inner>>> = const { RefCell::new(Vec::new()) };
}

impl Workspace {
    fn inner(self) -> Rc<Inner> {
        OPEN.with(|open| Rc::clone(&open.borrow()[self.index]))
    }

    /// The platform's profile.
    #[must_use]
    pub fn platform(self) -> &'static PlatformProfile {
        self.profile
    }

    /// The name of the database that holds the replica.
    #[must_use]
    pub fn database(self) -> String {
        self.inner().store.name().to_owned()
    }

    /// For whom the replica is kept.
    #[must_use]
    pub fn identity(self) -> Identity {
        self.inner().replica.borrow().meta().identity.clone()
    }

    /// When the server was last heard, by its clock; none before the first time.
    #[must_use]
    pub fn last_contact(self) -> Option<Timestamp> {
        self.inner().replica.borrow().meta().last_contact
    }

    /// 查询凭证 — the secret by which an applicant goes on with applications on
    /// another device; none for an account.
    #[must_use]
    pub fn intake_secret(self) -> Option<String> {
        self.inner().replica.borrow().meta().intake_secret.clone()
    }

    /// The account as which it speaks to the platform; none for an applicant.
    #[must_use]
    pub fn account(self) -> Option<String> {
        match &self.inner().credential {
            Credential::Account(account) => Some(account.clone()),
            Credential::None | Credential::Intake { .. } => None,
        }
    }

    /// Every record, with the queue's work on top; reactive.
    #[must_use]
    pub fn rows(self) -> Signal<Arc<SortedMap<RecordId, ViewRow>>> {
        self.rows.into()
    }

    /// The queue, oldest first; reactive.
    #[must_use]
    pub fn items(self) -> Signal<Arc<Vec<Item>>> {
        self.items.into()
    }

    /// How many items stand where; reactive.
    #[must_use]
    pub fn count(self) -> Signal<QueueCount> {
        self.count.into()
    }

    /// Queued commands which the rules refuse by what is known now; reactive.
    #[must_use]
    pub fn doubts(self) -> Signal<Arc<Vec<(Origin, Rejection)>>> {
        self.doubts.into()
    }

    /// Every draft by name; reactive.
    #[must_use]
    pub fn drafts(self) -> Signal<Arc<SortedMap<String, String>>> {
        self.drafts.into()
    }

    /// Whether everything typed is on this device; reactive.
    #[must_use]
    pub fn draft_saved(self) -> Signal<Saved> {
        self.draft_saved.into()
    }

    /// How it stands with the network; reactive.
    #[must_use]
    pub fn sync_state(self) -> Signal<SyncState> {
        self.sync.into()
    }

    /// Whether every record has been read from the store; until then there are
    /// the first lines of the list only. Reactive.
    #[must_use]
    pub fn whole(self) -> Signal<bool> {
        self.whole.into()
    }

    /// How many pages of changes the exchange under way has brought; reactive.
    #[must_use]
    pub fn pages(self) -> Signal<u32> {
        self.pages.into()
    }

    /// Shows the replica as it is now.
    fn publish(self) {
        let inner = self.inner();
        let replica = inner.replica.borrow();
        let (rows, doubts) = replica.view_with_doubts();
        let whole = replica.is_whole();
        if self.whole.get_untracked() != whole {
            self.whole.set(whole);
        }
        let doubts = doubts
            .into_iter()
            // What a command is about may just not have been read yet.
            .filter(|_| whole)
            .map(|(item, rejection)| (item.origin, rejection))
            .collect();
        self.rows.set(Arc::new(rows));
        self.doubts.set(Arc::new(doubts));
        self.items
            .set(Arc::new(replica.items().into_iter().cloned().collect()));
        self.count.set(replica.count());
        self.publish_drafts(&replica);
    }

    fn publish_drafts(self, replica: &Replica) {
        let drafts = replica
            .drafts()
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .collect();
        self.drafts.set(Arc::new(drafts));
    }
}
