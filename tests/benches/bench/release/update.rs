//! One update: a browser that has one build of the app is given another.

use anyhow::{Context, Result, ensure};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use yangcai_tests::browser::Browser;
use yangcai_tests::device::{CHINESE, Device};
use yangcai_tests::http_client::HttpClient;
use yangcai_tests::network::Network;
use yangcai_tests::paths;
use yangcai_tests::server_process::ServerProcess;
use yangcai_tests::wire::{Meter, Wire};

const QUIET: Duration = Duration::from_secs(2);
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

/// Lets a browser that has the build in `from` fetch the one in `to`; `remembering` whether the server has the
/// older files at hand.
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
        std::fs::remove_dir_all(server.data_dir().join("releases"))?;
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
    Ok(Update {
        wire,
        bodies,
        requests: requests.len(),
    })
}

/// What the browser has: by the addresses without their hashes, the digest and the entity tag.
struct Had(HashMap<String, (String, String)>);

impl Had {
    /// Everything that the service worker lists, and the worker itself.
    async fn of(build: &Path, server: SocketAddr) -> Result<Self> {
        const LISTED: &str = "\":\"sha256-";
        let worker = "/service-worker.js";
        let list = std::fs::read_to_string(build.join(&worker[1..]))?;
        let mut had = HashMap::from([(
            without_hash(worker),
            (String::new(), tag(worker, server).await?),
        )]);
        for (at, _) in list.match_indices(LISTED) {
            let address = list[..at].rsplit('"').next().unwrap_or_default();
            let digest = list[at + LISTED.len()..].split('"').next();
            let digest = digest.unwrap_or_default().to_owned();
            had.insert(without_hash(address), (digest, tag(address, server).await?));
        }
        ensure!(had.len() > 3, "the service worker lists hardly anything");
        Ok(Self(had))
    }

    /// How long the body is that the browser was sent, asked for once more as it asked.
    async fn body_of(&self, path: &str, server: SocketAddr) -> Result<u64> {
        let mut client = asking(path, server);
        if let Some((digest, tag)) = self.0.get(&without_hash(path)) {
            if !digest.is_empty() {
                client.set_header("accept-encoding", "gzip, deflate, br, zstd, dcb, dcz");
                client.set_header("available-dictionary", &format!(":{digest}:"));
            }
            client.set_header("if-none-match", tag);
        }
        let answer = client.get(path).await?;
        ensure!(
            matches!(answer.status, 200 | 304),
            "{path}: {}",
            answer.status
        );
        Ok(answer.body.len() as u64)
    }
}

/// A caller who asks as the service worker does.
fn asking(path: &str, server: SocketAddr) -> HttpClient {
    let mut client = HttpClient::new(server);
    client.set_header("accept-encoding", "gzip, deflate, br, zstd");
    client.set_header("sec-fetch-dest", "empty");
    client.set_header("accept", if path == "/" { "text/html" } else { "*/*" });
    client
}

async fn tag(path: &str, server: SocketAddr) -> Result<String> {
    let answer = asking(path, server).get(path).await?;
    Ok(answer.header("etag").to_owned())
}

fn without_hash(address: &str) -> String {
    let is_hash = |word: &str| word.len() == 16 && word.bytes().all(|b| b.is_ascii_hexdigit());
    let words = address.split(['-', '_', '.']);
    let words = words.map(|word| if is_hash(word) { "*" } else { word });
    words.collect::<Vec<_>>().join(".")
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
