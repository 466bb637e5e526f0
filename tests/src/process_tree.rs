//! Ends a process and all that descends from it: a browser is a dozen processes, and none may outlive its test.

use anyhow::{Context, Result};
use memchr::memmem;
pub(crate) use rustix::process::Signal;
use rustix::process::{
    Pid, WaitOptions, getpid, kill_process, set_child_subreaper, test_kill_process, waitpid,
};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long a killed process may take to be gone.
const GONE: Duration = Duration::from_secs(5);

/// Makes orphans below this process its own children, so that [`collect`] can: the first process of a
/// container may never do so, and what nobody collects stays in the table of processes.
pub(crate) fn adopt_orphans() {
    let _only_tidier = set_child_subreaper(Some(getpid()));
}

/// Ids of all that descends from `root`, and of adopted orphans whose command line names `directory`.
pub(crate) fn family(root: u32, directory: &Path) -> Vec<u32> {
    let mut ids = descendants(root);
    let own = std::process::id();
    let mark = directory.as_os_str().as_encoded_bytes();
    let adopted = processes().filter(|id| *id != root && parent(*id) == Some(own));
    ids.extend(adopted.filter(|id| {
        let command = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
        memmem::find(&command, mark).is_some()
    }));
    ids
}

/// Kills (SIGKILL) these processes. All are stopped first, so that none replaces a child just killed.
pub(crate) fn kill_all(ids: &[u32]) {
    for signal in [Signal::STOP, Signal::KILL] {
        for pid in ids.iter().filter_map(pid) {
            // Gone already is as good as killed.
            let _gone = kill_process(pid, signal);
        }
    }
}

/// Sends one process a signal.
pub(crate) fn signal(id: u32, what: Signal) -> Result<()> {
    let pid = pid(&id).context("no process has this id")?;
    Ok(kill_process(pid, what)?)
}

/// Whether a process runs this program.
pub(crate) fn runs(id: u32, program: &str) -> bool {
    let command = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
    let path = command.split(|byte| *byte == 0).next().unwrap_or_default();
    path.ends_with(program.as_bytes())
}

/// For how long a process has worked, in the kernel's ticks.
pub(crate) fn time_used(id: u32) -> u64 {
    let (user, system) = (field(id, 11), field(id, 12));
    user.unwrap_or(0) + system.unwrap_or(0)
}

/// Waits until these processes, ending or ended, are gone from the table.
pub(crate) fn collect(ids: &[u32]) {
    let limit = Instant::now() + GONE;
    for pid in ids.iter().filter_map(pid) {
        while test_kill_process(pid).is_ok() && Instant::now() < limit {
            let _not_ours_yet = waitpid(Some(pid), WaitOptions::NOHANG);
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

fn pid(id: &u32) -> Option<Pid> {
    Pid::from_raw(i32::try_from(*id).ok()?)
}

fn processes() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

/// Ids of all processes below `root`, parents before children.
fn descendants(root: u32) -> Vec<u32> {
    let mut children: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for id in processes() {
        if let Some(parent) = parent(id) {
            children.entry(parent).or_default().push(id);
        }
    }
    let mut found = vec![root];
    let mut next = 0;
    while let Some(id) = found.get(next) {
        found.extend(children.remove(id).unwrap_or_default());
        next += 1;
    }
    found.split_off(1)
}

fn parent(id: u32) -> Option<u32> {
    field(id, 1)?.try_into().ok()
}

/// What the kernel tells of a process, by number. Names may hold spaces and parentheses: the fields begin after the
/// last closing one.
fn field(id: u32, number: usize) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    stat.rsplit_once(')')?
        .1
        .split_whitespace()
        .nth(number)?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::{adopt_orphans, collect, descendants, kill_all};
    use std::path::Path;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    #[test]
    fn killing_a_tree_ends_the_grandchildren_too() -> std::io::Result<()> {
        adopt_orphans();
        let script = "sh -c 'sleep 300 & sleep 300' & wait";
        let mut child = Command::new("sh")
            .args(["-c", script])
            .stdin(Stdio::null())
            .spawn()?;
        let limit = Instant::now() + Duration::from_secs(10);
        while descendants(child.id()).len() < 3 && Instant::now() < limit {
            std::thread::sleep(Duration::from_millis(10));
        }
        let family = descendants(child.id());
        assert_eq!(family.len(), 3);
        kill_all(&[&[child.id()], family.as_slice()].concat());
        child.wait()?;
        collect(&family);
        assert!(
            family
                .iter()
                .all(|id| !Path::new(&format!("/proc/{id}")).exists())
        );
        Ok(())
    }
}
