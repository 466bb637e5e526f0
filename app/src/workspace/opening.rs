//! Opening workspaces: one per platform for an applicant, one per account.

use domain::map::SortedMap;
use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use crate::signals::*;
use domain::actor::{Actor, Permission};
use domain::client_id::ClientId;
use domain::profile::{PlatformId, PlatformProfile};
use domain::sentence::Sentence;
use domain::space::{IntakeId, hex};
use gloo::timers::callback::Timeout;
use leptos::task::spawn_local;
use web_sys::BroadcastChannel;

use super::queue::storage_sentence;
use super::{Inner, OPEN, Saved, SyncState, Workspace, leaving};
use crate::local_store::{IndexedDb, LocalStore, at_rest};
use crate::net::Credential;
use crate::replica::{CommitFault, Identity, QueueCount, Replica, Rows};
use crate::{attachments, clock, device, products, profiles, rest, session};

/// 谁的工作区 — whose workspace on a platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// An applicant's, who has no account.
    Visitor,
    /// The account's with which this device works.
    Member,
}

/// 打开情况 — how far a workspace is open.
#[derive(Clone)]
pub enum Opening {
    /// Under way.
    Opening,
    /// Open.
    Open(Workspace),
    /// This device has been without contact for too long: the records may be
    /// shown again after the next one.
    LeaseEnded,
    /// It lies under another password than that with which the person has signed in.
    Locked,
    /// The browser does not let us.
    Failed(Sentence),
    /// Nobody has signed in here.
    SignedOut,
}

type Key = (PlatformId, Who);

thread_local! {
    static OPENINGS: RefCell<SortedMap<Key, ArcRwSignal<Opening>>> = const { RefCell::new(SortedMap::new()) };
    static ROOT: Owner = Owner::new_root(None);
}

/// The workspace on `platform`; it is opened when it is first asked for. Reactive.
#[must_use]
pub fn use_workspace(platform: &PlatformId, who: Who) -> Opening {
    let key = (platform.clone(), who);
    let known = OPENINGS.with(|openings| openings.borrow().get(&key).cloned());
    let signal = known.unwrap_or_else(|| {
        let signal = ArcRwSignal::new(Opening::Opening);
        OPENINGS.with(|openings| openings.borrow_mut().insert(key.clone(), signal.clone()));
        spawn_local(open(key, signal.clone()));
        signal
    });
    signal.get()
}

/// Opens the account's workspace before anything is shown, where somebody has
/// signed in on `platform`: page and data then stand at once, and are laid out and
/// painted once instead of twice.
pub async fn ahead(platform: &str) {
    let profile = profiles::find(platform);
    let account = profile.and_then(|profile| session::account_untracked(&profile.id));
    let (Some(profile), Some(account)) = (profile, account) else {
        return;
    };
    // Whoever reviews needs the rest of the program for it, and does not wait
    // for that in front of an empty page.
    if account.actor().may(Permission::Review) && !rest::is_here() {
        return;
    }
    let key = (profile.id.clone(), Who::Member);
    let signal = ArcRwSignal::new(Opening::Opening);
    OPENINGS.with(|openings| openings.borrow_mut().insert(key.clone(), signal.clone()));
    // Boxed, so that what opens is not in the program a second time.
    let opening: Pin<Box<dyn Future<Output = ()>>> = Box::pin(open(key, signal));
    opening.await;
}

/// Opens the account's workspace anew, after somebody signed in or out.
pub fn reopen(platform: &PlatformId) {
    let key = (platform.clone(), Who::Member);
    let known = OPENINGS.with(|openings| openings.borrow().get(&key).cloned());
    if let Some(signal) = known {
        close(&signal);
        spawn_local(open(key, signal));
    }
}

/// Ends every workspace that was opened through `signal`.
fn close(signal: &ArcRwSignal<Opening>) {
    OPEN.with(|open| {
        for inner in open
            .borrow()
            .iter()
            .filter(|inner| inner.opening == *signal)
        {
            inner.closed.set(true);
            inner.store.close();
            at_rest::forget(inner.store.name());
        }
    });
}

