//! The one writer: groups, savepoints, announcements, a clean stop.

use domain::protocol::{Problem, ProblemCode, PushResponse};
use domain::space::{Area, Space};
use server::store::StoreError;
use server::sync;
use server::writer::Writer;

use crate::folder::Folder;
use crate::support::*;

async fn push(writer: &Writer, number: u8, first: u64) -> Result<PushResponse, Problem> {
    let batch = request(client(number), first, &[bytes(submit("甲"))]);
    let owner = format!("owner {number}");
    writer
        .run(move |tx| sync::push(tx, &operator(&owner, 1), &batch, &profiles(), NOW))
        .await
}

fn review() -> Space {
    Space::new(&hunan(), Area::Review)
}

/// Keeps the writer busy from now on until released, so that what is sent meanwhile waits
/// and becomes one group.
async fn hold(writer: &Writer) -> (tokio::task::JoinHandle<()>, std::sync::mpsc::Sender<()>) {
    let (release, held) = std::sync::mpsc::channel::<()>();
    let (begins, begun) = tokio::sync::oneshot::channel();
    let writer = writer.clone();
    let task = tokio::spawn(async move {
        let mut held = Some((begins, held));
        let work = move |_: &server::store::Transaction<'_>| {
            // Done again beside work that failed, it has been released before.
            if let Some((begins, held)) = held.take() {
                begins.send(()).unwrap();
                let _ = held.recv();
            }
            Ok::<_, StoreError>(())
        };
        writer.run(work).await.unwrap();
    });
    begun.await.unwrap();
    (task, release)
}

