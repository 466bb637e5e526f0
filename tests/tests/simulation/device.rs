//! One device: a local database with two tabs over it, each with its own
//! replica in memory, committing and reloading as the browser's driver does.

use std::cell::Cell;

use app::replica::{CommitFault, Identity, Pulled, Replica, Rows, WriteBatch};
use domain::actor::Actor;
use domain::client_id::ClientId;
use domain::command::{Command, Origin};
use domain::timestamp::Timestamp;
use server::sync::Caller;

use crate::local::LocalDatabase;
use crate::network::Message;
use crate::people;

/// What happens to the tab at its next commit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Accident {
    None,
    KilledBefore,
    KilledAfter,
    NoRoom,
}

pub struct Tab {
    pub replica: Replica,
    pub accident: Accident,
    /// The number of the question whose answer it waits for.
    pub question: u64,
    /// Whether it pushes or pulls next.
    pulling: bool,
}

pub struct Device {
    pub actor: Actor,
    pub database: LocalDatabase,
    pub tabs: Vec<Tab>,
    pub echoes: Echoes,
}

/// How often a tab made its records itself, and how often it asked for them after all.
#[derive(Default)]
pub struct Echoes {
    pub taken: usize,
    pub left: usize,
}

/// The tab died in the middle of what it was doing.
pub struct Killed;

impl Device {
    pub fn new(actor: Actor, database: LocalDatabase, name: ClientId) -> Self {
        let mut device = Self {
            actor,
            database,
            tabs: vec![],
            echoes: Echoes::default(),
        };
        device.tabs = (0..2)
            .map(|_| Tab {
                replica: device.open(name),
                accident: Accident::None,
                question: 0,
                pulling: false,
            })
            .collect();
        for tab in 0..2 {
            if device.tabs[tab].replica.is_new() {
                let batch = device.tabs[tab].replica.begin(None);
                let generation = device.database.commit(&batch);
                if let Ok(generation) = generation {
                    device.tabs[tab].replica.committed(&batch, generation);
                } else {
                    device.tabs[tab].replica.reload(device.database.load());
                }
            }
        }
        device
    }

    fn open(&self, name: ClientId) -> Replica {
        let identity = Identity {
            platform: people::platform(),
            actor: self.actor.clone(),
        };
        let mut replica = Replica::load(Rows::default(), identity, people::profile(), name);
        // Few records are enough here to be packed.
        replica.pack_from(3);
        replica.reload(self.database.load());
        replica
    }

    /// Another tab has written.
    pub fn catch_up(&mut self, tab: usize) {
        self.tabs[tab].replica.reload(self.database.load());
    }

    /// Whether the tab has nothing to send and all of what there is to receive.
    pub fn is_settled(&self, tab: usize) -> bool {
        let tab = &self.tabs[tab];
        !tab.pulling && tab.replica.is_drained()
    }

    pub fn caller(&self) -> Caller {
        let Actor::Member { account, .. } = &self.actor else {
            panic!("members only")
        };
        Caller {
            platform: people::platform(),
            actor: self.actor.clone(),
            owner: account.clone(),
        }
    }

    /// A tab dies; what it had in memory is gone, and it is opened again.
    pub fn kill(&mut self, tab: usize, name: ClientId) {
        let replica = self.open(name);
        let question = self.tabs[tab].question + 1;
        self.tabs[tab] = Tab {
            replica,
            accident: Accident::None,
            question,
            pulling: false,
        };
    }

    /// Commits what `plan` says, as the browser does. `Ok(None)`: not planned.
    pub fn commit<T>(
        &mut self,
        tab: usize,
        mut plan: impl FnMut(&mut Replica) -> Option<(T, WriteBatch)>,
    ) -> Result<Option<T>, Killed> {
        loop {
            let Some((value, batch)) = plan(&mut self.tabs[tab].replica) else {
                return Ok(None);
            };
            if batch.is_empty() {
                return Ok(Some(value));
            }
            match core::mem::replace(&mut self.tabs[tab].accident, Accident::None) {
                Accident::KilledBefore => return Err(Killed),
                Accident::NoRoom => return Ok(None),
                Accident::KilledAfter => {
                    if self.database.commit(&batch).is_err() {
                        self.tabs[tab].replica.reload(self.database.load());
                        continue;
                    }
                    return Err(Killed);
                }
                Accident::None => {}
            }
            match self.database.commit(&batch) {
                Ok(generation) => {
                    self.tabs[tab].replica.committed(&batch, generation);
                    return Ok(Some(value));
                }
                Err(CommitFault::Overtaken) => self.tabs[tab].replica.reload(self.database.load()),
                Err(fault) => panic!("{fault:?}"),
            }
        }
    }

    /// A person gives a command; its place in the queue if this device kept it.
    pub fn give(
        &mut self,
        tab: usize,
        command: &Command,
        now: Timestamp,
    ) -> Result<Option<Origin>, Killed> {
        self.commit(tab, |replica| replica.queue(command.clone(), now).ok())
    }

    /// The tab's next question to the server; an earlier one has timed out.
    pub fn ask(&mut self, tab: usize) -> Result<(u64, Message), Killed> {
        if !self.tabs[tab].pulling {
            self.commit(tab, |replica| Some(((), replica.mark_sent())))?;
        }
        let tab = &mut self.tabs[tab];
        tab.question += 1;
        let push = if tab.pulling {
            None
        } else {
            tab.replica.push_request()
        };
        let message = match push {
            Some(request) => Message::Push(request),
            None => {
                tab.pulling = true;
                Message::Pull(tab.replica.pull_request())
            }
        };
        Ok((tab.question, message))
    }

    /// The tab takes in an answer.
    pub fn hear(
        &mut self,
        tab: usize,
        message: Message,
        fresh: ClientId,
        now: Timestamp,
    ) -> Result<(), Killed> {
        match message {
            Message::Pushed(asked, Ok(mut response)) => {
                let news = response.follow_up(&asked).zip(response.news.take());
                let client = asked.client_id;
                let before = self.tabs[tab].replica.meta().last_mid;
                self.commit(tab, |replica| Some(((), replica.pushed(client, &response))))?;
                if response.echo.is_some() {
                    let taken = self.tabs[tab].replica.meta().last_mid > before;
                    *if taken {
                        &mut self.echoes.taken
                    } else {
                        &mut self.echoes.left
                    } += 1;
                }
                if let Some((request, news)) = news {
                    return self.hear(tab, Message::Pulled(request, Ok(news)), fresh, now);
                }
            }
            Message::Pushed(asked, Err(problem)) => {
                let client = asked.client_id;
                self.commit(tab, |replica| {
                    Some(((), replica.push_refused(client, &problem.code, fresh, now)?))
                })?;
            }
            Message::Pulled(request, Ok(response)) => {
                let response = Cell::new(Some(response));
                let planned = match response.take() {
                    Some(response) => self.tabs[tab].replica.pulled(&request, response, now),
                    None => Pulled::More,
                };
                match planned {
                    Pulled::Complete(batch) => {
                        let first = Cell::new(true);
                        // Overtaken by another tab: the pages no longer join on.
                        let done = self
                            .commit(tab, |_| first.replace(false).then(|| ((), batch.clone())))?;
                        self.tabs[tab].pulling = done.is_none();
                    }
                    Pulled::More => {}
                    Pulled::UpgradeRequired => panic!("one version only"),
                }
            }
            Message::Pulled(_, Err(_)) => self.tabs[tab].pulling = false,
            Message::Push(_) | Message::Pull(_) => panic!("questions go to the server"),
        }
        Ok(())
    }
}