/// Ends the account's workspace, before its data is locked.
pub(super) fn close_for(platform: &PlatformId) {
    let key = (platform.clone(), Who::Member);
    let known = OPENINGS.with(|openings| openings.borrow().get(&key).cloned());
    if let Some(signal) = known {
        close(&signal);
    }
}

/// The person has begun or ended to save data: what is open keeps in touch by
/// itself, or no longer.
pub fn heed_saver() {
    let open: Vec<_> = OPEN.with(|open| open.borrow().clone());
    for inner in open.into_iter().filter(|inner| !inner.closed.get()) {
        if let Some(stream) = inner.pokes.take() {
            stream.close();
        }
        if let Opening::Open(workspace) = inner.opening.get_untracked() {
            workspace.hear_pokes();
            workspace.sync_unasked();
        }
    }
}

impl Workspace {
    /// Shows or hides the records as the lease allows.
    pub(super) fn heed_lease(self) {
        let inner = self.inner();
        if inner.closed.get() {
            return;
        }
        let holds = inner.replica.borrow().meta().lease_holds(clock::now());
        match (inner.opening.get_untracked(), holds) {
            (Opening::LeaseEnded, true) => inner.opening.set(Opening::Open(self)),
            (Opening::Open(_), false) => inner.opening.set(Opening::LeaseEnded),
            _ => {}
        }
    }
}

/// Removes what this device holds of the account's records and queue.
pub async fn destroy(platform: &PlatformId) {
    let Some(name) = name_of(&(platform.clone(), Who::Member)) else {
        return;
    };
    close_for(platform);
    leaving::forget(&name);
    products::forget(&name).await;
    attachments::forget(&name).await;
    // What the browser does not let us remove, the lease still closes.
    IndexedDb::new(name).destroy().await.ok();
}

fn name_of((platform, who): &Key) -> Option<String> {
    let suffix = match who {
        Who::Visitor => "visitor".to_owned(),
        Who::Member => session::account_untracked(platform)?.account,
    };
    Some(database(platform, &suffix))
}

/// The name of the database in which `whose` records of a platform lie.
pub(super) fn database(platform: &PlatformId, whose: &str) -> String {
    ["yangcai.", platform.as_str(), ".", whose].concat()
}

/// Goes on here with applications that were begun on another device. What this
/// device holds of an applicant's is left behind, so nothing may be waiting.
///
/// # Errors
/// Something is still waiting to be sent, or the browser does not let us.
pub async fn adopt(platform: &PlatformId, secret: &str) -> Result<(), Sentence> {
    let key = (platform.clone(), Who::Visitor);
    let Some(name) = name_of(&key) else {
        return Ok(());
    };
    let known = OPENINGS.with(|openings| openings.borrow().get(&key).cloned());
    if let Some(signal) = &known {
        if let Opening::Open(workspace) = signal.get_untracked()
            && workspace.count.get_untracked() != QueueCount::default()
        {
            return Err(Sentence::new(
                "本机还有没传完的申请，传完后再换用其他凭证。",
                "Applications on this device are still waiting to be sent; change over once they have gone up.",
            ));
        }
        close(signal);
    }
    let refused = |fault: CommitFault| storage_sentence(&fault);
    let store = IndexedDb::new(name);
    store.destroy().await.map_err(refused)?;
    let Some(profile) = profiles::find(platform.as_str()) else {
        return Ok(());
    };
    let mut replica = new_visitor(platform, secret, profile.clone());
    let batch = replica.begin(Some(secret.to_owned()));
    store.commit(&batch).await.map_err(refused)?;
    if let Some(signal) = known {
        open(key, signal).await;
    }
    Ok(())
}

fn new_visitor(platform: &PlatformId, secret: &str, profile: PlatformProfile) -> Replica {
    let actor = Actor::Applicant {
        intake: IntakeId::of_secret(secret),
    };
    let identity = Identity {
        platform: platform.clone(),
        actor,
    };
    Replica::load(
        Rows::default(),
        identity,
        profile,
        ClientId::from_random(device::random()),
    )
}

