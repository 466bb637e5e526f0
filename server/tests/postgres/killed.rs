//! PostgreSQL itself killed (SIGKILL) under load and started again: what was acknowledged is
//! there, each once, and the server goes on by itself.

use std::io::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use server::check::check;
use server::store::Store;
use server::sync;
use server::writer::Writer;

use crate::support::*;

/// How often it is killed.
const KILLS: u64 = 4;

/// A listing of its own for each number.
fn numbered(mid: u64) -> String {
    bytes(submit(&format!("留置针{mid}")))
}

/// Waits until ten more commands have been acknowledged.
async fn ten_more<T>(done: &AtomicU64, sending: &tokio::task::JoinHandle<T>) {
    let before = done.load(Ordering::SeqCst);
    while done.load(Ordering::SeqCst) < before + 10 {
        assert!(!sending.is_finished(), "the sender has given up");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgresql_killed_under_load_and_started_again_costs_nothing_that_was_acknowledged() {
    let (folder, mut cluster) = crate::cluster::start(&[]);
    let address = format!("postgres://yangcai@{}/postgres", folder.replace('/', "%2F"));
    let writer = Writer::start(Store::connect(&address).unwrap()).unwrap();
    let done = std::sync::Arc::new(AtomicU64::new(0));
    let counted = std::sync::Arc::clone(&done);
    let sending = tokio::spawn(async move {
        let (mut mid, mut failed) = (1, 0);
        while counted.load(Ordering::SeqCst) < u64::MAX / 2 {
            let batch = request(client(1), mid, &[numbered(mid)]);
            let pushed = writer
                .run(move |tx| sync::push(tx, &operator("a", 1), &batch, &profiles(), NOW))
                .await;
            match pushed {
                Ok(answer) => {
                    assert_eq!(answer.last_mid, mid);
                    counted.fetch_add(1, Ordering::SeqCst);
                    mid += 1;
                }
                Err(problem) => {
                    assert_eq!(problem.status, 503);
                    failed += 1;
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            }
        }
        (mid - 1, failed)
    });
    for _ in 0..KILLS {
        ten_more(&done, &sending).await;
        let mut asked = cluster.stdin.take().unwrap();
        asked.write_all(b"again\n").unwrap();
        cluster.stdin = Some(asked);
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    ten_more(&done, &sending).await;
    done.store(u64::MAX / 2, Ordering::SeqCst);
    let (sent, failed) = sending.await.unwrap();
    let world = World::of(Store::connect(&address).unwrap());
    assert_eq!(world.listings(), sent, "each once");
    for checked in world.read(check) {
        assert_eq!(checked.findings.kept(), [], "{:?}", checked.about);
    }
    println!(
        "killed {KILLS} times, {sent} commands acknowledged, {failed} answers that it is to be tried again"
    );
    assert!(failed > 0, "it was not killed");
    drop(world);
    drop(cluster.stdin.take());
    cluster.wait().unwrap();
}
