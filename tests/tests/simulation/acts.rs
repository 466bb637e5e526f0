//! What people do: give commands, take them back, read refusals, carry a queue to
//! another device.

use app::replica::{Status, WriteBatch};
use domain::command::{Command, Envelope};

use crate::device::{Accident, Stop};
use crate::faults::Kind;
use crate::local;
use crate::people;
use crate::world::World;

impl World {
    /// A person gives a command; whether this device kept it.
    pub fn give(&mut self, client: usize, tab: usize, what: u8, pick: usize) -> bool {
        let begun = self.devices[client].begin(tab);
        if self.heed(client, tab, begun).is_none() {
            return false;
        }
        let now = self.clock_of(client);
        let device = &mut self.devices[client];
        if !device.tabs[tab].replica.meta().lease_holds(now) {
            // Nothing is shown before the next contact: the person looks for one.
            self.tally.fault(Kind::LeaseEnded);
            self.send(client, tab);
            return false;
        }
        let view = device.tabs[tab].replica.view();
        let rows: Vec<_> = view.values().collect();
        let command = people::command(device.actor(tab), what, pick, &rows);
        if command == (Command::Discarded {}) {
            return false;
        }
        let unknown = device.tabs[tab].accident == Accident::Unknown;
        let done = device.commit(tab, |replica| {
            let (_, batch) = replica.queue(command.clone(), now).ok()?;
            Some(((), if unknown { of_later(batch) } else { batch }))
        });
        if unknown {
            device.tabs[tab].accident = Accident::None;
        }
        let given = self.heed(client, tab, done).flatten().is_some();
        if given {
            self.saved.insert(now.as_millis());
            self.tally.commands += 1;
            if unknown {
                self.tally.fault(Kind::UnknownCommand);
            }
        }
        given
    }

    /// A person deals with something in the queue: takes back what was not sent, puts a
    /// refusal away.
    pub fn deal(&mut self, client: usize, tab: usize, pick: usize) {
        let now = self.clock_of(client);
        let device = &mut self.devices[client];
        device.tabs[tab].be_whole(&device.database);
        let items = device.tabs[tab].replica.items();
        let can = items
            .into_iter()
            .filter(|item| matches!(item.status, Status::Waiting | Status::Refused { .. }));
        let can: Vec<_> = can.cloned().collect();
        let Some(item) = can.get(pick % can.len().max(1)) else {
            return;
        };
        let takes_back = item.status == Status::Waiting;
        let done = device.commit(tab, |replica| {
            let batch = if takes_back {
                replica.discard(item.origin, now)
            } else {
                replica.dismiss(item.origin)
            };
            Some(((), batch.ok()?))
        });
        let mark = local::mark(&item.bytes);
        let killed = done == Err(Stop::Killed);
        if self.heed(client, tab, done).flatten().is_some() && takes_back {
            self.taken_back.insert(mark);
        } else if killed && takes_back {
            // Before the commit or after it: nobody was told.
            self.excused.insert(mark);
        }
    }

    /// A person carries the queue in a file to another of their devices.
    pub fn carry(&mut self, client: usize, tab: usize) {
        let device = &mut self.devices[client];
        device.tabs[tab].be_whole(&device.database);
        let file = device.tabs[tab].replica.export();
        if file.items.is_empty() {
            return;
        }
        let Some(to) = self.another_device(client) else {
            return;
        };
        let text = domain::json::write(&file);
        let begun = self.devices[to].begin(0);
        if self.heed(to, 0, begun).is_none() {
            return;
        }
        self.several_have_it = true;
        let now = self.clock_of(to);
        // Whose queue has to take another name first takes the file in after that.
        loop {
            let fresh = self.fresh();
            let done = self.devices[to].commit(0, |replica| {
                // Nothing, where it holds a command that cannot be read here.
                let (whole, batch) = replica.import(&text, fresh, now).ok()?;
                Some((whole, batch))
            });
            match self.heed(to, 0, done).flatten() {
                Some(false) => *self.tally.met.entry("file of a copy taken in").or_default() += 1,
                Some(true) => break,
                None => return,
            }
        }
        *self.tally.met.entry("queue carried in a file").or_default() += 1;
    }
}

/// The same as a later version would queue it: of a kind that nobody here knows.
fn of_later(batch: WriteBatch) -> WriteBatch {
    let put = batch.put.into_iter().map(|(key, value)| {
        let text = String::from_utf8_lossy(&value)
            .replace("{\\\"name\\\":\\\"", "{\\\"name\\\":\\\"later_");
        debug_assert!(domain::json::read::<Envelope>(&text).is_none());
        (key, text.into_bytes())
    });
    WriteBatch {
        put: put.collect(),
        ..batch
    }
}
