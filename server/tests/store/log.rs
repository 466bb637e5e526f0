//! The command log: append-only and chained.

use domain::protocol::ProblemCode;
use domain::space::{Area, Space};
use server::store::BrokenChain;

use crate::folder::Folder;
use crate::support::*;

fn listings() -> Space {
    Space::new(&hunan(), Area::Listings(unit(1)))
}

fn filled(folder: &Folder) -> World {
    let mut world = folder.world();
    world.send(
        &operator("a", 1),
        client(1),
        1,
        vec![submit("甲"), submit("乙"), submit("丙")],
    );
    assert_eq!(world.read(|tx| tx.verify_chain(&listings())), Ok(()));
    world
}

#[test]
fn the_chain_shows_an_edited_entry() {
    let folder = Folder::new();
    let world = filled(&folder);
    folder.tamper("UPDATE log SET entry = replace(entry, '12.50', '99.50') WHERE position = 2");
    let broken = world.read(|tx| tx.verify_chain(&listings()));
    assert_eq!(broken, Err(BrokenChain::Entry { position: 2 }));
}

#[test]
fn the_chain_shows_entries_cut_off_at_the_end() {
    let folder = Folder::new();
    let world = filled(&folder);
    folder.tamper("DELETE FROM log WHERE position = 3");
    let broken = world.read(|tx| tx.verify_chain(&listings()));
    assert_eq!(
        broken,
        Err(BrokenChain::End {
            expected: 3,
            found: 2
        })
    );
}

#[test]
fn the_chain_shows_an_entry_taken_out() {
    let folder = Folder::new();
    let world = filled(&folder);
    folder.tamper("DELETE FROM log WHERE position = 2");
    let broken = world.read(|tx| tx.verify_chain(&listings()));
    assert_eq!(broken, Err(BrokenChain::Position { expected: 2 }));
}

#[test]
fn the_log_refuses_update_delete_and_replacement() {
    let folder = Folder::new();
    let world = filled(&folder);
    for statement in [
        "UPDATE log SET entry = 'x'",
        "DELETE FROM log WHERE position = 3",
        Folder::REPLACEMENT,
    ] {
        let error = folder.change(statement).unwrap_err();
        assert!(error.contains("append-only"), "{statement}: {error}");
    }
    assert_eq!(world.read(|tx| tx.verify_chain(&listings())), Ok(()));
}

#[test]
fn where_the_log_cannot_be_written_nothing_is_done() {
    let folder = Folder::new();
    let mut world = folder.world();
    folder.breaks("log", "INSERT", None);
    let batch = request(client(1), 1, &[bytes(submit("甲"))]);
    let problem = world.push(&operator("a", 1), &batch).unwrap_err();
    assert_eq!(
        (problem.status, problem.code),
        (503, ProblemCode::Unavailable)
    );
    assert_eq!(world.listings(), 0);
    assert_eq!(world.read(|tx| tx.client(client(1))), None);
    assert_eq!(world.read(|tx| tx.space(&listings())), None);
    folder.mends("log");
    assert!(world.push(&operator("a", 1), &batch).is_ok());
}

#[test]
fn every_table_that_a_push_writes_can_fail_and_then_nothing_is_done() {
    for (table, event) in [
        ("records", "INSERT"),
        ("feeds", "INSERT"),
        ("receipts", "INSERT"),
        ("clients", "INSERT"),
        ("spaces", "INSERT"),
        ("spaces", "UPDATE"),
    ] {
        let folder = Folder::new();
        let mut world = folder.world();
        folder.breaks(table, event, None);
        let batch = request(client(1), 1, &[bytes(submit("甲"))]);
        let problem = world.push(&operator("a", 1), &batch).unwrap_err();
        assert_eq!(problem.code, ProblemCode::Unavailable, "{table}");
        assert_eq!(world.listings(), 0, "{table}");
        assert_eq!(world.read(|tx| tx.client(client(1))), None, "{table}");
        assert_eq!(
            world.read(|tx| tx.log_entries(&listings())),
            Vec::<String>::new(),
            "{table}"
        );
    }
}
