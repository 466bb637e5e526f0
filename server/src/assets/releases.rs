//! The files of the last releases, kept beside the database: what browsers have
//! of them is the dictionary for what the running release brings.
//!
//! `releases/12-0123456789abcdef/yangcai-app-…_bg.wasm`: a number that grows with
//! each start, and what the release consists of. Nothing depends on the files:
//! without them, or with damaged ones, answers are longer.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use domain::space::hex;
use sha2::{Digest as _, Sha256};

use super::dictionary::{Digest, versions};

/// So many releases are kept, the running one included.
const KEPT: usize = 4;
/// No larger files are kept, in bytes.
const LARGEST: usize = 2 << 20;
/// No more files of one release are kept.
const MOST: usize = 16;
/// Where a release's files lie until all of them are there.
const ARRIVING: &str = "arriving";

/// 历次版本 — the files of the last releases, by their digests.
#[derive(Default)]
pub(super) struct Releases {
    files: HashMap<Digest, Kept>,
}

struct Kept {
    versions: String,
    path: PathBuf,
}

impl Releases {
    /// Adds the running release's files, names and contents, to those in `folder`,
    /// and lets go of the oldest releases.
    pub(super) fn keep(folder: &Path, running: &[(String, Vec<u8>)]) -> io::Result<Self> {
        let running: Vec<_> = running
            .iter()
            .filter(|(_, bytes)| bytes.len() <= LARGEST)
            .take(MOST)
            .collect();
        if running.is_empty() {
            return Ok(Self::default());
        }
        fs::create_dir_all(folder)?;
        let mut there = releases_in(folder)?;
        let number = there.last().map_or(1, |(number, ..)| number + 1);
        let mut contents = Sha256::new();
        let arriving = folder.join(ARRIVING);
        if arriving.exists() {
            fs::remove_dir_all(&arriving)?;
        }
        fs::create_dir(&arriving)?;
        for (name, bytes) in running {
            contents.update(name);
            contents.update(Sha256::digest(bytes));
            fs::write(arriving.join(name), bytes)?;
        }
        let id = hex(&contents.finalize()[..8]);
        let path = folder.join(format!("{number}-{id}"));
        fs::rename(&arriving, &path)?;
        // The same release, started before, lies there under an older number.
        let (same, mut others): (Vec<_>, Vec<_>) =
            there.drain(..).partition(|(_, known, _)| *known == id);
        others.push((number, id, path));
        let too_old = others.len().saturating_sub(KEPT);
        let old = others.drain(..too_old).collect::<Vec<_>>();
        for (.., path) in same.into_iter().chain(old) {
            fs::remove_dir_all(path)?;
        }
        let mut releases = Self::default();
        for (.., path) in others {
            releases.learn(&path)?;
        }
        Ok(releases)
    }

    /// Takes in what lies in a release's folder under the digests that it really has.
    fn learn(&mut self, folder: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder)?.take(MOST) {
            let entry = entry?;
            let small = entry.metadata()?.len() <= LARGEST as u64;
            let name = entry.file_name();
            let Some(versions) = name.to_str().filter(|_| small).and_then(versions) else {
                continue;
            };
            let path = entry.path();
            if let Ok(bytes) = fs::read(&path) {
                let digest = Sha256::digest(bytes).into();
                self.files.insert(digest, Kept { versions, path });
            }
        }
        Ok(())
    }

    /// Whether a file with this digest was a version of these.
    pub(super) fn has(&self, digest: &Digest, versions: &str) -> bool {
        let kept = self.files.get(digest);
        kept.is_some_and(|kept| kept.versions == versions)
    }

    /// The contents of the file of that name, which says what they are.
    pub(super) fn named(&self, name: &str) -> Option<Vec<u8>> {
        let is_it = |path: &Path| path.file_name().is_some_and(|file| file == name);
        let digest = self.files.iter().find(|(_, kept)| is_it(&kept.path))?.0;
        self.read(digest)
    }

    /// The contents with this digest; `None` when they are not there, or no longer
    /// what they were.
    pub(super) fn read(&self, digest: &Digest) -> Option<Vec<u8>> {
        let bytes = fs::read(&self.files.get(digest)?.path).ok()?;
        (Sha256::digest(&bytes)[..] == digest[..]).then_some(bytes)
    }
}

/// The releases in the folder, the oldest first: number, contents, path.
fn releases_in(folder: &Path) -> io::Result<Vec<(u64, String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let Some((number, id)) = name.and_then(|name| name.split_once('-')) else {
            continue;
        };
        if let Ok(number) = number.parse() {
            found.push((number, id.to_owned(), path));
        }
    }
    found.sort();
    Ok(found)
}
