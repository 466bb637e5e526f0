//! Backups, and the new life that a restore begins.

use domain::protocol::ProblemCode;
use server::store::{Durability, Store};
use server::sync::mark_backed_up;

use crate::folder::Folder;
use crate::support::*;

#[test]
fn a_backup_is_whole_and_says_what_it_covers() {
    let folder = Folder::new();
    let mut world = World::of(folder.store().with_durability(Durability::Backup));
    let caller = operator("a", 1);
    world.send(&caller, client(1), 1, vec![submit("甲"), submit("乙")]);
    let to = folder.path().join("backup.db");
    let covered = world.store.backup(&to).unwrap();
    assert_eq!(covered, [(client(1), 2)]);
    world.send(&caller, client(1), 3, vec![submit("丙")]);
    world
        .store
        .write(|tx| mark_backed_up(tx, &covered))
        .unwrap();
    assert_eq!(
        world
            .pull(&caller, client(1), &Default::default())
            .durable_through,
        2
    );
    let restored = World::of(Store::open(&to).unwrap());
    assert_eq!((restored.listings(), world.listings()), (2, 3));
    for space in restored.read(|tx| tx.space_names()) {
        assert_eq!(restored.read(|tx| tx.verify_chain(&space)), Ok(()));
    }
}

#[test]
fn a_copy_in_memory_goes_its_own_way_from_then_on() {
    let mut world = World::of(
        Store::open_in_memory()
            .unwrap()
            .with_durability(Durability::Backup),
    );
    let caller = operator("a", 1);
    world.send(&caller, client(1), 1, vec![submit("甲")]);
    let (copy, covered) = world.store.copied().unwrap();
    assert_eq!(covered, [(client(1), 1)]);
    assert_eq!(copy.durability(), Durability::Backup);
    let mut copy = World::of(copy);
    world.send(&caller, client(1), 2, vec![submit("乙"), submit("丙")]);
    copy.send(&caller, client(1), 2, vec![submit("丁")]);
    assert_eq!((world.listings(), copy.listings()), (3, 2));
}

#[test]
fn a_backup_replaces_the_one_before_and_leaves_nothing_else_behind() {
    let folder = Folder::new();
    let mut world = folder.world();
    let to = folder.path().join("backup.db");
    world.store.backup(&to).unwrap();
    world.send(&operator("a", 1), client(1), 1, vec![submit("甲")]);
    std::fs::write(folder.path().join("backup.db.partial"), "left by a crash").unwrap();
    world.store.backup(&to).unwrap();
    let mut names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("backup"))
        .collect();
    names.sort();
    assert_eq!(names, ["backup.db"]);
    assert_eq!(World::of(Store::open(&to).unwrap()).listings(), 1);
}

#[test]
fn a_server_restored_from_a_backup_gets_again_what_it_has_forgotten() {
    let folder = Folder::new();
    let mut world = folder.world();
    let caller = operator("a", 1);
    let all = [bytes(submit("甲")), bytes(submit("乙"))];
    let old = world
        .push(&caller, &request(client(1), 1, &all[..1]))
        .unwrap();
    let to = folder.path().join("backup.db");
    world.store.backup(&to).unwrap();
    world
        .push(&caller, &request(client(1), 2, &all[1..]))
        .unwrap();

    let mut restored = World::of(Store::open(&to).unwrap());
    let epoch = restored.store.begin_new_epoch().unwrap();
    let mut next = request(client(1), 3, &[bytes(submit("丙"))]);
    next.epoch = old.epoch;
    let problem = restored.push(&caller, &next).unwrap_err();
    assert_eq!(
        problem.code,
        ProblemCode::EpochChanged { epoch, last_mid: 1 }
    );
    assert!(is_accepted(
        &restored
            .push(&caller, &request(client(1), 2, &all[1..]))
            .unwrap()
            .receipts[0]
    ));
    assert_eq!(restored.listings(), 2);
}

#[test]
fn a_backup_under_load_is_one_moment_of_the_work() {
    let folder = Folder::new();
    let mut world = folder.world();
    let caller = operator("a", 1);
    world.send(&caller, client(1), 1, vec![submit("甲")]);
    let file = folder.file();
    let to = folder.path().join("backup.db");
    let backing_up = std::thread::spawn({
        let to = to.clone();
        move || {
            let store = Store::open(file).unwrap();
            (0..5).for_each(|_| drop(store.backup(&to).unwrap()));
        }
    });
    for mid in 2..40 {
        world.send(&caller, client(1), mid, vec![submit("甲")]);
    }
    backing_up.join().unwrap();
    let copy = World::of(Store::open(&to).unwrap());
    let known = copy.read(|tx| tx.client(client(1))).unwrap().last_mid;
    assert_eq!(copy.listings(), known);
    assert!(copy.read(|tx| tx.receipt(client(1), known)).is_some());
}

#[test]
fn a_store_in_memory_is_backed_up_too() {
    let folder = Folder::new();
    let mut world = World::new();
    world.send(&operator("a", 1), client(1), 1, vec![submit("甲")]);
    let to = folder.path().join("backup.db");
    world.store.backup(&to).unwrap();
    assert_eq!(World::of(Store::open(&to).unwrap()).listings(), 1);
}
