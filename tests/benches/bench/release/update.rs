//! One update: a browser that has one build of the app is given another.

use super::had::Had;
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::time::Duration;
use yangcai_tests::browser::Browser;
use yangcai_tests::device::{CHINESE, Device};
use yangcai_tests::network::Network;
use yangcai_tests::paths;
use yangcai_tests::server_process::ServerProcess;
use yangcai_tests::wire::{Meter, Wire};

const QUIET: Duration = Duration::from_secs(2);
/// No answer's head is longer, in bytes.
const MOST_OF_A_HEAD: u64 = 2_000;
const KEPT: &str =
    "const done = arguments[0]; navigator.serviceWorker.ready.then(() => done(null))";
/// Gives what became of the new version: null where there is none.
const UPDATE: &str = "const done = arguments[0];
    navigator.serviceWorker.ready.then((kept) => kept.update()).then(({ installing }) => {
        if (!installing) return done(null)
        installing.addEventListener('statechange', () => done(installing.state))
    }).catch((e) => done(String(e)))";

/// What moved.
pub struct Update {
    /// Everything, as TCP carried it.
    pub wire: Wire,
    /// The bodies of the answers alone.
    pub bodies: u64,
    /// How many requests there were.
    pub requests: usize,
}

/// Lets a browser that has the build in `from` fetch the one in `to`; `remembering` whether the server may
/// keep the files of releases.
pub async fn update(from: &Path, to: &Path, remembering: bool) -> Result<Update> {
    let mut server = ServerProcess::start_binary(binary(), false).await?;
    server.set_front_end(from.to_path_buf());
    server.restart().await?;
    let network = Network::before(server.address()).await?;
    let phone = Browser::open_on(&network, Device::Phone, CHINESE, None).await?;
    phone.open("/").await?;
    phone.run_async(KEPT, vec![]).await?;
    Meter::start(&network).reading_when_quiet(QUIET).await?;
    let had = Had::of(from, server.address()).await?;

    server.set_front_end(to.to_path_buf());
    server.kill()?;
    if !remembering {
        // A file in the place of the folder: the server can keep nothing there.
        let kept = server.data_dir().join("releases");
        std::fs::remove_dir_all(&kept)?;
        std::fs::write(&kept, "")?;
    }
    server.restart().await?;
    let before = network.requests().len();
    let meter = Meter::start(&network);
    let became = phone.run_async(UPDATE, vec![]).await?;
    let expected = if from == to { None } else { Some("installed") };
    ensure!(became.as_str() == expected, "the update came to {became}");
    let wire = meter.reading_when_quiet(QUIET).await?;
    let requests = network.requests().split_off(before);
    let mut bodies = 0;
    for request in &requests {
        let path = request.strip_prefix("GET ").context(request.clone())?;
        ensure!(!path.starts_with("/v1/"), "{path} is no part of an update");
        bodies += had.body_of(path, server.address()).await?;
    }
    let heads = wire.down.checked_sub(bodies);
    ensure!(
        heads.is_some_and(|heads| heads < MOST_OF_A_HEAD * requests.len() as u64),
        "{bodies} bytes of bodies were not what went over the wire: {wire}"
    );
    Ok(Update {
        wire,
        bodies,
        requests: requests.len(),
    })
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
