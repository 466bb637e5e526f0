//! A device with tabs over one store, and answers as a server gives them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use app::profiles;
use app::replica::{CommitFault, Identity, Item, Pulled, Replica, Rows, Status, WriteBatch};
use domain::actor::{Actor, Role};
use domain::client_id::ClientId;
use domain::command::{Command, Envelope, Origin};
use domain::context::Context;
use domain::decide::decide;
use domain::json::Raw;
use domain::listing::ListingEntry;
use domain::product_kind::ProductKind;
use domain::profile::PlatformProfile;
use domain::protocol::{
    ProblemCode, PullRequest, PullResponse, PushRequest, PushResponse, PutRow, Receipt,
    ReceiptStatus, SpacePage, digest,
};
use domain::record::{Record, Versioned};
use domain::record_id::RecordId;
use domain::rejection::Rejection;
use domain::review::{ReviewAct, ReviewState};
use domain::space::{Area, Space};
use domain::timestamp::Timestamp;

pub const NOW: Timestamp = Timestamp::from_millis(1_795_000_000_000);
pub const LEASE_DAYS: i64 = 7;

pub fn profile() -> PlatformProfile {
    profiles::find("hunan").unwrap().clone()
}

pub fn client(number: u8) -> ClientId {
    ClientId::from_random([number; 10])
}

pub fn unit() -> RecordId {
    RecordId::of_command(client(100), 1)
}

pub fn operator() -> Actor {
    member("operator", Some(unit()), Role::Operator)
}

pub fn reviewer() -> Actor {
    member("reviewer", None, Role::Reviewer)
}

pub fn member(account: &str, unit: Option<RecordId>, role: Role) -> Actor {
    Actor::Member {
        account: account.into(),
        name: account.into(),
        unit,
        role,
    }
}

pub fn listings() -> Space {
    Space::new(&profile().id, Area::Listings(unit()))
}

pub fn account() -> Space {
    Space::new(&profile().id, Area::Account(unit()))
}

pub fn entry(name: &str) -> ListingEntry {
    ListingEntry {
        product_kind: Some(ProductKind::Consumable),
        product_code: "C15011121200000107660000016".into(),
        product_name: name.into(),
        certificate: "国械注准20163130000".into(),
        manufacturer: "长沙某某医疗器械有限公司".into(),
        specification: "10 ml".into(),
        unit_of_measure: "支".into(),
        price: "12.50".into(),
        attachments: vec![],
    }
}

pub fn submit(name: &str) -> Command {
    Command::SubmitListing {
        listing: None,
        entry: entry(name),
    }
}

pub fn submit_again(id: RecordId, name: &str) -> Command {
    Command::SubmitListing {
        listing: Some(id),
        entry: entry(name),
    }
}

pub fn review(record: RecordId, act: ReviewAct) -> Command {
    Command::Review { record, act }
}

pub fn id(origin: Origin) -> RecordId {
    RecordId::of_command(origin.client, origin.mid)
}

/// Where the store keeps an item.
pub fn outbox_key(origin: Origin) -> String {
    format!("o{}.{:016x}", origin.client, origin.mid)
}

/// A record that was made elsewhere.
pub fn theirs(number: u8) -> RecordId {
    RecordId::of_command(client(number), 1)
}

#[derive(Default)]
struct Disk {
    generation: u64,
    rows: BTreeMap<String, Vec<u8>>,
}

/// One tab of a device; others may share its store.
pub struct Tab {
    pub replica: Replica,
    /// Under which name it last sent.
    asked: ClientId,
    disk: Rc<RefCell<Disk>>,
}

impl Tab {
    /// The first tab of a new device, whose queue goes by `client(number)`.
    pub fn new(number: u8) -> Self {
        Self::of(operator(), number)
    }

    pub fn of(actor: Actor, number: u8) -> Self {
        let mut tab = Self::open(Rc::default(), actor, number);
        let batch = tab.replica.begin(None);
        tab.keep(&batch);
        tab
    }

    fn open(disk: Rc<RefCell<Disk>>, actor: Actor, number: u8) -> Self {
        let identity = Identity {
            platform: profile().id,
            actor,
        };
        let replica = Replica::load(rows(&disk), identity, profile(), client(number));
        let asked = replica.meta().client_id;
        Self {
            replica,
            asked,
            disk,
        }
    }

