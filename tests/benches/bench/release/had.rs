//! What a browser has of a build, and so how it asks for the next one.

use anyhow::{Result, ensure};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;
use yangcai_tests::http_client::HttpClient;

/// What the browser has.
pub struct Had {
    /// By the address without its hash, the digest of the contents.
    digests: HashMap<String, String>,
    /// By the address, the entity tag.
    tags: HashMap<String, String>,
}

impl Had {
    /// Everything that the service worker lists, and the worker itself.
    pub async fn of(build: &Path, server: SocketAddr) -> Result<Self> {
        const LISTED: &str = "\":\"sha256-";
        const WORKER: &str = "/service-worker.js";
        let list = std::fs::read_to_string(build.join(&WORKER[1..]))?;
        let mut had = Self {
            digests: HashMap::new(),
            tags: HashMap::from([(WORKER.to_owned(), tag(WORKER, server).await?)]),
        };
        for (at, _) in list.match_indices(LISTED) {
            let address = list[..at].rsplit('"').next().unwrap_or_default();
            let digest = list[at + LISTED.len()..].split('"').next();
            let digest = digest.unwrap_or_default().to_owned();
            had.digests.insert(without_hash(address), digest);
            let tag = tag(address, server).await?;
            had.tags.insert(address.to_owned(), tag);
        }
        ensure!(
            had.tags.len() > 3,
            "the service worker lists hardly anything"
        );
        Ok(had)
    }

    /// How long the body is that the browser was sent, asked for once more as it asked.
    pub async fn body_of(&self, path: &str, server: SocketAddr) -> Result<u64> {
        let mut client = asking(path, server);
        if let Some(digest) = self.digests.get(&without_hash(path)) {
            client.set_header("accept-encoding", "gzip, deflate, br, zstd, dcb, dcz");
            client.set_header("available-dictionary", &format!(":{digest}:"));
        }
        if let Some(tag) = self.tags.get(path) {
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
