//! Messages go out, arrive, are answered and heard.

use std::collections::BTreeMap;

use domain::command::Origin;
use domain::protocol::ReceiptStatus;

use crate::device::Device;
use crate::faults::Kind;
use crate::local;
use crate::network::{Letter, Message, Network, Return};
use crate::world::World;

impl Device {
    /// What another tab has written, if one has, is announced to this one.
    pub fn catch_up(&mut self, tab: usize) {
        if self.tabs[tab].generation != self.database.generation {
            self.tabs[tab].reload(&self.database);
        }
    }
}

impl World {
    /// A tab asks what it has to ask; who has been signed out signs in first.
    pub fn send(&mut self, client: usize, tab: usize) {
        if self.devices[client].signed_out {
            let session = self.sign_in(client);
            let device = &mut self.devices[client];
            (device.session, device.signed_out) = (session, false);
            let mut identity = device.identity();
            identity.actor = self.server.accounts[&device.account].actor.clone();
            device.tabs[tab].replica.act_as(identity);
        }
        let asked = self.devices[client].ask(tab);
        if let Some((question, message)) = self.heed(client, tab, asked) {
            let back = Return {
                client,
                tab,
                question,
            };
            let session = self.devices[client].session;
            self.network.in_flight.push(Letter {
                back,
                session,
                message,
            });
        }
    }

    /// A message in flight arrives.
    pub fn deliver(&mut self, pick: usize) {
        let Some((letter, overtakes)) = self.network.take(pick) else {
            return;
        };
        if overtakes {
            self.tally.fault(Kind::OutOfOrder);
        }
        let now = self.server_clock();
        let Letter {
            back,
            session,
            message,
        } = letter;
        let caller = message
            .is_question()
            .then(|| self.server.caller(session, now));
        let answer = match (message, caller) {
            (Message::Push(request), Some(Ok(caller))) => {
                let (answer, struck) = self.server.push(&caller, &request, now);
                struck.into_iter().for_each(|kind| self.tally.fault(kind));
                let Some(answer) = answer else {
                    return self.disconnect();
                };
                self.announce();
                if let Err(problem) = &answer {
                    self.tally.refused_call(&problem.code);
                }
                Message::Pushed(request, answer)
            }
            (Message::Pull(request), Some(Ok(caller))) => {
                let answer = self.server.pull(&caller, &request, now);
                Message::Pulled(request, answer)
            }
            (Message::Push(request), Some(Err(problem))) => Message::Pushed(request, Err(problem)),
            (Message::Pull(request), Some(Err(problem))) => Message::Pulled(request, Err(problem)),
            (answer, _) => return self.hear(back, answer),
        };
        if matches!(
            &answer,
            Message::Pushed(_, Ok(_)) | Message::Pulled(_, Ok(_))
        ) {
            self.network.store(&answer);
        }
        self.network.in_flight.push(Letter {
            back,
            session,
            message: answer,
        });
    }

    /// Every connection to the server breaks.
    pub fn disconnect(&mut self) {
        self.network.pokes.clear();
        let lost = core::mem::take(&mut self.network.in_flight);
        lost.iter().for_each(|letter| self.lost(letter));
    }

    /// A message will not arrive.
    pub fn lost(&mut self, letter: &Letter) {
        let back = letter.back;
        let tab = &mut self.devices[back.client].tabs[back.tab];
        if tab.between_pages && tab.question == back.question {
            self.tally.fault(Kind::PullInterrupted);
        }
    }

    fn hear(&mut self, back: Return, answer: Message) {
        if self.devices[back.client].tabs[back.tab].question != back.question {
            // The question was given up, or the tab that asked is gone.
            return self.tally.fault(Kind::AnswerLate);
        }
        let (fresh, now) = (self.fresh(), self.clock_of(back.client));
        let device = &mut self.devices[back.client];
        device.tabs[back.tab].be_whole(&device.database);
        let marks = self.marks(back, &answer);
        let done = self.devices[back.client].hear(back.tab, answer, fresh, now);
        if self.heed(back.client, back.tab, done).is_some() {
            for (mark, accepted) in marks {
                self.acknowledged.insert(mark, accepted);
            }
            self.ask_again(back.client, back.tab);
        }
    }

    /// What an answer tells a person: which commands the platform has, and whether it
    /// carried them out.
    fn marks(&self, back: Return, answer: &Message) -> Vec<(i64, bool)> {
        let Message::Pushed(request, Ok(response)) = answer else {
            return vec![];
        };
        let replica = &self.devices[back.client].tabs[back.tab].replica;
        let client = request.client_id;
        let accepted = |status: &ReceiptStatus| matches!(status, ReceiptStatus::Accepted { .. });
        let mut told: BTreeMap<Origin, bool> = BTreeMap::new();
        if let Some(range) = response.carried_out {
            told.extend((range.first..=range.last).map(|mid| (Origin { client, mid }, true)));
        }
        for receipt in &response.receipts {
            let mid = receipt.mid;
            told.insert(Origin { client, mid }, accepted(&receipt.status));
        }
        let items = replica.items().into_iter();
        items
            .filter_map(|item| Some((local::mark(&item.bytes), *told.get(&item.origin)?)))
            .collect()
    }

    /// Nothing is under way any more.
    pub fn hang_up(&mut self) {
        self.network = Network::default();
    }
}