    /// Another tab over the same store.
    pub fn another(&self) -> Self {
        let actor = self.replica.meta().identity.actor.clone();
        Self::open(Rc::clone(&self.disk), actor, 250)
    }

    /// The same store on another device.
    pub fn copied(&self) -> Self {
        let disk = self.disk.borrow();
        let copy = Disk {
            generation: disk.generation,
            rows: disk.rows.clone(),
        };
        let actor = self.replica.meta().identity.actor.clone();
        Self::open(Rc::new(RefCell::new(copy)), actor, 251)
    }

    /// The tab is killed and opened again.
    pub fn reopened(self) -> Self {
        self.another()
    }

    pub fn try_keep(&mut self, batch: &WriteBatch) -> Result<(), CommitFault> {
        if batch.is_empty() {
            return Ok(());
        }
        let mut disk = self.disk.borrow_mut();
        if let Some(expected) = batch.expect {
            if expected != disk.generation {
                return Err(CommitFault::Overtaken);
            }
            disk.generation += 1;
        }
        for key in &batch.delete {
            disk.rows.remove(key);
        }
        disk.rows.extend(batch.put.iter().cloned());
        let generation = disk.generation;
        drop(disk);
        self.replica.committed(batch, generation);
        Ok(())
    }

    pub fn keep(&mut self, batch: &WriteBatch) {
        self.try_keep(batch).unwrap();
    }

    /// Takes over what other tabs have committed.
    pub fn reload(&mut self) {
        self.replica.reload(rows(&self.disk));
    }

    pub fn row(&self, key: &str) -> Option<Vec<u8>> {
        self.disk.borrow().rows.get(key).cloned()
    }

    pub fn generation(&self) -> u64 {
        self.disk.borrow().generation
    }

    pub fn queue(&mut self, command: Command) -> Origin {
        let (origin, batch) = self.replica.queue(command, NOW).unwrap();
        self.keep(&batch);
        origin
    }

    /// What goes up, marked as sent before it goes.
    pub fn send(&mut self) -> PushRequest {
        let batch = self.replica.mark_sent();
        self.keep(&batch);
        let request = self.replica.push_request().unwrap();
        self.asked = request.client_id;
        request
    }

    pub fn hear(&mut self, response: &PushResponse) {
        let batch = self.replica.pushed(self.asked, response);
        self.keep(&batch);
    }

    /// Whether the queue goes on at once after the server's refusal.
    pub fn refused(&mut self, problem: &ProblemCode, fresh: u8) -> bool {
        let batch = self
            .replica
            .push_refused(self.asked, problem, client(fresh), NOW);
        if let Some(batch) = &batch {
            self.keep(batch);
        }
        batch.is_some()
    }

    pub fn pull(&mut self, response: PullResponse) {
        self.pull_at(response, NOW);
    }

    pub fn pull_at(&mut self, response: PullResponse, now: Timestamp) {
        let request = self.replica.pull_request();
        match self.replica.pulled(&request, response, now) {
            Pulled::Complete(batch) => self.keep(&batch),
            other => panic!("{other:?}"),
        }
    }

    pub fn pull_part(&mut self, response: PullResponse) {
        let request = self.replica.pull_request();
        let pulled = self.replica.pulled(&request, response, NOW);
        assert!(matches!(pulled, Pulled::More), "{pulled:?}");
    }

    pub fn item(&self, origin: Origin) -> Option<Item> {
        let mut items = self.replica.items().into_iter();
        items.find(|item| item.origin == origin).cloned()
    }

    pub fn status(&self, origin: Origin) -> Status {
        self.item(origin).unwrap().status
    }

    /// The names of the products in view.
    pub fn seen(&self) -> Vec<String> {
        let rows = self.replica.view().into_values();
        rows.map(|row| match row.versioned.record {
            Record::Listing(listing) => listing.entry.product_name,
            other => panic!("{other:?}"),
        })
        .collect()
    }

    pub fn state(&self, id: &RecordId) -> ReviewState {
        let row = &self.replica.view()[id];
        row.versioned.record.review().unwrap().state
    }
}

fn rows(disk: &Rc<RefCell<Disk>>) -> Rows {
    let disk = disk.borrow();
    Rows {
        generation: disk.generation,
        rows: disk.rows.clone().into_iter().collect(),
    }
}

