//! Backup and restore from the command line.

use super::running::{Data, start};

#[test]
fn a_backup_is_restored_into_a_new_life_and_the_logs_hold() {
    let data = Data::new();
    let running = start(&data);
    let file = data.folder.path().join("copy.db");
    let before = running.epoch();
    assert!(
        data.yangcai()
            .arg("backup")
            .arg(&file)
            .status()
            .unwrap()
            .success()
    );
    let busy = data.yangcai().arg("restore").arg(&file).output().unwrap();
    assert!(
        !busy.status.success(),
        "a running server’s database is not replaced"
    );
    running.stop();
    let restored = data.yangcai().arg("restore").arg(&file).output().unwrap();
    assert!(restored.status.success(), "{restored:?}");
    assert!(data.yangcai().arg("verify-log").status().unwrap().success());
    let running = start(&data);
    assert_ne!(running.epoch(), before);
    running.stop();
}
