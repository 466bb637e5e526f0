//! A server that dies in the middle of a transaction.

use domain::protocol::Problem;
use server::sync;

use crate::folder::Folder;
use crate::support::*;

#[test]
fn what_was_not_committed_when_the_server_died_is_not_there_afterwards() {
    let folder = Folder::new();
    let mut world = folder.world();
    world.send(&operator("a", 1), client(1), 1, vec![submit("甲")]);
    // A copy of the files while a transaction is open is what a crash leaves.
    let copy = Folder::new();
    let profiles = profiles();
    let batch = request(client(1), 2, &[bytes(submit("乙"))]);
    world
        .store
        .write(|tx| -> Result<(), Problem> {
            sync::push(tx, &operator("a", 1), &batch, &profiles, NOW)?;
            for suffix in ["", "-wal"] {
                let name = format!("yangcai.db{suffix}");
                std::fs::copy(folder.path().join(&name), copy.path().join(&name)).unwrap();
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(world.listings(), 2);
    let mut crashed = copy.world();
    assert_eq!(crashed.listings(), 1);
    assert_eq!(crashed.read(|tx| tx.client(client(1))).unwrap().last_mid, 1);
    // Sent again, it is done: once.
    crashed.push(&operator("a", 1), &batch).unwrap();
    crashed.push(&operator("a", 1), &batch).unwrap();
    assert_eq!(crashed.listings(), 2);
}
