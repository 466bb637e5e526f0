//! A disk that is full, or fails: nobody is told of a success that is none, what can be read
//! is read, and the server goes on when the disk does.

use std::path::{Path, PathBuf};
use std::process::Command;

use domain::command::Command as Act;
use domain::profile::PlatformId;
use serde_json::Value;
use server::store::StoreError;

use super::running::{Data, Running, start_as};
use super::support::{listing, pull_body, push_body};

/// A listing of its own for each number.
fn numbered(mid: u64) -> Act {
    listing(&format!("留置针{mid}"))
}

fn push(running: &Running, cookie: &str, mid: u64) -> (u16, Value) {
    let body = push_body(1, mid, &[numbered(mid)]);
    running.call("/v1/push", cookie, &body)
}

fn listings(data: &Data) -> u64 {
    let hunan = PlatformId::parse("hunan").unwrap();
    let store = data.store();
    store
        .read::<_, StoreError>(|tx| tx.record_count(&hunan, "listing"))
        .unwrap()
}

/// The server on a disk that can be filled, and what fills it.
struct Small {
    running: Running,
    /// Fills all but nothing of the disk and sets it free; none where the server may write
    /// no large files instead.
    disk: Option<PathBuf>,
}

impl Small {
    /// On a disk in memory of its own, in a namespace of its own; where that is not allowed,
    /// with a limit to the size of files, which can be moved.
    fn begin(data: &Data) -> Self {
        let folder = data.folder.path();
        let server = env!("CARGO_BIN_EXE_yangcai");
        let allowed = Command::new("unshare").args(["-rm", "true"]).status();
        let own = allowed.is_ok_and(|status| status.success());
        let script = if own {
            "mount -t tmpfs -o size=24m none \"$DATA_DIR\" && exec \"$0\" serve"
        } else {
            "trap '' XFSZ; exec \"$0\" serve"
        };
        let shell = data.yangcai();
        let mut command = Command::new(if own { "unshare" } else { "sh" });
        if own {
            command.args(["-rm", "sh"]);
        }
        command.args(["-c", script, server]);
        for (name, value) in shell.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        let running = start_as(command).unheard();
        let within = format!("/proc/{}/root{}", running.child.id(), folder.display());
        let disk = own.then(|| PathBuf::from(within));
        Self { running, disk }
    }

    fn fill(&self) {
        match &self.disk {
            Some(disk) => {
                use std::io::Write;
                let mut filler = std::fs::File::create(disk.join("filler")).unwrap();
                while filler.write_all(&[1; 4096]).is_ok() {}
            }
            None => self.limit("1"),
        }
    }

    fn free(&self) {
        match &self.disk {
            Some(disk) => std::fs::remove_file(disk.join("filler")).unwrap(),
            None => self.limit("unlimited"),
        }
    }

    fn limit(&self, bytes: &str) {
        let pid = self.running.child.id().to_string();
        let limit = format!("--fsize={bytes}:unlimited");
        let status = Command::new("prlimit")
            .args(["--pid", &pid, &limit])
            .status();
        assert!(status.unwrap().success());
    }

    /// Where the database lies, seen from here.
    fn folder<'a>(&'a self, data: &'a Data) -> &'a Path {
        self.disk.as_deref().unwrap_or(data.folder.path())
    }
}

#[test]
fn on_a_full_disk_nothing_is_acknowledged_reads_go_on_and_no_restart_is_needed() {
    let data = Data::new();
    let small = Small::begin(&data);
    let running = &small.running;
    let cookie = running.sign_in();
    assert_eq!(push(running, &cookie, 1).0, 200);
    small.fill();
    let mut acknowledged = 1;
    let mut refused = 0;
    // What lies free within the database's files may still be used up first.
    while refused < 5 {
        let (status, answer) = push(running, &cookie, acknowledged + 1);
        match status {
            200 => acknowledged += 1,
            503 | 507 => {
                assert!(answer["receipts"].is_null(), "{answer}");
                refused += 1;
            }
            other => panic!("{other}: {answer}"),
        }
        assert!(acknowledged < 20_000, "the disk does not become full");
    }
    let (status, pulled) = running.call("/v1/pull", &cookie, &pull_body(1));
    assert_eq!(
        (status, pulled["last_mid"].as_u64()),
        (200, Some(acknowledged))
    );
    assert_eq!(running.epoch().len(), 32);
    small.free();
    let (status, answer) = push(running, &cookie, acknowledged + 1);
    assert_eq!(
        (status, answer["last_mid"].as_u64()),
        (200, Some(acknowledged + 1))
    );
    // The same again is the same: nothing was done twice on the way.
    let (_, again) = push(running, &cookie, acknowledged + 1);
    assert_eq!(again["receipts"], answer["receipts"]);
    let store = server::store::Store::open(small.folder(&data).join("yangcai.db")).unwrap();
    for checked in store.read(server::check::check).unwrap() {
        assert_eq!(checked.findings.kept(), [], "{:?}", checked.about);
    }
    drop(store);
    small.running.kill();
}

/// What `strace` does: some syncs of each thread fail, and later ones go well again.
const FAILS: &str = "inject=fsync,fdatasync:error=EIO:when=12..19";

#[test]
fn where_the_disk_fails_to_sync_nothing_is_acknowledged_and_what_was_is_there() {
    let data = Data::new();
    let before = {
        let running = super::running::start(&data);
        running.stop();
        listings(&data)
    };
    let mut command = Command::new("strace");
    // The server is our own child, and strace a bystander.
    command
        .args(["-D", "-f", "-o"])
        .arg(data.folder.path().join("strace"));
    command.args(["-e", "trace=fsync,fdatasync", "-e", FAILS]);
    command.args([env!("CARGO_BIN_EXE_yangcai"), "serve"]);
    for (name, value) in data.yangcai().get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let running = start_as(command).unheard();
    let cookie = running.sign_in();
    let (mut mid, mut failed, mut in_a_row) = (0, 0, 0);
    while in_a_row < 10 {
        let (status, answer) = push(&running, &cookie, mid + 1);
        if status == 200 {
            mid += 1;
            in_a_row += 1;
            assert_eq!(answer["last_mid"].as_u64(), Some(mid));
        } else {
            assert_eq!(status, 503, "{answer}");
            (failed, in_a_row) = (failed + 1, 0);
        }
        assert!(failed < 100, "the server does not recover");
        // The first syncs go well, whoever asks for them.
        in_a_row = if failed == 0 { 0 } else { in_a_row };
        assert!(mid < 200, "no sync has failed");
    }
    let told = std::fs::read_to_string(data.folder.path().join("strace")).unwrap();
    assert!(told.contains("EIO"), "{told}");
    running.kill();
    assert_eq!(listings(&data) - before, mid, "each once");
    let checked = data.yangcai().arg("check").output().unwrap();
    assert!(checked.status.success(), "{checked:?}");
}
