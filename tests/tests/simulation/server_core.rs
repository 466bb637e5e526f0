//! The server's core without HTTP: the same functions, one database, backups to be
//! restored from, and who has signed in.

use std::collections::{BTreeMap, BTreeSet};

use domain::actor::Actor;
use domain::protocol::{
    Problem, ProblemCode, PullRequest, PullResponse, PushRequest, PushResponse,
};
use domain::space::Space;
use domain::timestamp::Timestamp;
use server::sessions::{Session, Timeouts};
use server::store::{Durability, Store, StoreError};
use server::sync::{Caller, PageLimits, Profiles, mark_backed_up, pull_within, push, unavailable};

use crate::faults::{Kind, problem};
use crate::older_database;
use crate::oracle::log;
use crate::people;
use crate::program::Program;

/// Small pages, so that every history meets pages that are followed by more.
const PAGES: PageLimits = PageLimits {
    rows: 4,
    bytes: 100_000,
};

/// Days for which what was received may be shown without another contact.
pub const LEASE_DAYS: u16 = 7;

/// An account as the server has it.
pub struct Account {
    pub actor: Actor,
    pub closed: bool,
    /// Whether it stays closed once everything else has been mended.
    pub for_good: bool,
}

pub struct ServerCore {
    pub store: Store,
    pub accounts: BTreeMap<String, Account>,
    pub sessions: BTreeMap<u64, Session>,
    /// What happens at the next push.
    pub accident: Option<Kind>,
    /// At which commit from now on the server is killed, and whether after it.
    pub fuse: Option<(usize, bool)>,
    pub commits: usize,
    /// The spaces of which the last push wrote something.
    pub touched: BTreeSet<Space>,
    /// Which program it runs.
    pub program: Program,
    /// Whether a restore has made anything undone.
    pub restored: bool,
    profiles: Profiles,
    backups: Vec<Store>,
    /// How many sessions have been named.
    names: u64,
}

thread_local! {
    /// Made and brought up to date once: every history begins with a copy.
    static EMPTY: Store = Store::open_in_memory()
        .unwrap_or_else(|error| panic!("{error:?}"))
        .with_durability(Durability::Backup);
}

fn copy(store: &Store) -> Store {
    let copied = store.copied().unwrap_or_else(|error| panic!("{error:?}"));
    copied.0
}

impl ServerCore {
    pub fn new() -> Self {
        let profile = people::profile();
        Self {
            store: EMPTY.with(copy),
            accounts: BTreeMap::new(),
            sessions: BTreeMap::new(),
            accident: None,
            fuse: None,
            commits: 0,
            touched: BTreeSet::new(),
            program: Program::Present,
            restored: false,
            profiles: [(profile.id.clone(), profile)].into(),
            backups: vec![],
            names: 0,
        }
    }

    pub fn sign_in(&mut self, account: &str, now: Timestamp) -> u64 {
        self.names += 1;
        let number = self.names;
        let session = Session {
            account: account.to_owned(),
            began: now,
            seen: now,
        };
        self.sessions.insert(number, session);
        number
    }

    /// Who calls: read anew each time, as it is now.
    pub fn caller(&mut self, session: u64, now: Timestamp) -> Result<Caller, Problem> {
        let not_signed_in = || problem(401, ProblemCode::NotSignedIn);
        let session = self.sessions.get_mut(&session).ok_or_else(not_signed_in)?;
        let account = self
            .accounts
            .get(&session.account)
            .ok_or_else(not_signed_in)?;
        if account.closed || !session.lives(now, Timeouts::default()) {
            return Err(not_signed_in());
        }
        session.seen = now;
        Ok(Caller {
            platform: people::platform(),
            actor: account.actor.clone(),
            owner: session.account.clone(),
        })
    }

    /// The answer to a push; none where the server was killed over it, and the kind of
    /// fault that has struck.
    pub fn push(
        &mut self,
        caller: &Caller,
        request: &PushRequest,
        now: Timestamp,
    ) -> (Option<Result<PushResponse, Problem>>, Option<Kind>) {
        let mut request = request.clone();
        if self.program == Program::Earlier {
            if request.packed.is_some() {
                return (Some(Err(problem(400, ProblemCode::Malformed))), None);
            }
            request.cursors = None;
        }
        assert!(request.unpack(), "it was packed badly");
        let accident = self.burn().or_else(|| self.accident.take());
        let (mut reached, mut touched) = (false, BTreeSet::new());
        let done = self.store.write(|tx| {
            let answer = push(tx, caller, &request, &self.profiles, now)?;
            (reached, touched) = (true, tx.touched());
            match accident {
                Some(Kind::KilledBeforeCommit | Kind::DiskFailed) => Err(unavailable()),
                _ => Ok(answer),
            }
        });
        // A call that is refused never gets as far as a commit.
        let accident = accident.filter(|_| reached);
        let killed = [Kind::KilledBeforeCommit, Kind::KilledAfterCommit];
        if accident.is_some_and(|kind| killed.contains(&kind)) {
            return (None, accident);
        }
        let answer = done.map(|mut answer| {
            self.touched = touched;
            if let Some(follow_up) = answer.follow_up(&request) {
                answer.news = self.pull(caller, &follow_up, now).ok();
            }
            answer
        });
        (Some(answer), accident)
    }

    fn burn(&mut self) -> Option<Kind> {
        self.commits += 1;
        let (left, after) = self.fuse.take()?;
        if left > 0 {
            self.fuse = Some((left - 1, after));
            return None;
        }
        Some(if after {
            Kind::KilledAfterCommit
        } else {
            Kind::KilledBeforeCommit
        })
    }

    pub fn pull(
        &self,
        caller: &Caller,
        request: &PullRequest,
        now: Timestamp,
    ) -> Result<PullResponse, Problem> {
        self.store
            .read(|tx| pull_within(PAGES, tx, caller, request, LEASE_DAYS, now))
    }

    /// A backup that is somewhere safe: clients may forget what it covers.
    pub fn back_up(&mut self) {
        let copied = self.store.copied();
        let (backup, covered) = copied.unwrap_or_else(|error| panic!("{error:?}"));
        self.backups.push(backup);
        let marked = self.store.write(|tx| mark_backed_up(tx, &covered));
        marked.unwrap_or_else(|error: StoreError| panic!("{error:?}"));
    }

    /// The machine is lost, and another begins from the last backup but `older`, which
    /// are lost with it; where there is none, from nothing.
    pub fn restore(&mut self, older: usize) {
        self.backups
            .truncate(self.backups.len().saturating_sub(older));
        self.store = self.backups.last().map_or_else(|| EMPTY.with(copy), copy);
        self.restored = true;
        self.store
            .begin_new_epoch()
            .unwrap_or_else(|error| panic!("{error:?}"));
    }

    /// The server goes from an earlier program, with its schema, to the present one.
    pub fn upgrade(&mut self, schema: usize) {
        self.program = Program::Present;
        if let Some(upgraded) = older_database::upgraded(&self.store, schema) {
            self.store = upgraded.with_durability(Durability::Backup);
        }
    }

    pub fn has_backup(&self) -> bool {
        !self.backups.is_empty()
    }

    /// The marks of what the last backup has and the one before does not.
    pub fn only_in_last(&self) -> BTreeSet<i64> {
        let marks = |store: Option<&Store>| -> BTreeSet<i64> {
            let entries = store.map_or_else(Vec::new, log::entries);
            entries.iter().map(|entry| entry.mark()).collect()
        };
        let mut backups = self.backups.iter().rev();
        let (last, before) = (marks(backups.next()), marks(backups.next()));
        last.difference(&before).copied().collect()
    }
}
