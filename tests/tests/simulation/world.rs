//! Devices, a network and a server, driven step by step.

use std::collections::{BTreeMap, BTreeSet};

use domain::client_id::ClientId;
use domain::command::{Command, Envelope, Origin};
use domain::protocol::ReceiptStatus;
use domain::record::Record;
use domain::timestamp::Timestamp;

use crate::device::{Accident, Device};
use crate::history::Step;
use crate::local::LocalDatabase;
use crate::network::{Message, Network, Return};
use crate::people;
use crate::server_core::ServerCore;

/// The most devices: copies included.
const MOST_DEVICES: usize = 6;

pub struct World {
    pub devices: Vec<Device>,
    pub server: ServerCore,
    network: Network,
    now: i64,
    names: u8,
    /// What a person was told to be saved: its text, by a mark unique to it.
    pub saved: BTreeSet<i64>,
    /// What a person was told that the platform has.
    pub acknowledged: BTreeMap<i64, bool>,
    /// How often each step was taken and each refusal of a call heard.
    pub met: BTreeMap<String, usize>,
}

impl World {
    pub fn new() -> Self {
        let mut world = Self {
            devices: vec![],
            server: ServerCore::new(),
            network: Network::default(),
            now: 1_790_000_000_000,
            names: 100,
            saved: BTreeSet::new(),
            acknowledged: BTreeMap::new(),
            met: BTreeMap::new(),
        };
        for index in 0..3 {
            let name = world.fresh();
            world.devices.push(Device::new(
                people::person(index),
                LocalDatabase::default(),
                name,
            ));
        }
        world
    }

    pub fn clients(&self) -> usize {
        self.devices.len()
    }

    fn fresh(&mut self) -> ClientId {
        self.names += 1;
        ClientId::from_random([self.names; 10])
    }

    /// Time goes on by a millisecond a step, so that a command's time of giving
    /// is unique and marks it wherever it goes.
    fn tick(&mut self) -> Timestamp {
        self.now += 1;
        Timestamp::from_millis(self.now)
    }

    pub fn take(&mut self, step: &Step) {
        let name = format!("{step:?}");
        self.meet(name.split_whitespace().next().unwrap_or_default());
        let now = self.tick();
        let fresh = self.fresh_for(step);
        let place = |client: usize, tab: usize| (client % self.devices.len(), tab % 2);
        match *step {
            Step::Give {
                client,
                tab,
                what,
                pick,
            } => {
                let (client, tab) = place(client, tab);
                self.give(client, tab, what, pick, now, fresh);
            }
            Step::Send { client, tab } => {
                let (client, tab) = place(client, tab);
                self.send(client, tab, fresh);
            }
            Step::Deliver { pick } => self.deliver(pick, fresh, now),
            Step::Lose { pick } => drop(self.network.take(pick)),
            Step::Duplicate { pick } => self.network.duplicate(pick),
            Step::Kill { client, tab } => {
                let (client, tab) = place(client, tab);
                self.devices[client].kill(tab, fresh);
            }
            Step::KillAtCommit { client, tab, after } => {
                let (client, tab) = place(client, tab);
                let accident = if after {
                    Accident::KilledAfter
                } else {
                    Accident::KilledBefore
                };
                self.devices[client].tabs[tab].accident = accident;
            }
            Step::NoRoom { client, tab } => {
                let (client, tab) = place(client, tab);
                self.devices[client].tabs[tab].accident = Accident::NoRoom;
            }
            Step::Clone { client } => {
                if self.devices.len() < MOST_DEVICES {
                    let source = &self.devices[client % self.devices.len()];
                    let copy = Device::new(source.actor.clone(), source.database.clone(), fresh);
                    self.devices.push(copy);
                }
            }
            Step::Backup => self.server.back_up(),
            Step::Restore => self.server.restore(),
        }
    }

    fn meet(&mut self, what: &str) {
        *self.met.entry(what.to_owned()).or_insert(0) += 1;
    }

    fn fresh_for(&mut self, step: &Step) -> ClientId {
        // Names are drawn only where one may be needed; there are 155 of them.
        match step {
            Step::Deliver { .. } | Step::Kill { .. } | Step::Clone { .. } if self.names < 250 => {
                self.fresh()
            }
            _ => ClientId::from_random([self.names; 10]),
        }
    }

    fn give(
        &mut self,
        client: usize,
        tab: usize,
        what: u8,
        pick: usize,
        now: Timestamp,
        fresh: ClientId,
    ) {
        let device = &mut self.devices[client];
        let view = device.tabs[tab].replica.view();
        let rows: Vec<_> = view.values().collect();
        let command = people::command(&device.actor, what, pick, &rows);
        if command == (Command::Discarded {}) {
            return;
        }
        match device.give(tab, &command, now) {
            Ok(Some(_)) => drop(self.saved.insert(now.as_millis())),
            Ok(None) => {}
            Err(_) => device.kill(tab, fresh),
        }
    }

