//! Readers beside the writer.

use std::collections::BTreeMap;

use domain::protocol::Problem;
use server::store::StoreError;
use server::sync;

use crate::folder::Folder;
use crate::support::*;

#[tokio::test(flavor = "multi_thread")]
async fn readers_pull_from_snapshots_and_cannot_write() {
    let folder = Folder::new();
    let mut world = folder.world();
    world.send(&operator("a", 1), client(1), 1, vec![submit("甲")]);
    let reader = world.store.reader(2).unwrap();
    let pulls: Vec<_> = (0..8)
        .map(|_| {
            let reader = reader.clone();
            let request = pull_request("", client(1), &BTreeMap::new());
            tokio::spawn(async move {
                reader
                    .run::<_, Problem>(move |tx| {
                        sync::pull(tx, &operator("a", 1), &request, LEASE, NOW)
                    })
                    .await
            })
        })
        .collect();
    for pull in pulls {
        assert_eq!(pull.await.unwrap().unwrap().last_mid, 1);
    }
    let write = reader
        .run::<_, StoreError>(|tx| tx.put_client(client(2), "x", 1))
        .await;
    assert!(matches!(
        write,
        Err(StoreError::Database(_) | StoreError::Postgres(_))
    ));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_read_that_panics_is_an_error_and_the_next_one_works() {
    let folder = Folder::new();
    let reader = folder.store().reader(1).unwrap();
    let panicked = reader
        .run(|_| -> Result<(), StoreError> { panic!("on purpose") })
        .await;
    assert!(matches!(panicked, Err(StoreError::Panicked)));
    assert!(reader.run::<_, StoreError>(|tx| tx.epoch()).await.is_ok());
}