#[tokio::test(flavor = "multi_thread")]
async fn many_callers_at_once_each_get_their_own_answer() {
    let folder = Folder::new();
    let writer = Writer::start(folder.store()).unwrap();
    let pushes: Vec<_> = (1..=100)
        .map(|number| {
            let writer = writer.clone();
            tokio::spawn(async move { push(&writer, number, 1).await })
        })
        .collect();
    for pushed in pushes {
        assert_eq!(pushed.await.unwrap().unwrap().last_mid, 1);
    }
    assert_eq!(folder.world().listings(), 100);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_fails_is_undone_and_its_neighbours_are_not() {
    let folder = Folder::new();
    let writer = Writer::start(folder.store()).unwrap();
    let (held, release) = hold(&writer).await;
    let fails = writer.run(|tx| -> Result<(), Problem> {
        tx.put_client(client(50), "x", 9)?;
        Err(sync::unavailable())
    });
    let panics = writer.run(|tx| -> Result<(), StoreError> {
        tx.put_client(client(51), "x", 9)?;
        panic!("on purpose")
    });
    let all = async {
        tokio::join!(
            push(&writer, 1, 1),
            fails,
            push(&writer, 2, 2),
            panics,
            push(&writer, 3, 1)
        )
    };
    let (answers, _) = tokio::join!(all, async { release.send(()).unwrap() });
    held.await.unwrap();
    let (first, failed, gap, panicked, last) = answers;
    assert!(first.is_ok() && last.is_ok());
    assert_eq!(failed.unwrap_err().code, ProblemCode::Unavailable);
    assert_eq!(gap.unwrap_err().code, ProblemCode::Gap { expected: 1 });
    assert!(matches!(panicked, Err(StoreError::Panicked)));
    let world = folder.world();
    assert_eq!(world.listings(), 2);
    for number in [2, 50, 51] {
        assert_eq!(world.read(|tx| tx.client(client(number))), None);
    }
    for space in world.read(|tx| tx.space_names()) {
        assert_eq!(world.read(|tx| tx.verify_chain(&space)), Ok(()));
    }
    assert_eq!(world.read(|tx| tx.space(&review())).unwrap().seq, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn work_beside_work_that_fails_is_done_again_and_counts_once() {
    let folder = Folder::new();
    let writer = Writer::start(folder.store()).unwrap();
    let (held, release) = hold(&writer).await;
    let mut runs = 0;
    let counts = writer.run(move |tx| {
        runs += 1;
        tx.put_client(client(60), "x", runs)?;
        Ok::<_, StoreError>(runs)
    });
    let fails = writer.run(|tx| -> Result<(), Problem> {
        tx.put_client(client(61), "x", 1)?;
        Err(sync::unavailable())
    });
    let all = async { tokio::join!(counts, fails) };
    let (answers, _) = tokio::join!(all, async {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        release.send(()).unwrap();
    });
    held.await.unwrap();
    let (counted, failed) = answers;
    assert_eq!(counted.unwrap(), 2);
    assert!(failed.is_err());
    let world = folder.world();
    assert_eq!(world.read(|tx| tx.client(client(60))).unwrap().last_mid, 2);
    assert_eq!(world.read(|tx| tx.client(client(61))), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_space_that_cannot_be_written_spoils_its_own_push_alone() {
    let folder = Folder::new();
    drop(folder.store());
    let space = Space::new(&hunan(), Area::Listings(unit(2)));
    folder.breaks("spaces", "UPDATE", Some(&format!("NEW.space = '{space}'")));
    let writer = Writer::start(folder.store()).unwrap();
    let (held, release) = hold(&writer).await;
    let other = request(client(2), 1, &[bytes(submit("乙"))]);
    let spoiled =
        writer.run(move |tx| sync::push(tx, &operator("owner 2", 2), &other, &profiles(), NOW));
    let all = async { tokio::join!(push(&writer, 1, 1), spoiled, push(&writer, 3, 1)) };
    let (answers, _) = tokio::join!(all, async {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        release.send(()).unwrap();
    });
    held.await.unwrap();
    let (first, spoiled, last) = answers;
    assert!(first.is_ok() && last.is_ok());
    assert_eq!(spoiled.unwrap_err().code, ProblemCode::Unavailable);
    let world = folder.world();
    assert_eq!(world.listings(), 2);
    assert_eq!(world.read(|tx| tx.client(client(2))), None);
    let review = world.read(|tx| tx.space(&review())).unwrap();
    assert_eq!(review.seq, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panicking_job_does_not_end_the_writer() {
    let folder = Folder::new();
    let writer = Writer::start(folder.store()).unwrap();
    for number in 1..=3 {
        let panicked = writer
            .run(|_| -> Result<(), StoreError> { panic!("on purpose") })
            .await;
        assert!(matches!(panicked, Err(StoreError::Panicked)));
        assert!(push(&writer, number, 1).await.is_ok());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_commit_fails_nobody_is_told_of_success() {
    let folder = Folder::new();
    drop(folder.store());
    folder.breaks_commits();
    let writer = Writer::start(folder.store()).unwrap();
    let mut news = writer.subscribe();
    let (first, second) = tokio::join!(push(&writer, 1, 1), push(&writer, 2, 1));
    for refused in [first, second] {
        assert_eq!(refused.unwrap_err().code, ProblemCode::Unavailable);
    }
    assert!(news.try_recv().is_err());
    folder.mends("log");
    assert_eq!(push(&writer, 1, 1).await.unwrap().last_mid, 1);
    assert_eq!(folder.world().listings(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_commit_the_spaces_with_news_are_announced_and_no_others() {
    let folder = Folder::new();
    let writer = Writer::start(folder.store()).unwrap();
    let mut news = writer.subscribe();
    push(&writer, 1, 1).await.unwrap();
    let expected = [
        Space::new(&hunan(), Area::Listings(unit(1))),
        Space::new(&hunan(), Area::Review),
    ]
    .into_iter()
    .collect();
    let wait = std::time::Duration::from_secs(10);
    let announced = tokio::time::timeout(wait, news.recv())
        .await
        .expect("an announcement");
    assert_eq!(*announced.unwrap(), expected);
    // A repetition, a refused push and one that was undone bring no news.
    let undone = request(client(7), 1, &[bytes(submit("甲"))]);
    let undone = writer.run(move |tx| -> Result<(), Problem> {
        sync::push(tx, &operator("b", 1), &undone, &profiles(), NOW)?;
        Err(sync::unavailable())
    });
    assert!(undone.await.is_err());
    push(&writer, 1, 1).await.unwrap();
    assert!(push(&writer, 1, 5).await.is_err());
    assert!(news.try_recv().is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stop_finishes_what_is_waiting_and_then_takes_nothing() {
    let folder = Folder::new();
    let writer = Writer::start(folder.store()).unwrap();
    let (held, release) = hold(&writer).await;
    let waiting: Vec<_> = (1..=80)
        .map(|number| {
            let writer = writer.clone();
            tokio::spawn(async move { push(&writer, number, 1).await })
        })
        .collect();
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    let (_, _) = tokio::join!(writer.stop(), async { release.send(()).unwrap() });
    held.await.unwrap();
    for pushed in waiting {
        assert!(pushed.await.unwrap().is_ok());
    }
    let late = writer.run(|tx| tx.epoch()).await;
    assert!(matches!(late, Err(StoreError::Stopped)));
    writer.stop().await;
    assert_eq!(folder.world().listings(), 80);
    assert!(folder.is_tidy());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_who_has_gone_away_does_not_undo_what_was_asked() {
    let folder = Folder::new();
    let writer = Writer::start(folder.store()).unwrap();
    let (held, release) = hold(&writer).await;
    let gone = tokio::spawn({
        let writer = writer.clone();
        async move { push(&writer, 1, 1).await }
    });
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    gone.abort();
    release.send(()).unwrap();
    held.await.unwrap();
    assert_eq!(push(&writer, 1, 1).await.unwrap().last_mid, 1);
    writer.stop().await;
    assert_eq!(folder.world().listings(), 1);
}
