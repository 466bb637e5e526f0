//! One device: a local database with two tabs over it, each with its own
//! replica in memory, committing and reloading as the browser's driver does.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use app::replica::{CommitFault, Identity, Replica, WriteBatch};
use domain::actor::Actor;
use domain::client_id::ClientId;

use crate::faults::Kind;
use crate::local::LocalDatabase;
use crate::program::Program;
pub use crate::tab::{Accident, Tab};

/// At which commit, from now on, a tab dies, and whether after it.
pub type Fuse = Rc<Cell<Option<(usize, bool)>>>;

pub struct Device {
    /// The account that has signed in here.
    pub account: String,
    pub database: LocalDatabase,
    pub tabs: Vec<Tab>,
    /// The session in its cookie.
    pub session: u64,
    pub signed_out: bool,
    /// How far its clock is ahead, in milliseconds.
    pub clock: i64,
    /// What its clock says.
    pub time: i64,
    /// What it held once, to be set back to.
    pub earlier: Option<LocalDatabase>,
    /// Where the run wants a tab to die at a certain commit.
    pub fuse: Fuse,
    /// What has struck since it was last asked.
    pub struck: Vec<Kind>,
    pub commits: usize,
    /// Which program its tabs run.
    pub program: Program,
}

/// Why something came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The tab died in the middle of what it was doing.
    Killed,
    /// The store refused.
    Refused,
}

impl Device {
    /// Each tab has a name at hand, should it be the one that begins the store.
    pub fn new(
        account: &str,
        identity: Identity,
        database: LocalDatabase,
        names: [ClientId; 2],
    ) -> Self {
        let tabs = names.map(|name| {
            Tab::open(
                &database,
                identity.clone(),
                name,
                false,
                0,
                Program::Present,
            )
        });
        Self {
            account: account.to_owned(),
            tabs: tabs.into(),
            database,
            session: 0,
            signed_out: false,
            clock: 0,
            time: 0,
            earlier: None,
            fuse: Fuse::default(),
            struck: vec![],
            commits: 0,
            program: Program::Present,
        }
    }

    /// As whom it works, as far as it knows.
    pub fn identity(&self) -> Identity {
        self.tabs[0].replica.meta().identity.clone()
    }

    pub fn actor(&self, tab: usize) -> &Actor {
        &self.tabs[tab].replica.meta().identity.actor
    }

    /// The marks of what it keeps.
    pub fn kept_marks(&self) -> BTreeSet<i64> {
        self.database.marks()
    }

    /// A new store is begun by the first tab that gets to it.
    pub fn begin(&mut self, tab: usize) -> Result<(), Stop> {
        self.tabs[tab].be_whole(&self.database);
        if self.tabs[tab].replica.is_new() {
            self.commit(tab, |replica| {
                let batch = replica.is_new().then(|| replica.begin(None));
                Some(((), batch.unwrap_or_default()))
            })?;
        }
        Ok(())
    }

    /// Whether the tab has nothing to send and all of what there is to receive.
    pub fn is_settled(&self, tab: usize) -> bool {
        let tab = &self.tabs[tab];
        !tab.pulling && tab.replica.is_drained()
    }

    /// A tab dies; what it had in memory is gone, and it is opened again.
    pub fn kill(&mut self, tab: usize, name: ClientId, in_parts: bool) {
        if self.tabs[tab].between_pages {
            self.struck.push(Kind::PullInterrupted);
        }
        let (identity, question) = (self.identity(), self.tabs[tab].question + 1);
        let (database, program) = (&self.database, self.program);
        self.tabs[tab] = Tab::open(database, identity, name, in_parts, question, program);
    }

    /// Commits what `plan` says, as the browser does. `Ok(None)`: not planned.
    pub fn commit<T>(
        &mut self,
        tab: usize,
        mut plan: impl FnMut(&mut Replica) -> Option<(T, WriteBatch)>,
    ) -> Result<Option<T>, Stop> {
        loop {
            let Some((value, batch)) = plan(&mut self.tabs[tab].replica) else {
                return Ok(None);
            };
            if batch.is_empty() {
                return Ok(Some(value));
            }
            match self.commit_once(tab, &batch)? {
                Ok(()) => return Ok(Some(value)),
                Err(CommitFault::Overtaken) => self.tabs[tab].reload(&self.database),
                Err(fault) => panic!("{fault:?}"),
            }
        }
    }

    /// Commits a batch, once.
    pub fn commit_once(
        &mut self,
        tab: usize,
        batch: &WriteBatch,
    ) -> Result<Result<(), CommitFault>, Stop> {
        let accident = match (self.tabs[tab].accident, self.burn()) {
            (_, Some(after)) if after => Accident::KilledAfter,
            (_, Some(_)) => Accident::KilledBefore,
            (accident, None) => accident,
        };
        let kind = match accident {
            Accident::None | Accident::Unknown => None,
            Accident::KilledBefore => Some(Kind::TabKilledBeforeCommit),
            Accident::KilledAfter => Some(Kind::TabKilledAfterCommit),
            Accident::NoRoom => Some(Kind::QuotaExceeded),
            Accident::Unavailable => Some(Kind::StoreUnavailable),
            Accident::AnswerLost => Some(Kind::StoreAnswerLost),
        };
        if let Some(kind) = kind {
            self.tabs[tab].accident = Accident::None;
            self.struck.push(kind);
        }
        match accident {
            Accident::KilledBefore => return Err(Stop::Killed),
            Accident::NoRoom | Accident::Unavailable => return Err(Stop::Refused),
            _ => {}
        }
        let mut committed = self.database.commit(batch, self.time);
        match accident {
            Accident::KilledAfter => return Err(Stop::Killed),
            Accident::AnswerLost if committed.is_ok() => committed = self.commit_again(batch),
            _ => {}
        }
        match committed {
            Ok(generation) => {
                self.tabs[tab].replica.committed(batch, generation);
                self.tabs[tab].generation = generation;
                Ok(Ok(()))
            }
            Err(fault) => {
                self.struck.push(Kind::TwoTabsAtOnce);
                Ok(Err(fault))
            }
        }
    }

    /// The connection died before the answer came: the browser's driver tries again, and
    /// finds another's commit, or its own.
    fn commit_again(&mut self, batch: &WriteBatch) -> Result<u64, CommitFault> {
        match self.database.commit(batch, self.time) {
            Err(CommitFault::Overtaken) if batch.made(&self.database.load()) => {
                Ok(self.database.generation)
            }
            again => again,
        }
    }

    /// Counts a commit; whether the run wants the tab to die here, and when.
    fn burn(&mut self) -> Option<bool> {
        self.commits += 1;
        let (left, after) = self.fuse.get()?;
        self.fuse.set(left.checked_sub(1).map(|left| (left, after)));
        (left == 0).then_some(after)
    }
}
