//! A disk of a browser's own, small enough to run full: what the kernel refuses then, no script has to fake.

use anyhow::{Context, Result, bail};
use rustix::fs::statvfs;
use std::fs::create_dir_all;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How large it is while there is room; it takes as much memory as lies on it.
const ROOM: u64 = 512 << 20;
/// What is on it may grow while it is being made as small as that.
const TRIES: u32 = 50;

/// One disk in memory; it goes when this is dropped, after whatever used it.
pub struct Disk {
    at: PathBuf,
}

impl Disk {
    /// Puts an empty disk where `at` is. Only root may.
    pub fn mount(at: &Path) -> Result<Self> {
        create_dir_all(at)?;
        let options = format!("size={ROOM},mode=0700");
        mount(&["-t", "tmpfs", "-o", &options, "yangcai-small-disk"], at)?;
        Ok(Self {
            at: at.to_path_buf(),
        })
    }

    /// From now on nothing more fits on it.
    pub fn fill(&self) -> Result<()> {
        let mut tries = 0;
        loop {
            let disk = statvfs(&self.at)?;
            let used = (disk.f_blocks - disk.f_bfree) * disk.f_frsize;
            tries += 1;
            match self.resize(used) {
                Err(_) if tries < TRIES => {}
                done => return done,
            }
        }
    }

    /// There is room again.
    pub fn make_room(&self) -> Result<()> {
        self.resize(ROOM)
    }

    fn resize(&self, bytes: u64) -> Result<()> {
        mount(&["-o", &format!("remount,size={bytes}")], &self.at)
    }
}

fn mount(options: &[&str], at: &Path) -> Result<()> {
    let done = Command::new("mount").args(options).arg(at).output();
    let done = done.context("there is no mount")?;
    if !done.status.success() {
        bail!(
            "this test runs a disk of its own full, which only root can mount: {}",
            String::from_utf8_lossy(&done.stderr)
        );
    }
    Ok(())
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: a process that is just being killed may still hold a file.
        let _only_tidier = Command::new("umount").arg("-l").arg(&self.at).status();
    }
}
