//! A connection that is cut at COMMIT: nobody is told of a success or of a failure that may
//! not be one; asked again it turns out which it was, and nothing is done twice.

use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU32, Ordering};

use domain::space::{Area, Space};
use server::store::{Store, StoreError};
use server::sync;
use server::writer::Writer;
use tempfile::TempDir;

use crate::folder::Folder;
use crate::support::*;

/// What happens to a COMMIT.
const PASSES: u8 = 0;
/// It is lost on its way: nothing was committed.
const LOST: u8 = 1;
/// PostgreSQL has it, and its answer is lost.
const UNANSWERED: u8 = 2;

/// What stands between the server and PostgreSQL.
struct Between {
    folder: TempDir,
    database: String,
    commits: Arc<AtomicU8>,
    cut: Arc<AtomicU32>,
}

impl Between {
    fn begin(folder: &Folder) -> Self {
        let address = folder.database().address();
        let (place, database) = address.rsplit_once('/').unwrap();
        let place = place.rsplit_once('@').unwrap().1.replace("%2F", "/");
        let own = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(own.path().join(".s.PGSQL.5432")).unwrap();
        let commits = Arc::new(AtomicU8::new(PASSES));
        let cut = Arc::new(AtomicU32::new(0));
        let (told, counted) = (Arc::clone(&commits), Arc::clone(&cut));
        std::thread::spawn(move || {
            for caller in listener.incoming() {
                let there = UnixStream::connect(format!("{place}/.s.PGSQL.5432")).unwrap();
                carry(caller.unwrap(), there, &told, &counted);
            }
        });
        Self {
            folder: own,
            database: database.to_owned(),
            commits,
            cut,
        }
    }

    fn store(&self) -> Store {
        let folder = self.folder.path().to_str().unwrap().replace('/', "%2F");
        let address = format!("postgres://yangcai@{folder}/{}", self.database);
        Store::connect(&address).unwrap()
    }

    /// From now on the next COMMIT comes to this.
    fn next(&self, what: u8) {
        self.commits.store(what, Ordering::SeqCst);
    }
}

/// Carries both ways until either side ends, or a COMMIT is to be cut.
fn carry(here: UnixStream, there: UnixStream, commits: &Arc<AtomicU8>, cut: &Arc<AtomicU32>) {
    let (mut answers, mut back) = (there.try_clone().unwrap(), here.try_clone().unwrap());
    let silent = Arc::new(AtomicU8::new(0));
    let muted = Arc::clone(&silent);
    std::thread::spawn(move || {
        let mut buffer = [0; 65536];
        while let Ok(length @ 1..) = answers.read(&mut buffer) {
            if muted.load(Ordering::SeqCst) > 0 {
                // PostgreSQL has answered, so it has done it.
                break;
            }
            if back.write_all(&buffer[..length]).is_err() {
                break;
            }
        }
        let _ = back.shutdown(std::net::Shutdown::Both);
        let _ = answers.shutdown(std::net::Shutdown::Both);
    });
    let (mut asked, mut on) = (here, there);
    let (commits, cut) = (Arc::clone(commits), Arc::clone(cut));
    std::thread::spawn(move || {
        let mut buffer = [0; 65536];
        while let Ok(length @ 1..) = asked.read(&mut buffer) {
            let bytes = &buffer[..length];
            if bytes.windows(7).any(|window| window == b"COMMIT\0") {
                match commits.swap(PASSES, Ordering::SeqCst) {
                    LOST => {
                        cut.fetch_add(1, Ordering::SeqCst);
                        break;
                    }
                    UNANSWERED => {
                        cut.fetch_add(1, Ordering::SeqCst);
                        silent.store(1, Ordering::SeqCst);
                    }
                    _ => {}
                }
            }
            if on.write_all(bytes).is_err() {
                break;
            }
        }
        let _ = on.shutdown(std::net::Shutdown::Both);
        let _ = asked.shutdown(std::net::Shutdown::Both);
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_left_in_doubt_is_said_to_be_and_is_done_once_when_it_is_asked_for_again() {
    for (what, committed) in [(LOST, false), (UNANSWERED, true)] {
        let folder = Folder::new();
        let between = Between::begin(&folder);
        let writer = Writer::start(between.store()).unwrap();
        let batch = request(client(1), 1, &[bytes(submit("甲")), bytes(submit("乙"))]);
        let push = || {
            let batch = batch.clone();
            writer.run(move |tx| sync::push(tx, &operator("a", 1), &batch, &profiles(), NOW))
        };
        between.next(what);
        let problem = push().await.unwrap_err();
        assert_eq!(
            (problem.status, between.cut.load(Ordering::SeqCst)),
            (503, 1)
        );
        let world = folder.world();
        assert_eq!(world.listings(), if committed { 2 } else { 0 });
        let answer = push().await.unwrap();
        assert_eq!((answer.last_mid, answer.receipts.len()), (2, 2));
        assert!(answer.receipts.iter().all(is_accepted));
        assert_eq!(world.listings(), 2, "each once");
        let log = Space::new(&hunan(), Area::Listings(unit(1)));
        assert_eq!(world.read(|tx| tx.log_entries(&log)).len(), 2);
        for checked in world.read(server::check::check) {
            assert_eq!(checked.findings.kept(), [], "{:?}", checked.about);
        }
    }
}

/// Work that would be doubled if it were done again: the store must not try by itself.
#[tokio::test(flavor = "multi_thread")]
async fn what_may_have_been_committed_is_not_done_again_by_the_server_itself() {
    let folder = Folder::new();
    let between = Between::begin(&folder);
    let writer = Writer::start(between.store()).unwrap();
    let log = Space::new(&hunan(), Area::Review);
    let space = log.clone();
    between.next(UNANSWERED);
    let done = writer.run(move |tx| {
        let mut locked = tx.lock_spaces(&[space.clone()].into())?;
        let row = locked.get_mut(&space).unwrap();
        tx.append_log(&space, row, "{}")?;
        tx.advance_space(&space, row);
        Ok::<_, StoreError>(())
    });
    assert!(matches!(done.await, Err(StoreError::InDoubt(_))));
    let world = folder.world();
    assert_eq!(world.read(|tx| tx.log_entries(&log)).len(), 1);
}
