//! Writers of several servers on one database: nobody is in nobody's way for good.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier};

use domain::protocol::{Problem, PushResponse};
use domain::space::{Area, Space};
use server::store::{SpaceRow, StoreError, Transaction};
use server::sync::{self, Caller};
use server::writer::Writer;

use crate::folder::Folder;
use crate::support::*;

/// As many servers as a small deployment has.
fn servers(folder: &Folder) -> Vec<Writer> {
    (0..3)
        .map(|_| Writer::start(folder.store()).unwrap())
        .collect()
}

async fn push(
    writer: &Writer,
    caller: Caller,
    number: u8,
    first: u64,
    commands: Vec<String>,
) -> Result<PushResponse, Problem> {
    let batch = request(client(number), first, &commands);
    writer
        .run(move |tx| sync::push(tx, &caller, &batch, &profiles(), NOW))
        .await
}

fn space(world: &World, area: Area) -> SpaceRow {
    world
        .read(|tx| tx.space(&Space::new(&hunan(), area)))
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn pushes_to_the_same_spaces_on_several_servers_are_all_done_once() {
    let folder = Folder::new();
    let servers = servers(&folder);
    let queues: Vec<_> = (0..24_u8)
        .map(|number| {
            let writer = servers[usize::from(number) % servers.len()].clone();
            tokio::spawn(async move {
                let caller = operator(&format!("owner {number}"), number % 5);
                for mid in 1..=10 {
                    let pushed = push(
                        &writer,
                        caller.clone(),
                        number,
                        mid,
                        vec![bytes(submit("甲"))],
                    );
                    assert_eq!(pushed.await.unwrap().last_mid, mid);
                }
            })
        })
        .collect();
    for queue in queues {
        queue.await.unwrap();
    }
    let world = folder.world();
    assert_eq!(world.listings(), 240);
    assert_eq!(space(&world, Area::Review).seq, 240);
    let numbers: BTreeSet<u64> = world
        .read(|tx| tx.feed_after(&Space::new(&hunan(), Area::Review), 0, 1000))
        .iter()
        .map(|row| row.seq)
        .collect();
    assert_eq!(numbers, (1..=240).collect());
    for space in world.read(|tx| tx.space_names()) {
        assert_eq!(world.read(|tx| tx.verify_chain(&space)), Ok(()));
    }
}

/// Each comes only where the other is not, and neither writes what the other writes.
#[tokio::test(flavor = "multi_thread")]
async fn of_two_that_each_saw_nothing_of_the_other_one_is_done_again() {
    let folder = Folder::new();
    let servers = servers(&folder);
    let met = Arc::new(Barrier::new(2));
    let jobs = [(1, 2), (2, 1)].map(|(own, other)| {
        let (writer, met) = (servers[usize::from(own)].clone(), Arc::clone(&met));
        let again = AtomicBool::new(false);
        let come_alone = move |tx: &Transaction<'_>| {
            let alone = tx.client(client(other))?.is_none();
            if !again.swap(true, Ordering::SeqCst) {
                met.wait();
            }
            if alone {
                tx.put_client(client(own), "whoever is alone", 1)?;
            }
            Ok::<_, StoreError>(alone)
        };
        tokio::spawn(async move { writer.run(come_alone).await })
    });
    let mut came = 0;
    for job in jobs {
        came += i32::from(job.await.unwrap().unwrap());
    }
    assert_eq!(came, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_claim_the_same_on_two_servers_one_has_it() {
    let folder = Folder::new();
    let servers = servers(&folder);
    for round in 0..10_u8 {
        let login = format!("changsha.{round}");
        let [first, second] = [0_u8, 1].map(|side| {
            let secret = format!("{round}-{side}-0123456789abcdef0123456789abcdef");
            let command = bytes(register("91350100M000100Y43", &login));
            let writer = servers[usize::from(side)].clone();
            tokio::spawn(async move {
                push(
                    &writer,
                    applicant(&secret),
                    2 * round + side,
                    1,
                    vec![command],
                )
                .await
            })
        });
        let answers = [
            first.await.unwrap().unwrap(),
            second.await.unwrap().unwrap(),
        ];
        let accepted = answers
            .iter()
            .filter(|answer| is_accepted(&answer.receipts[0]));
        // The code is free in the first round alone.
        assert_eq!(accepted.count(), usize::from(round == 0), "round {round}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_queue_that_arrives_at_two_servers_at_once_is_done_once() {
    let folder = Folder::new();
    let servers = servers(&folder);
    for first in (1..=21).step_by(2) {
        let commands = vec![bytes(submit("甲")), bytes(submit("乙"))];
        let both = [0, 1].map(|side: usize| {
            let (writer, commands) = (servers[side].clone(), commands.clone());
            tokio::spawn(async move { push(&writer, operator("a", 1), 1, first, commands).await })
        });
        let [one, other] = both;
        let (one, other) = (one.await.unwrap().unwrap(), other.await.unwrap().unwrap());
        assert_eq!(one.receipts, other.receipts);
    }
    let world = folder.world();
    assert_eq!(world.listings(), 22);
    assert_eq!(space(&world, Area::Listings(unit(1))).log_length, 22);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_whose_connection_was_cut_goes_on_with_another() {
    let folder = Folder::new();
    let writer = Writer::start(folder.store()).unwrap();
    let reader = folder.store().reader(1).unwrap();
    for mid in 1..=5 {
        let pushed = push(&writer, operator("a", 1), 1, mid, vec![bytes(submit("甲"))]);
        assert_eq!(pushed.await.unwrap().last_mid, mid);
        let read = reader.run::<_, StoreError>(|tx| tx.client(client(1)));
        assert_eq!(read.await.unwrap().unwrap().last_mid, mid);
        cut(&folder).await;
    }
    assert_eq!(folder.world().listings(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_connection_is_cut_in_a_transaction_nothing_of_it_happened() {
    let folder = Folder::new();
    let writer = Writer::start(folder.store()).unwrap();
    let address = folder.database().address();
    let cut_within = writer.run(move |tx| {
        tx.put_client(client(9), "x", 1)?;
        crate::cluster::cut(&address);
        tx.put_client(client(9), "x", 2)?;
        // Its end takes a moment to be seen.
        tx.client(client(9)).map(drop)
    });
    assert!(cut_within.await.is_err());
    let pushed = push(&writer, operator("a", 1), 1, 1, vec![bytes(submit("甲"))]);
    assert_eq!(pushed.await.unwrap().last_mid, 1);
    assert_eq!(folder.world().read(|tx| tx.client(client(9))), None);
}

/// Ends every connection to the database, and waits until that is known.
async fn cut(folder: &Folder) {
    crate::cluster::cut(&folder.database().address());
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
}