/// The bytes that go up, by their numbers.
pub fn bytes(request: &PushRequest) -> Vec<(u64, String)> {
    let commands = request.commands.iter().map(|bytes| bytes.get().to_owned());
    assert_eq!(
        request.digest,
        digest(request.commands.iter().map(|bytes| bytes.get()))
    );
    (request.first_mid..).zip(commands).collect()
}

pub fn envelopes(request: &PushRequest) -> Vec<(u64, Envelope)> {
    let read = |(mid, bytes): (u64, String)| (mid, serde_json::from_str(&bytes).unwrap());
    bytes(request).into_iter().map(read).collect()
}

/// An answer that carries out everything, of which the server may still lose
/// what comes after `durable_through`.
pub fn accepted(request: &PushRequest, epoch: &str, durable_through: u64) -> PushResponse {
    answered(request, epoch, durable_through, |_| {
        ReceiptStatus::Accepted { rows: vec![] }
    })
}

pub fn refusal(request: &PushRequest, epoch: &str, rejection: &Rejection) -> PushResponse {
    answered(request, epoch, u64::MAX, |_| ReceiptStatus::Refused {
        rejection: rejection.clone(),
    })
}

pub fn answered(
    request: &PushRequest,
    epoch: &str,
    durable_through: u64,
    status: impl Fn(u64) -> ReceiptStatus,
) -> PushResponse {
    let mids: Vec<u64> = bytes(request).into_iter().map(|(mid, _)| mid).collect();
    let receipt = |mid: &u64| Receipt {
        mid: *mid,
        status: status(*mid),
        head: "00".repeat(32),
    };
    let last_mid = mids.last().copied().unwrap();
    PushResponse {
        epoch: epoch.into(),
        last_mid,
        durable_through: durable_through.min(last_mid),
        receipts: mids.iter().map(receipt).collect(),
    }
}

/// A listing as the server has it, in `state`.
pub fn listed(id: RecordId, name: &str, version: u64, state: ReviewState) -> PutRow {
    let actor = operator();
    let profile = profile();
    let context = Context {
        now: NOW,
        actor: &actor,
        profile: &profile,
        new_id: id,
        base_version: None,
        holders: &domain::map::SortedMap::new(),
    };
    let records: BTreeMap<RecordId, Versioned> = BTreeMap::new();
    let decision = decide(&records, &submit(name), &context).unwrap();
    let domain::change::Change::Put { record, .. } = decision.changes[0].clone() else {
        panic!("a listing is put")
    };
    let Record::Listing(mut listing) = *record else {
        panic!("a listing is put")
    };
    listing.review.state = state;
    let text = serde_json::to_string(&Record::Listing(listing)).unwrap();
    row(id, version, text)
}

pub fn put(id: RecordId, name: &str) -> PutRow {
    listed(id, name, 1, ReviewState::Submitted)
}

pub fn row(id: RecordId, version: u64, text: String) -> PutRow {
    let record = Raw::new(text);
    PutRow {
        id,
        version,
        record,
    }
}

pub fn page(seq: u64, put: Vec<PutRow>) -> SpacePage {
    SpacePage {
        reset: false,
        seq,
        put,
        del: vec![],
        more: false,
    }
}

/// An answer of life `epoch` that knows `last_mid` of the client, all of it durable.
pub fn news(
    epoch: &str,
    last_mid: u64,
    pages: impl IntoIterator<Item = (Space, SpacePage)>,
) -> PullResponse {
    PullResponse {
        epoch: epoch.into(),
        spaces: pages.into_iter().collect(),
        lost: vec![],
        last_mid,
        durable_through: last_mid,
        lease_until: NOW.plus_hours(24 * LEASE_DAYS),
        now: NOW,
        upgrade_required: false,
    }
}

/// A first contact that brought these listings.
pub fn acquainted(number: u8, rows: Vec<PutRow>) -> Tab {
    let mut tab = Tab::new(number);
    tab.pull(news(
        "one",
        0,
        [(account(), page(0, vec![])), (listings(), page(5, rows))],
    ));
    tab
}

/// Whether a request asks from the beginning.
pub fn is_first(request: &PullRequest) -> bool {
    request.cursors.is_empty()
}
