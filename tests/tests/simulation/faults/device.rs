//! On the device: tabs that die, a store that refuses, is gone, copied, or set back.

use super::{Aim, Kind};
use crate::device::{Accident, Device};
use crate::local::LocalDatabase;
use crate::world::World;

/// The most devices: copies included.
const MOST_DEVICES: usize = 6;

impl World {
    pub(super) fn on_the_device(&mut self, kind: Kind, aim: Aim) -> bool {
        let Aim { client, tab, pick } = aim;
        let accident = match kind {
            Kind::TabKilledBeforeCommit => Accident::KilledBefore,
            Kind::TabKilledAfterCommit => Accident::KilledAfter,
            Kind::QuotaExceeded => Accident::NoRoom,
            Kind::StoreUnavailable => Accident::Unavailable,
            Kind::StoreAnswerLost => Accident::AnswerLost,
            Kind::UnknownCommand => Accident::Unknown,
            Kind::TabKilled => {
                self.kill(client, tab, pick % 2 == 1);
                return true;
            }
            Kind::StoreTornDown => return self.tear_down(client, pick),
            Kind::Copied => return self.copy(client),
            _ => return self.set_back(client),
        };
        self.devices[client].tabs[tab].accident = accident;
        false
    }

    /// The browser has thrown everything away: what was not sent is lost with it, and
    /// nothing else may be. Tabs may be open meanwhile, and go on.
    fn tear_down(&mut self, client: usize, pick: usize) -> bool {
        let device = &mut self.devices[client];
        self.excused.extend(device.kept_marks());
        device.database = LocalDatabase::default();
        device.earlier = None;
        if pick.is_multiple_of(2) {
            self.kill(client, 0, false);
            self.kill(client, 1, false);
        }
        true
    }

    fn copy(&mut self, client: usize) -> bool {
        if self.devices.len() >= MOST_DEVICES {
            return false;
        }
        let (names, session) = ([self.fresh(), self.fresh()], self.sign_in(client));
        let source = &self.devices[client];
        let mut copy = Device::new(
            &source.account,
            source.identity(),
            source.database.clone(),
            names,
        );
        copy.session = session;
        copy.run(source.program);
        self.devices.push(copy);
        self.several_have_it = true;
        true
    }

    /// The device gets back what it held when it was last put aside.
    fn set_back(&mut self, client: usize) -> bool {
        let device = &mut self.devices[client];
        let Some(earlier) = device.earlier.take() else {
            return false;
        };
        let now = device.kept_marks();
        device.database = earlier;
        let then = device.kept_marks();
        self.excused.extend(now.difference(&then));
        self.several_have_it = true;
        self.kill(client, 0, false);
        self.kill(client, 1, false);
        true
    }

    /// One more device of the same person, with nothing on it; none where there are
    /// enough.
    pub fn another_device(&mut self, client: usize) -> Option<usize> {
        let account = self.devices[client].account.clone();
        let has_it = |at: &usize| *at != client && self.devices[*at].account == account;
        if let Some(found) = (0..self.devices.len()).find(has_it) {
            return Some(found);
        }
        if self.devices.len() >= MOST_DEVICES {
            return None;
        }
        let (names, session) = ([self.fresh(), self.fresh()], self.sign_in(client));
        let identity = self.devices[client].identity();
        let mut device = Device::new(&account, identity, LocalDatabase::default(), names);
        device.session = session;
        self.devices.push(device);
        Some(self.devices.len() - 1)
    }
}