async fn open(key: Key, signal: ArcRwSignal<Opening>) {
    match try_open(&key, &signal).await {
        Ok(Some(workspace)) => {
            signal.set(Opening::Open(workspace));
            workspace.heed_lease();
            workspace.listen();
            // Once what is here has been shown.
            Timeout::new(0, move || workspace.keep_in_touch()).forget();
        }
        Ok(None) => signal.set(Opening::SignedOut),
        Err(CommitFault::Locked) => signal.set(Opening::Locked),
        Err(fault) => signal.set(Opening::Failed(storage_sentence(&fault))),
    }
}

async fn try_open(
    key: &Key,
    signal: &ArcRwSignal<Opening>,
) -> Result<Option<Workspace>, CommitFault> {
    let (platform, who) = key;
    let Some(name) = name_of(key) else {
        return Ok(None);
    };
    let Some(profile) = profiles::find(platform.as_str()) else {
        return Ok(None);
    };
    let store = Rc::new(IndexedDb::new(name.clone()));
    let first = store.first().await?;
    let (mut replica, secret) = match who {
        Who::Visitor => {
            let secret = hex(&device::random::<32>());
            (
                new_visitor(platform, &secret, profile.clone()),
                Some(secret),
            )
        }
        Who::Member => {
            let Some(account) = session::account_untracked(platform) else {
                return Ok(None);
            };
            let identity = Identity {
                platform: platform.clone(),
                actor: account.actor(),
            };
            let fresh = ClientId::from_random(device::random());
            (
                Replica::load(Rows::default(), identity, profile.clone(), fresh),
                None,
            )
        }
    };
    let identity = replica.meta().identity.clone();
    if identity.actor.may(Permission::Review) || !first.segments.is_empty() {
        rest::come().await;
    }
    replica.reload_first(first);
    while replica.is_new() {
        let batch = replica.begin(secret.clone());
        match store.commit(&batch).await {
            Ok(generation) => replica.committed(&batch, generation),
            // Another tab was first: its name and its secret count.
            Err(CommitFault::Overtaken) => replica.reload_first(store.first().await?),
            Err(fault) => return Err(fault),
        }
    }
    let credential = match (who, replica.meta().intake_secret.clone()) {
        (Who::Visitor, Some(secret)) => Credential::Intake {
            platform: platform.as_str().to_owned(),
            secret,
        },
        (Who::Visitor, None) => return Ok(None),
        (Who::Member, _) => {
            replica.act_as(identity);
            let Actor::Member { account, .. } = &replica.meta().identity.actor else {
                return Ok(None);
            };
            Credential::Account(account.clone())
        }
    };
    let inner = Inner {
        replica: RefCell::new(replica),
        store,
        channel: BroadcastChannel::new(&name).ok(),
        credential,
        unsaved_drafts: RefCell::default(),
        saving_drafts: Cell::new(false),
        trying_again: Cell::new(false),
        known_drafts: RefCell::default(),
        beside: RefCell::default(),
        drafts_asked: Cell::new(0),
        syncing: Cell::new(false),
        sync_again: Cell::new(false),
        failures: Cell::new(0),
        closed: Cell::new(false),
        pokes: RefCell::new(None),
        opening: signal.clone(),
    };
    let index = OPEN.with(|open| {
        let mut open = open.borrow_mut();
        open.push(Rc::new(inner));
        open.len() - 1
    });
    // Signals of a workspace outlive the screen that opened it.
    let workspace = ROOT.with(|root| {
        root.with(|| Workspace {
            index,
            profile,
            rows: RwSignal::new(Arc::default()),
            items: RwSignal::new(Arc::default()),
            count: RwSignal::new(QueueCount::default()),
            doubts: RwSignal::new(Arc::default()),
            drafts: RwSignal::new(Arc::default()),
            draft_saved: RwSignal::new(Saved::Kept),
            whole: RwSignal::new(true),
            sync: RwSignal::new(SyncState::Idle { last_contact: None }),
            pages: RwSignal::new(0),
        })
    });
    workspace.publish();
    workspace.read_the_rest();
    workspace.take_up_left();
    Ok(Some(workspace))
}
