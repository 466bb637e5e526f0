//! The end of every history: what can be mended is mended, and everybody exchanges
//! until nothing is left to do.

use crate::device::Accident;
use crate::faults::{Aim, Kind};
use crate::history::Step;
use crate::program::Program;
use crate::world::World;

/// What every history must have at least.
pub const FEWEST_COMMANDS: u64 = 30;
pub const FEWEST_FAULTS: u64 = 5;

impl World {
    /// Takes a whole history, to its end.
    pub fn live(&mut self, steps: &[Step]) {
        self.begin_earlier(steps);
        for step in steps {
            self.take(step);
        }
        for pick in 0.. {
            if self.tally.injected() >= FEWEST_FAULTS {
                break;
            }
            let (client, tab) = (pick, pick / 2);
            self.inject(Kind::TabKilled, Aim { client, tab, pick });
        }
        self.heal();
        // Some may have refused commands for want of a lease, or of anything to decide.
        if self.tally.commands < FEWEST_COMMANDS {
            for pick in 0..10 * FEWEST_COMMANDS as usize {
                if self.tally.commands < FEWEST_COMMANDS {
                    self.tick();
                    self.give(pick % self.devices.len(), pick % 2, 0, pick);
                }
            }
            self.heal();
        }
        self.tally.acknowledged = self.acknowledged.len() as u64;
        self.tally.ends(self.devices.len());
    }

    /// The network heals: every tab exchanges until nothing is left to do.
    pub fn heal(&mut self) {
        self.hang_up();
        self.server.accident = None;
        self.server.program = Program::Present;
        for client in 0..self.devices.len() {
            self.upgrade_client(client);
        }
        for account in self.server.accounts.values_mut() {
            account.closed &= account.for_good;
        }
        for _ in 0..100 {
            let mut quiet = true;
            for client in 0..self.devices.len() {
                let before = self.devices[client].database.generation;
                (0..2).for_each(|tab| self.catch_up_with_all(client, tab));
                quiet &= self.devices[client].database.generation == before;
            }
            let drained = (0..self.devices.len()).all(|client| {
                let tabs = &self.devices[client].tabs;
                self.is_shut_out(client) || tabs.iter().all(|tab| tab.replica.is_drained())
            });
            if quiet && drained {
                return;
            }
        }
        panic!("the queues have not drained after 100 rounds of a healthy network");
    }

    fn catch_up_with_all(&mut self, client: usize, tab: usize) {
        self.devices[client].tabs[tab].accident = Accident::None;
        self.tick();
        // What another tab of the device wrote is announced to this one.
        self.devices[client].catch_up(tab);
        for exchange in 0.. {
            self.send(client, tab);
            while !self.network.in_flight.is_empty() {
                self.deliver(0);
            }
            let device = &self.devices[client];
            if self.is_shut_out(client) || device.is_settled(tab) && !device.signed_out {
                break;
            }
            assert!(exchange < 500, "a tab goes on asking on a healthy network");
        }
    }
}
