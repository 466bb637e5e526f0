//! Devices, a network and a server, driven step by step.

use std::collections::{BTreeMap, BTreeSet};

use app::replica::Identity;
use domain::client_id::ClientId;
use domain::record::{Record, Versioned};
use domain::timestamp::Timestamp;
use server::store::StoreError;

use crate::device::{Device, Stop};
use crate::history::Step;
use crate::local::LocalDatabase;
use crate::network::Network;
use crate::people;
use crate::server_core::{Account, ServerCore};
use crate::tally::Tally;

pub const HOUR: i64 = 3_600_000;
/// Ten times as many steps as a history has are less than an hour.
const TICK: i64 = 100;

pub struct World {
    pub devices: Vec<Device>,
    pub server: ServerCore,
    pub network: Network,
    pub tally: Tally,
    /// What a person was told to be saved, by the time of giving, which is unique.
    pub saved: BTreeSet<i64>,
    /// What a person was told that the platform has, and whether it carried it out.
    pub acknowledged: BTreeMap<i64, bool>,
    /// What a person took back before it was sent.
    pub taken_back: BTreeSet<i64>,
    /// What nobody can be asked for: its only copy was thrown away.
    pub excused: BTreeSet<i64>,
    /// Whether more than one device may have the same command.
    pub several_have_it: bool,
    /// The server's clock.
    now: i64,
    names: u64,
}

impl World {
    pub fn new() -> Self {
        let mut world = Self {
            devices: vec![],
            server: ServerCore::new(),
            network: Network::default(),
            tally: Tally::default(),
            saved: BTreeSet::new(),
            acknowledged: BTreeMap::new(),
            taken_back: BTreeSet::new(),
            excused: BTreeSet::new(),
            several_have_it: false,
            now: 1_790_000_000_000,
            names: 0,
        };
        for (account, actor) in people::everybody() {
            let known = Account {
                actor: actor.clone(),
                closed: false,
                for_good: false,
            };
            world.server.accounts.insert(account.to_owned(), known);
            let identity = Identity {
                platform: people::platform(),
                actor,
            };
            let database = LocalDatabase::default();
            let names = [world.fresh(), world.fresh()];
            let mut device = Device::new(account, identity, database, names);
            let now = world.tick();
            device.session = world.server.sign_in(account, now);
            world.devices.push(device);
        }
        world
    }

    pub fn take(&mut self, step: &Step) {
        self.tick();
        self.tally.steps += 1;
        let place = |client: usize, tab: usize| (client % self.devices.len(), tab % 2);
        match *step {
            Step::Give {
                client,
                tab,
                what,
                pick,
            } => {
                let (client, tab) = place(client, tab);
                self.give(client, tab, what, pick);
            }
            Step::Send { client, tab, heard } => {
                let (client, tab) = place(client, tab);
                if heard {
                    self.devices[client].catch_up(tab);
                }
                self.send(client, tab);
            }
            Step::Deliver { pick } => self.deliver(pick),
            Step::Poke { pick } => self.deliver_poke(pick),
            Step::Wait { hours } => self.now += i64::from(hours) * HOUR,
            Step::Backup => {
                self.server.back_up();
                for device in &mut self.devices {
                    device
                        .earlier
                        .get_or_insert_with(|| device.database.clone());
                }
            }
            Step::Deal { client, tab, pick } => {
                let (client, tab) = place(client, tab);
                self.deal(client, tab, pick);
            }
            Step::Carry { client, tab } => {
                let (client, tab) = place(client, tab);
                self.carry(client, tab);
            }
            Step::Fault { kind, aim } => self.inject(kind, aim),
        }
    }

    /// A name that nobody has.
    pub fn fresh(&mut self) -> ClientId {
        self.names += 1;
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&self.names.to_be_bytes());
        ClientId::from_random(bytes)
    }

    /// Time goes on by a little with each step. All else that moves clocks moves them by
    /// whole hours, so that the time of giving marks a command wherever it goes.
    pub fn tick(&mut self) -> Timestamp {
        self.now += TICK;
        for device in &mut self.devices {
            device.time = self.now + device.clock;
        }
        self.server_clock()
    }

    pub fn server_clock(&self) -> Timestamp {
        Timestamp::from_millis(self.now)
    }

    /// What the clock of a device says.
    pub fn clock_of(&self, client: usize) -> Timestamp {
        Timestamp::from_millis(self.now + self.devices[client].clock)
    }

    pub fn sign_in(&mut self, client: usize) -> u64 {
        let now = self.server_clock();
        self.server.sign_in(&self.devices[client].account, now)
    }

    /// Whether its account has been closed for good.
    pub fn is_shut_out(&self, client: usize) -> bool {
        self.server.accounts[&self.devices[client].account].closed
    }

    pub fn kill(&mut self, client: usize, tab: usize, in_parts: bool) {
        let fresh = self.fresh();
        self.devices[client].kill(tab, fresh, in_parts);
    }

    /// What came of something that a tab did: a tab that died is opened again.
    pub fn heed<T>(&mut self, client: usize, tab: usize, done: Result<T, Stop>) -> Option<T> {
        for kind in core::mem::take(&mut self.devices[client].struck) {
            self.tally.fault(kind);
        }
        match done {
            Ok(value) => Some(value),
            Err(Stop::Refused) => None,
            Err(Stop::Killed) => {
                self.kill(client, tab, false);
                None
            }
        }
    }

    /// How many listings the server has, by its own records.
    pub fn listings_on_server(&self) -> usize {
        let records = self.records();
        let listings = records
            .iter()
            .filter(|record| matches!(record.record, Record::Listing(_)));
        listings.count()
    }

    pub fn records(&self) -> Vec<Versioned> {
        let platform = people::platform();
        let read = self
            .server
            .store
            .read(|tx| tx.records_of(&platform, "listing"));
        read.unwrap_or_else(|error: StoreError| panic!("{error:?}"))
    }
}
