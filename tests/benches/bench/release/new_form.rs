//! The release after the present one, which has a form more: `new_form.patch` on a copy of the tree, built as any
//! release is. What came of it stays in `target/new_form` until the tree or the patch is another.

use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use yangcai_tests::paths;

/// What a build of the front end takes its files from, and what a workspace must have besides.
const PARTS: &[&str] = &[
    ".ci",
    "app",
    "domain",
    "public",
    "server",
    "style",
    "tests",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "package-lock.json",
    "package.json",
];
const NOT_COPIED: &[&str] = &["dist", "node_modules", "installed", "peers"];

/// The patch.
pub fn patch() -> PathBuf {
    paths::workspace().join("tests/benches/bench/release/new_form.patch")
}

/// The built front end that has the form.
pub fn built() -> Result<PathBuf> {
    let home = paths::target().join("new_form");
    let (tree, stamp) = (home.join("tree"), home.join("stamp"));
    let dist = tree.join("app/dist");
    let made_of = checksum()?;
    if fs::read(&stamp).is_ok_and(|made| made == made_of) && dist.join("index.html").is_file() {
        return Ok(dist);
    }
    eprintln!("bench: building the release that has a form more, for one or two minutes");
    let _absent = fs::remove_dir_all(&tree);
    for part in PARTS {
        copy(&paths::workspace().join(part), &tree.join(part))?;
    }
    std::os::unix::fs::symlink(
        paths::workspace().join("node_modules"),
        tree.join("node_modules"),
    )?;
    apply(&tree, &home)?;
    let build = home.join("build");
    if !build.is_dir() {
        // Dependencies as they are built already: links, for cargo puts a new file where it changes one.
        let web = std::env::var_os("YANGCAI_WEB_TARGET");
        let web = web.map_or_else(|| paths::target().join("web"), PathBuf::from);
        run(Command::new("cp").arg("-al").args([&web, &build]))?;
    }
    let own = [("YANGCAI_WEB_TARGET", &build), ("CARGO_TARGET_DIR", &build)];
    run(Command::new(tree.join(".ci/web")).arg("dist").envs(own))?;
    fs::write(&stamp, made_of)?;
    Ok(dist)
}

/// Of everything that the build is made of, as git sees it, and of the patch.
fn checksum() -> Result<Vec<u8>> {
    let script = "find .ci/web app domain style public Cargo.toml Cargo.lock Trunk.toml package-lock.json \"$1\" \
                  \\( -path app/dist -o -name tests \\) -prune -o -type f -exec cksum {} + | sort";
    let mut listing = Command::new("sh");
    listing.args(["-c", script, "sh"]).arg(patch());
    run(listing.current_dir(paths::workspace()))
}

/// Not every machine has patch; git has it built in, once it does not see our repository around the copy.
fn apply(tree: &Path, home: &Path) -> Result<Vec<u8>> {
    let mut git = Command::new("git");
    git.env("GIT_CEILING_DIRECTORIES", home).current_dir(tree);
    run(git.arg("apply").arg(patch())).context("new_form.patch no longer applies")
}

/// With the files' times, by which cargo knows what it has built.
fn copy(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        fs::copy(from, to)?;
        let times = fs::FileTimes::new().set_modified(fs::metadata(from)?.modified()?);
        return Ok(fs::File::options().write(true).open(to)?.set_times(times)?);
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let name = entry?.file_name();
        if !NOT_COPIED.iter().any(|left| name == *left) {
            copy(&from.join(&name), &to.join(&name))?;
        }
    }
    Ok(())
}

fn run(command: &mut Command) -> Result<Vec<u8>> {
    let done = command.output()?;
    let said = String::from_utf8_lossy(&done.stderr);
    ensure!(done.status.success(), "{command:?}: {said}");
    Ok(done.stdout)
}

/// Whether the built front end in `dist` has the form: its title is a text of the program.
pub fn is_in(dist: &Path) -> Result<bool> {
    const TITLE: &[u8] = "质量联系人".as_bytes();
    let mut found = false;
    for entry in fs::read_dir(dist)? {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| kind == "wasm") {
            found |= memchr::memmem::find(&fs::read(&path)?, TITLE).is_some();
        }
    }
    Ok(found)
}
