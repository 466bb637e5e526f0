//! One of those that are compared: a front end, served by our server, with a network of its own before it.
//!
//! The peers are served by the same program as ours, so that heads, compression, caching and the answer to a sign-in
//! are the same for all.

use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use yangcai_tests::browser::Browser;
use yangcai_tests::device::{CHINESE, Device};
use yangcai_tests::front_end;
use yangcai_tests::network::Network;
use yangcai_tests::paths;
use yangcai_tests::server_process::ServerProcess;

/// Ends the page before the program, and compresses it as a build does.
const CUT: &str = r#"
    const { readFileSync, writeFileSync, rmSync } = require('node:fs')
    const { brotliCompressSync, constants: { BROTLI_PARAM_QUALITY } } = require('node:zlib')
    const page = process.argv.at(-1) + '/index.html'
    const text = readFileSync(page)
    const program = text.indexOf('<script type="text/plain" id="program"')
    if (program < 0) throw new Error('the page has no program')
    const form = text.subarray(0, program)
    writeFileSync(page, form)
    writeFileSync(page + '.br', brotliCompressSync(form, { params: { [BROTLI_PARAM_QUALITY]: 11 } }))
    for (const ending of ['.gz', '.zst']) rmSync(page + ending, { force: true })
"#;

pub struct Contender {
    /// What the table calls it.
    pub name: &'static str,
    pub network: Network,
    _server: ServerProcess,
    copy: TempDir,
}

impl Contender {
    /// Ours, as it was built last.
    pub async fn ours() -> Result<Self> {
        Self::serving("ours", paths::workspace().join("app/dist"), "make dist").await
    }

    /// Ours with a page that ends where the program begins: what signing in needs, and no more.
    pub async fn form_alone() -> Result<Self> {
        let alone = Self::ours().await?;
        front_end::alter(alone.copy.path(), CUT, &[])?;
        Ok(alone)
    }

    /// A peer that `.ci/setup bench` has built.
    pub async fn peer(name: &'static str, folder: &str) -> Result<Self> {
        let dist = paths::workspace().join("tests/peers/web/dist").join(folder);
        Self::serving(name, dist, ".ci/setup bench").await
    }

    /// The page of a store that `.ci/setup bench` has built.
    pub async fn store(folder: &'static str) -> Result<Self> {
        let dist = paths::workspace().join("tests/peers/stores/dist");
        Self::serving(folder, dist.join(folder), ".ci/setup bench").await
    }

    async fn serving(name: &'static str, folder: PathBuf, built_by: &str) -> Result<Self> {
        ensure!(
            folder.join("index.html").is_file(),
            "{} is not there: {built_by} builds it",
            folder.display()
        );
        let mut server = ServerProcess::start_binary(binary(), true)
            .await
            .context(name)?;
        // A copy: somebody may build while this runs.
        let copy = tempfile::tempdir()?;
        copy_folder(&folder, copy.path())?;
        server.set_front_end(copy.path().to_path_buf());
        server.restart().await?;
        let network = Network::before(server.address()).await?;
        Ok(Self {
            name,
            network,
            _server: server,
            copy,
        })
    }

    /// Opens a phone's browser that was never here.
    pub async fn phone(&self) -> Result<Browser> {
        Browser::open_on(&self.network, Device::Phone, CHINESE, None).await
    }

    /// The same in the hands of somebody who types as soon as there is a field.
    pub async fn impatient_phone(&self) -> Result<Browser> {
        Browser::open_impatient_on(&self.network, Device::Phone, CHINESE).await
    }
}

/// `YANGCAI_BIN`, or the release build, or the one that the tests start.
fn binary() -> PathBuf {
    let built = || {
        let builds = ["release/yangcai", "debug/yangcai"].map(|build| paths::target().join(build));
        let [release, debug] = builds;
        if release.is_file() { release } else { debug }
    };
    std::env::var_os("YANGCAI_BIN").map_or_else(built, PathBuf::from)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy_folder(&entry.path(), &target)?,
            false => drop(std::fs::copy(entry.path(), target)?),
        }
    }
    Ok(())
}
