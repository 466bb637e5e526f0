//! Who runs where: the server alone on one core and whoever asks it on the other, so that neither is measured
//! waiting for the other.

use anyhow::{Result, ensure};
use std::path::Path;
use std::process::Command;

/// The core of whatever is measured.
pub const SERVER: usize = 0;
/// The core of whoever asks.
pub const GENERATOR: usize = 1;

/// Starts `program` on a core of its own, or wherever the system likes.
pub fn command(core: Option<usize>, program: &Path) -> Command {
    let Some(core) = core else {
        return Command::new(program);
    };
    // taskset becomes the program: the process keeps its id and is ended as any other.
    let mut command = Command::new("taskset");
    command.arg("-c").arg(core.to_string()).arg(program);
    command
}

/// All threads of this process are on one core until this is dropped.
pub struct Pinned(());

impl Pinned {
    /// Moves this process to `core`.
    pub fn to(core: usize) -> Result<Self> {
        place(&core.to_string())?;
        Ok(Self(()))
    }
}

impl Drop for Pinned {
    fn drop(&mut self) {
        let cores = std::fs::read_to_string("/sys/devices/system/cpu/online");
        let _stays_where_it_is = place(cores.as_deref().map_or("0", str::trim));
    }
}

fn place(cores: &str) -> Result<()> {
    let done = Command::new("taskset")
        .args(["-acp", cores, &std::process::id().to_string()])
        .output()?;
    ensure!(
        done.status.success(),
        "taskset: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    Ok(())
}
