//! Announcements: the server says that there is news, and not what. A tab that is asked
//! to look looks once it has heard what it waits for, and once for however many.

use crate::faults::Kind;
use crate::network::Return;
use crate::people;
use crate::world::World;

/// How many announcements come at once in a storm.
const STORM: usize = 20;

impl World {
    /// Every tab that may see what was just written is told so.
    pub fn announce(&mut self) {
        let touched = core::mem::take(&mut self.server.touched);
        if touched.is_empty() {
            return;
        }
        for (client, device) in self.devices.iter().enumerate() {
            let account = &self.server.accounts[&device.account];
            let listens = !account.closed && self.server.sessions.contains_key(&device.session);
            let mine = account.actor.spaces(&people::platform());
            if listens && mine.iter().any(|space| touched.contains(space)) {
                self.network.pokes.extend([(client, 0), (client, 1)]);
            }
        }
    }

    /// One of the announcements under way arrives.
    pub fn deliver_poke(&mut self, pick: usize) {
        if !self.network.pokes.is_empty() {
            let at = pick % self.network.pokes.len();
            let (client, tab) = self.network.pokes.remove(at);
            self.poke(client, tab);
        }
    }

    fn poke(&mut self, client: usize, tab: usize) {
        let open = &mut self.devices[client].tabs[tab];
        let question = open.question;
        let back = Return {
            client,
            tab,
            question,
        };
        open.poked = true;
        if self.network.in_flight.iter().all(|it| it.back != back) {
            self.ask_again(client, tab);
        }
    }

    /// What was announced while a tab waited for an answer is asked for now.
    pub fn ask_again(&mut self, client: usize, tab: usize) {
        if core::mem::take(&mut self.devices[client].tabs[tab].poked) {
            self.send(client, tab);
        }
    }

    /// Announcements are lost, come twice, or in masses.
    pub fn of_announcements(&mut self, kind: Kind, client: usize, pick: usize) -> bool {
        if kind == Kind::PokeStorm {
            for at in 0..STORM {
                self.poke(client, at % 2);
            }
            return true;
        }
        let pokes = &mut self.network.pokes;
        if pokes.is_empty() {
            return false;
        }
        let at = pick % pokes.len();
        if kind == Kind::PokeLost {
            pokes.remove(at);
        } else {
            pokes.push(pokes[at]);
        }
        true
    }
}
