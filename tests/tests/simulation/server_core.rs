//! The server's core without HTTP: the same functions, one database, and a
//! backup to be restored from.

use domain::protocol::{Problem, PullRequest, PullResponse, PushRequest, PushResponse};
use domain::timestamp::Timestamp;
use server::store::{Durability, Store};
use server::sync::{Caller, PageLimits, Profiles, mark_backed_up, pull_within, push};
use tempfile::TempDir;

use crate::people;

/// Small pages, so that every history meets pages that are followed by more.
const PAGES: PageLimits = PageLimits {
    rows: 3,
    bytes: 100_000,
};

pub struct ServerCore {
    pub store: Store,
    profiles: Profiles,
    folder: TempDir,
    backups: usize,
    restores: usize,
}

impl ServerCore {
    pub fn new() -> Self {
        let store = Store::open_in_memory().unwrap_or_else(|error| panic!("{error:?}"));
        let profile = people::profile();
        Self {
            store: store.with_durability(Durability::Backup),
            profiles: [(profile.id.clone(), profile)].into(),
            folder: tempfile::tempdir().unwrap_or_else(|error| panic!("{error}")),
            backups: 0,
            restores: 0,
        }
    }

    pub fn push(
        &mut self,
        caller: &Caller,
        request: &PushRequest,
        now: Timestamp,
    ) -> Result<PushResponse, Problem> {
        let mut request = request.clone();
        assert!(request.unpack(), "it was packed badly");
        let mut answer = self
            .store
            .write(|tx| push(tx, caller, &request, &self.profiles, now))?;
        if let Some(follow_up) = answer.follow_up(&request) {
            answer.news = self.pull(caller, &follow_up, now).ok();
        }
        Ok(answer)
    }

    pub fn pull(
        &self,
        caller: &Caller,
        request: &PullRequest,
        now: Timestamp,
    ) -> Result<PullResponse, Problem> {
        self.store
            .read(|tx| pull_within(PAGES, tx, caller, request, 7, now))
    }

    /// A backup that is somewhere safe: clients may forget what it covers.
    pub fn back_up(&mut self) {
        self.backups += 1;
        let covered = self
            .store
            .backup(self.file())
            .unwrap_or_else(|error| panic!("{error:?}"));
        let marked = self.store.write(|tx| mark_backed_up(tx, &covered));
        marked.unwrap_or_else(|error| panic!("{error:?}"));
    }

    /// The machine is lost, and another begins from the last backup.
    pub fn restore(&mut self) {
        if self.backups == 0 {
            return;
        }
        // The backup itself stays as it is: it may be needed once more.
        self.restores += 1;
        let file = self
            .folder
            .path()
            .join(format!("restored-{}.db", self.restores));
        std::fs::copy(self.file(), &file).unwrap_or_else(|error| panic!("{error}"));
        let store = Store::open(file).unwrap_or_else(|error| panic!("{error:?}"));
        self.store = store.with_durability(Durability::Backup);
        self.store
            .begin_new_epoch()
            .unwrap_or_else(|error| panic!("{error:?}"));
    }

    fn file(&self) -> std::path::PathBuf {
        self.folder.path().join(format!("{}.db", self.backups))
    }
}
