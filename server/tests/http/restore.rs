//! Backup and restore from the command line, with servers that run.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::profile::PlatformId;
use serde_json::{Value, json};
use server::store::{Moved, Store, StoreError};

use super::running::{Data, Running, start};
use super::support::{listing, push_body};

fn push(running: &Running, cookie: &str, epoch: &str, queue: u8, mid: u64) -> (u16, Value) {
    let mut body = push_body(queue, mid, &[listing(&format!("留置针{queue}-{mid}"))]);
    body["epoch"] = json!(epoch);
    running.call("/v1/push", cookie, &body)
}

fn listings(store: &Store) -> u64 {
    let hunan = PlatformId::parse("hunan").unwrap();
    store
        .read::<_, StoreError>(|tx| tx.record_count(&hunan, "listing"))
        .unwrap()
}

/// What every table but one holds.
fn all_but(table: &str, store: &Store) -> Vec<Moved> {
    let mut digests = store.digests().unwrap();
    digests.retain(|moved| moved.table != table);
    digests
}

fn run(data: &Data, arguments: &[&str]) -> std::process::Output {
    data.yangcai().args(arguments).output().unwrap()
}

#[test]
fn a_backup_is_restored_into_a_new_life_and_the_logs_hold() {
    let data = Data::new();
    let running = start(&data);
    let file = data.folder.path().join("copy.db");
    let file = file.to_str().unwrap();
    let before = running.epoch();
    assert!(run(&data, &["backup", file]).status.success());
    let busy = run(&data, &["restore", file]);
    assert!(
        !busy.status.success(),
        "a running server’s database is not replaced"
    );
    running.stop();
    let restored = run(&data, &["restore", file]);
    assert!(restored.status.success(), "{restored:?}");
    assert!(run(&data, &["verify-log"]).status.success());
    let running = start(&data);
    assert_ne!(running.epoch(), before);
    running.stop();
}

#[test]
fn a_backup_under_load_is_one_moment_and_restored_it_is_the_same_to_the_last_byte() {
    let data = Data::new();
    let running = start(&data).unheard();
    let cookie = running.sign_in();
    let file = data.folder.path().join("copy.db");
    let (enough, heard) = (AtomicBool::new(false), Mutex::new([0; 3]));
    let acknowledged_before = std::thread::scope(|scope| {
        for queue in 0..3 {
            let (running, cookie, enough, heard) = (&running, &cookie, &enough, &heard);
            scope.spawn(move || {
                for mid in 1.. {
                    if enough.load(Ordering::Relaxed) {
                        return;
                    }
                    assert_eq!(push(running, cookie, "", queue + 1, mid).0, 200);
                    heard.lock().unwrap()[usize::from(queue)] = mid;
                }
            });
        }
        while heard.lock().unwrap().iter().any(|mid| *mid < 20) {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let acknowledged = *heard.lock().unwrap();
        assert!(
            run(&data, &["backup", file.to_str().unwrap()])
                .status
                .success()
        );
        enough.store(true, Ordering::Relaxed);
        acknowledged
    });
    let after: u64 = heard.into_inner().unwrap().iter().sum();
    running.stop();

    let copy = Store::open(&file).unwrap();
    for checked in copy.read(server::check::check).unwrap() {
        assert_eq!(checked.findings.kept(), [], "{:?}", checked.about);
    }
    for (queue, acknowledged) in (1..).zip(acknowledged_before) {
        let client = super::support::client_id(queue);
        let known = copy.read::<_, StoreError>(|tx| tx.client(client)).unwrap();
        assert!(known.unwrap().last_mid >= acknowledged, "queue {queue}");
    }
    let kept = all_but("meta", &copy);
    let in_copy = listings(&copy);
    drop(copy);
    let restored = run(&data, &["restore", file.to_str().unwrap()]);
    assert!(restored.status.success(), "{restored:?}");
    let restored = data.store();
    assert_eq!(all_but("meta", &restored), kept);
    assert_eq!(listings(&restored), in_copy);
    assert!(after >= 60);
}

#[test]
fn a_server_restored_to_an_older_state_is_sent_again_what_it_has_forgotten() {
    let data = Data::new();
    let running = start(&data).unheard();
    let cookie = running.sign_in();
    let before = listings(&data.store());
    let life = running.epoch();
    for mid in 1..=3 {
        assert_eq!(push(&running, &cookie, &life, 1, mid).0, 200);
    }
    let file = data.folder.path().join("copy.db");
    let file = file.to_str().unwrap();
    assert!(run(&data, &["backup", file]).status.success());
    for mid in 4..=5 {
        assert_eq!(push(&running, &cookie, &life, 1, mid).0, 200);
    }
    running.stop();
    assert!(run(&data, &["restore", file]).status.success());

    let running = start(&data).unheard();
    // Who was signed in still is: the session is older than the backup.
    let (status, problem) = push(&running, &cookie, &life, 1, 6);
    assert_eq!((status, &problem["code"]), (409, &json!("epoch_changed")));
    assert_eq!(problem["last_mid"], 3, "{problem}");
    let new = running.epoch();
    assert_eq!(problem["epoch"], new.as_str());
    let (status, gap) = push(&running, &cookie, &new, 1, 6);
    assert_eq!((status, &gap["expected"]), (409, &json!(4)), "{gap}");
    for mid in 4..=6 {
        let (status, answer) = push(&running, &cookie, &new, 1, mid);
        assert_eq!(
            (status, &answer["last_mid"]),
            (200, &json!(mid)),
            "{answer}"
        );
    }
    running.stop();
    assert_eq!(listings(&data.store()) - before, 6, "each once");
    assert!(run(&data, &["check"]).status.success());
}
