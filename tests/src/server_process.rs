//! The real server as a child process with a data directory of its own: started, stopped, killed, restarted.
//!
//! The binary is `YANGCAI_BIN`, or else the workspace's debug build. Its log goes to a file, which a test can
//! search for what must never be written there.

use crate::{http_client, paths};
use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use std::fs::OpenOptions;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a debug build may take to fill an empty database with demonstration data.
const START: Duration = Duration::from_secs(90);
const STOP: Duration = Duration::from_secs(30);

/// One running server; it is killed, and its data deleted, when this is dropped.
pub struct ServerProcess {
    binary: PathBuf,
    demonstration: bool,
    front_end: Option<PathBuf>,
    directory: TempDir,
    address: SocketAddr,
    child: Option<Child>,
}

impl ServerProcess {
    /// Starts a server with demonstration data and waits until it is healthy.
    pub async fn start() -> Result<Self> {
        Self::start_binary(binary(), true).await
    }

    /// Starts a server whose database is empty.
    pub async fn start_empty() -> Result<Self> {
        Self::start_binary(binary(), false).await
    }

    /// Starts the given binary, which must understand `serve`, `PORT`, `DATA_DIR` and `DEMO`.
    pub async fn start_binary(binary: PathBuf, demonstration: bool) -> Result<Self> {
        let directory = tempfile::Builder::new()
            .prefix("yangcai-server-")
            .tempdir()?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port();
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut server = Self {
            binary,
            demonstration,
            front_end: None,
            directory,
            address,
            child: None,
        };
        server.restart().await?;
        Ok(server)
    }

    /// Starts the server again on the same port and data; kills it first if it still runs.
    pub async fn restart(&mut self) -> Result<()> {
        self.kill()?;
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.log_path())?;
        let mut command = Command::new(&self.binary);
        if let Some(folder) = &self.front_end {
            command.env("YANGCAI_DIST", folder);
        }
        let child = command
            .arg("serve")
            .env("PORT", self.address.port().to_string())
            .env("DATA_DIR", self.data_dir())
            .env("DEMO", if self.demonstration { "1" } else { "0" })
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("{} does not start; build it first", self.binary.display()))?;
        self.child = Some(child);
        self.wait_until_healthy().await
    }

    /// Serves another build of the front end from the next restart on.
    pub fn set_front_end(&mut self, folder: PathBuf) {
        self.front_end = Some(folder);
    }

    async fn wait_until_healthy(&mut self) -> Result<()> {
        let limit = Instant::now() + START;
        loop {
            if let Some(status) = self.child.as_mut().context("not started")?.try_wait()? {
                bail!("the server ended with {status}:\n{}", self.log()?);
            }
            let answer = http_client::get(self.address, "/healthz").await;
            if answer.is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            if Instant::now() > limit {
                bail!(
                    "the server was not healthy within {START:?}:\n{}",
                    self.log()?
                );
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Asks the server to stop (SIGTERM) and waits for its end.
    pub async fn stop(&mut self) -> Result<ExitStatus> {
        let child = self.child.as_mut().context("the server does not run")?;
        kill_process(Pid::from_child(child), Signal::TERM)?;
        let limit = Instant::now() + STOP;
        loop {
            if let Some(status) = child.try_wait()? {
                self.child = None;
                return Ok(status);
            }
            if Instant::now() > limit {
                bail!("the server did not stop within {STOP:?}:\n{}", self.log()?);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Kills the server in mid-flight (SIGKILL), if it runs.
    pub fn kill(&mut self) -> Result<()> {
        if let Some(mut child) = self.child.take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    /// Where the server listens. Browsers go through a [`crate::network::Network`] in front of it.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The directory with the server's database.
    pub fn data_dir(&self) -> PathBuf {
        self.directory.path().join("data")
    }

    fn log_path(&self) -> PathBuf {
        self.directory.path().join("server.log")
    }

    /// All that the server has written, over its restarts.
    pub fn log(&self) -> Result<String> {
        let bytes = std::fs::read(self.log_path())?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// The files of the database that hold this text; WAL and all lie in one directory.
    pub fn files_with(&self, text: &str) -> Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(self.data_dir())? {
            let path = entry?.path();
            if path.is_file()
                && memchr::memmem::find(&std::fs::read(&path)?, text.as_bytes()).is_some()
            {
                found.push(path);
            }
        }
        Ok(found)
    }
}

impl Drop for ServerProcess {
    fn drop(&mut self) {
        let _already_gone = self.kill();
    }
}

fn binary() -> PathBuf {
    let built = || paths::target().join("debug/yangcai");
    std::env::var_os("YANGCAI_BIN").map_or_else(built, PathBuf::from)
}
