//! express-pouchdb over LevelDB, as its own README sets it up.

use super::cores;
use super::listing::listing;
use super::load::Caller;
use super::process::{Process, free_address};
use anyhow::{Result, ensure};
use http::Method;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use yangcai_tests::http_client::HttpClient;
use yangcai_tests::paths;

/// A running express-pouchdb with an empty database called `bench`.
pub struct Express {
    address: SocketAddr,
    _process: Process,
    _folder: TempDir,
}

impl Express {
    /// Where its programs and packages are.
    pub fn home() -> PathBuf {
        paths::workspace().join("tests/peers/express-pouchdb")
    }

    /// Starts one on a core of its own, or anywhere.
    pub async fn start(core: Option<usize>) -> Result<Self> {
        let installed = Self::home().join("node_modules").is_dir();
        ensure!(installed, "`.ci/setup bench` installs express-pouchdb");
        let folder = tempfile::Builder::new()
            .prefix("express-bench-")
            .tempdir()?;
        let address = free_address()?;
        let mut command = cores::command(core, Path::new("node"));
        command
            .arg(Self::home().join("server.js"))
            .arg(address.port().to_string())
            .arg(folder.path())
            .env("NODE_ENV", "production");
        let log = folder.path().join("express.log");
        let process = Process::start(command, &log, address, "/").await?;
        let made = HttpClient::new(address)
            .send(Method::PUT, "/bench", "application/json", "".into())
            .await?;
        ensure!(made.status == 201, "{}: {}", made.status, made.text());
        Ok(Self {
            address,
            _process: process,
            _folder: folder,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

/// Puts one document after another.
pub struct Putter {
    http: HttpClient,
    number: usize,
    next: usize,
}

impl Putter {
    /// The caller of that number.
    pub fn new(express: &Express, number: usize) -> Self {
        Self {
            http: HttpClient::new(express.address),
            number,
            next: 1,
        }
    }
}

impl Caller for Putter {
    async fn call(&mut self) -> Result<()> {
        let body = serde_json::to_vec(&listing(self.next))?.into();
        let path = format!("/bench/{:04}-{:08}", self.number, self.next);
        let answer = self
            .http
            .send(Method::PUT, &path, "application/json", body)
            .await?;
        ensure!(answer.status == 201, "{}: {}", answer.status, answer.text());
        self.next += 1;
        Ok(())
    }
}
