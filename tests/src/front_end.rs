//! The front end as it is built, and copies of it that are put differently.

use crate::paths;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Replaces a sentence in the programs, and renames and lists what that changes.
const TEXT_FIX: &str = include_str!("scripts/text_fix.js");

/// The built front end that servers under test carry.
pub fn built() -> PathBuf {
    std::env::var_os("YANGCAI_DIST").map_or_else(|| paths::workspace().join("app/dist"), Into::into)
}

/// Fills `folder` with a copy of [`built`] that says `new` where that says `old`. Both must be of the same
/// length in UTF-8: compiled programs know where each text lies.
pub fn text_fix(folder: &Path, old: &str, new: &str) -> Result<()> {
    copy_built(folder)?;
    put_differently(folder, old, new)
}

/// The same to the built front end in `folder` itself.
pub fn put_differently(folder: &Path, old: &str, new: &str) -> Result<()> {
    alter(folder, TEXT_FIX, &[old, new])
}

/// Runs a script of Node's on the built front end in `folder`, which is its first argument.
pub fn alter(folder: &Path, script: &str, arguments: &[&str]) -> Result<()> {
    let done = Command::new("node")
        .args(["--eval", script, "--"])
        .arg(folder)
        .args(arguments)
        .output()?;
    let said = String::from_utf8_lossy(&done.stderr);
    ensure!(done.status.success(), "{said}");
    Ok(())
}

/// Fills `folder` with a copy of [`built`].
pub fn copy_built(folder: &Path) -> Result<()> {
    copy(&built(), folder).context("app/dist is not built: make dist")
}

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
