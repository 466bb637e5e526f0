//! A device with tabs over one store.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use app::profiles;
use app::replica::{
    CommitFault, FirstRows, Identity, Item, Pulled, Replica, Rows, SEGMENT, Status, WriteBatch,
};
use domain::actor::{Actor, Role};
use domain::client_id::ClientId;
use domain::command::{Command, Origin};
use domain::listing::ListingEntry;
use domain::product_kind::ProductKind;
use domain::profile::PlatformProfile;
use domain::protocol::{ProblemCode, PullResponse, PushRequest, PushResponse};
use domain::record::Record;
use domain::record_id::RecordId;
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
        if let Some((key, known)) = &batch.over
            && disk.rows.get(key).map_or(&[][..], Vec::as_slice) != known
        {
            return Err(CommitFault::Overtaken);
        }
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

    /// Takes a file in; should it have to take a name of its own first, that is
    /// `client(number)`.
    pub fn import_as(&mut self, number: u8, file: &str, now: Timestamp) {
        loop {
            let imported = self.replica.import(file, client(number), now);
            let (whole, batch) = imported.unwrap();
            self.keep(&batch);
            if whole {
                return;
            }
        }
    }

    pub fn keep(&mut self, batch: &WriteBatch) {
        self.try_keep(batch).unwrap();
    }

    /// What a tab reads first.
    pub fn first(&self) -> FirstRows {
        let mut rows = rows(&self.disk);
        let is_segment = |key: &String| key.starts_with(SEGMENT);
        let segments = rows.rows.iter().map(|(key, _)| key.clone());
        let segments = segments.filter(is_segment).collect();
        rows.rows.retain(|(key, _)| !is_segment(key));
        FirstRows { rows, segments }
    }

    /// Another tab over the same store before it has read the segments, and one that has.
    pub fn early(&self) -> (Self, Self) {
        let open = || {
            let mut tab = self.another();
            tab.replica.reload(Rows::default());
            tab.replica.reload_first(self.first());
            tab
        };
        let mut whole = open();
        whole.read_the_rest();
        (open(), whole)
    }

    /// Reads the segments that it has not read yet, two at a time.
    pub fn read_the_rest(&mut self) {
        while !self.replica.is_whole() {
            for key in self.replica.pending(2) {
                let value = self.row(&key).unwrap();
                self.replica.absorb_segment(&key, &value);
            }
        }
    }

    /// Everything in the store.
    pub fn rows(&self) -> Rows {
        rows(&self.disk)
    }

    /// The browser has thrown the store away.
    pub fn thrown_away(&self) {
        self.disk.take();
    }

    /// Every key of the store.
    pub fn keys(&self) -> Vec<String> {
        self.disk.borrow().rows.keys().cloned().collect()
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
        let mut request = self.replica.push_request().unwrap();
        assert!(request.unpack(), "it was packed badly");
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
        rows.map(|row| match &row.versioned.record {
            Record::Listing(listing) => listing.entry.product_name.clone(),
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