    fn send(&mut self, client: usize, tab: usize, fresh: ClientId) {
        match self.devices[client].ask(tab) {
            Ok((question, message)) => {
                self.network.in_flight.push((
                    Return {
                        client,
                        tab,
                        question,
                    },
                    message,
                ));
            }
            Err(_) => self.devices[client].kill(tab, fresh),
        }
    }

    fn deliver(&mut self, pick: usize, fresh: ClientId, now: Timestamp) {
        let Some((back, message)) = self.network.take(pick) else {
            return;
        };
        let caller = self.devices[back.client].caller();
        match message {
            Message::Push(request) => {
                let answer = self.server.push(&caller, &request, now);
                if let Err(problem) = &answer {
                    let code = serde_json::to_value(&problem.code).unwrap_or_default();
                    self.meet(&format!(
                        "answer: {}",
                        code["code"].as_str().unwrap_or_default()
                    ));
                }
                self.network
                    .in_flight
                    .push((back, Message::Pushed(request.clone(), answer)));
            }
            Message::Pull(request) => {
                let answer = self.server.pull(&caller, &request, now);
                self.network
                    .in_flight
                    .push((back, Message::Pulled(request, answer)));
            }
            answer => self.hear(back, answer, fresh, now),
        }
    }

    fn hear(&mut self, back: Return, answer: Message, fresh: ClientId, now: Timestamp) {
        if self.devices[back.client].tabs[back.tab].question != back.question {
            // The question was given up, or the tab that asked is gone.
            return;
        }
        let marks = self.marks(back, &answer);
        match self.devices[back.client].hear(back.tab, answer, fresh, now) {
            Ok(()) => self.acknowledged.extend(marks),
            Err(_) => self.devices[back.client].kill(back.tab, fresh),
        }
    }

    /// What an answer tells a person: which commands the platform has, and
    /// whether it carried them out.
    fn marks(&self, back: Return, answer: &Message) -> Vec<(i64, bool)> {
        let Message::Pushed(request, Ok(response)) = answer else {
            return vec![];
        };
        let replica = &self.devices[back.client].tabs[back.tab].replica;
        let client = request.client_id;
        let items = replica.items();
        let mark = |origin: Origin| {
            let item = items.iter().find(|item| item.origin == origin)?;
            Some(
                serde_json::from_str::<Envelope>(&item.bytes)
                    .ok()?
                    .at
                    .as_millis(),
            )
        };
        let Some(range) = response.carried_out else {
            return vec![];
        };
        (range.first..=range.last)
            .filter_map(|mid| {
                let told = response.receipts.iter().find(|receipt| receipt.mid == mid);
                let accepted = told
                    .is_none_or(|receipt| matches!(receipt.status, ReceiptStatus::Accepted { .. }));
                Some((mark(Origin { client, mid })?, accepted))
            })
            .collect()
    }

    /// How many echoes all devices took, and how many they left aside.
    pub fn echoes(&self) -> (usize, usize) {
        let all = || self.devices.iter().map(|device| &device.echoes);
        (
            all().map(|echoes| echoes.taken).sum(),
            all().map(|echoes| echoes.left).sum(),
        )
    }

    /// The network heals: every tab exchanges until nothing is left to do.
    pub fn heal(&mut self) {
        self.network = Network::default();
        for round in 0..100_u8 {
            let quiet = (0..self.devices.len()).fold(true, |quiet, client| {
                let database = self.devices[client].database.load();
                for tab in 0..2 {
                    self.devices[client].tabs[tab].accident = Accident::None;
                    let fresh = if self.names < 250 {
                        self.fresh()
                    } else {
                        ClientId::from_random([0, 0, 0, 0, 0, 0, round, client as u8, tab as u8, 1])
                    };
                    let now = self.tick();
                    // What another tab of the device wrote is announced to this one.
                    self.devices[client].catch_up(tab);
                    for exchange in 0.. {
                        self.send(client, tab, fresh);
                        while !self.network.in_flight.is_empty() {
                            self.deliver(0, fresh, now);
                        }
                        if self.devices[client].is_settled(tab) {
                            break;
                        }
                        assert!(exchange < 500, "a tab goes on asking on a healthy network");
                    }
                }
                quiet && self.devices[client].database.load() == database
            });
            let drained = self
                .devices
                .iter()
                .all(|device| device.tabs.iter().all(|tab| tab.replica.is_drained()));
            if quiet && drained {
                return;
            }
        }
        panic!("the queues have not drained after 100 rounds of a healthy network");
    }

    /// How many listings the server has, by its own records.
    pub fn listings_on_server(&self) -> usize {
        self.records()
            .into_iter()
            .filter(|record| matches!(record.record, Record::Listing(_)))
            .count()
    }

    pub fn records(&self) -> Vec<domain::record::Versioned> {
        let platform = people::platform();
        let read = self
            .server
            .store
            .read(|tx| tx.records_of(&platform, "listing"));
        read.unwrap_or_else(|error: server::store::StoreError| panic!("{error:?}"))
    }
}
