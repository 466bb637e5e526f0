//! All or nothing.

use domain::protocol::Problem;
use server::store::StoreError;
use server::sync;

use crate::folder::Folder;
use crate::support::*;

#[test]
fn what_was_acknowledged_is_there_when_the_server_died_before_answering() {
    let folder = Folder::new();
    let batch = request(client(1), 1, &[bytes(submit("甲"))]);
    let first = folder.world().push(&operator("a", 1), &batch).unwrap();
    assert_eq!(
        folder.world().push(&operator("a", 1), &batch).unwrap(),
        first
    );
}

#[test]
fn an_error_after_the_push_undoes_the_push() {
    let mut world = World::new();
    let (profiles, caller) = (profiles(), operator("a", 1));
    let batch = request(client(1), 1, &[bytes(submit("甲"))]);
    let failed: Result<(), Problem> = world.store.write(|tx| {
        sync::push(tx, &caller, &batch, &profiles, NOW)?;
        Err(sync::unavailable())
    });
    assert!(failed.is_err());
    assert_eq!(world.listings(), 0);
}

#[test]
fn a_panic_undoes_what_was_written_before_it() {
    let mut world = World::new();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        world.store.write(|tx| -> Result<(), StoreError> {
            tx.put_client(client(1), "x", 1)?;
            panic!("on purpose")
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(world.read(|tx| tx.client(client(1))), None);
}

#[test]
fn what_is_written_while_reading_is_forgotten() {
    let world = World::new();
    world.read(|tx| tx.put_client(client(1), "x", 1));
    assert_eq!(world.read(|tx| tx.client(client(1))), None);
}

#[test]
fn a_snapshot_does_not_change_while_it_is_read() {
    let folder = Folder::new();
    let mut writing = folder.world();
    let reading = folder.world();
    let counts = reading.read(|tx| {
        let before = tx.record_count(&hunan(), "listing")?;
        writing.send(&operator("a", 1), client(1), 1, vec![submit("甲")]);
        Ok((before, tx.record_count(&hunan(), "listing")?))
    });
    assert_eq!(counts, (0, 0));
    assert_eq!(reading.listings(), 1);
}
