//! A server as a child process: started, waited for, and killed with its owner.

use anyhow::{Context, Result, bail};
use std::fs::File;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use yangcai_tests::http_client;

const START: Duration = Duration::from_secs(60);

/// One running server.
pub struct Process(Child);

impl Process {
    /// Starts a server that writes to `log`, and waits until it answers at `address` with `path`.
    pub async fn start(
        mut command: Command,
        log: &Path,
        address: SocketAddr,
        path: &str,
    ) -> Result<Self> {
        let file = File::create(log)?;
        let child = command
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .with_context(|| format!("{command:?} does not start"))?;
        let mut process = Self(child);
        let limit = Instant::now() + START;
        while !answers(address, path).await {
            let ended = process.0.try_wait()?;
            if ended.is_some() || Instant::now() > limit {
                let said = std::fs::read_to_string(log).unwrap_or_default();
                bail!("{command:?} did not come up: {ended:?}\n{said}");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Ok(process)
    }
}

impl Process {
    /// The processor time that it has used so far, in seconds; zero where the system does not say.
    pub fn seconds(&self) -> f64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.0.id()));
        let stat = stat.unwrap_or_default();
        // Behind the name in brackets; the 12th and 13th are in hundredths of a second, user's and system's.
        let fields = stat.rsplit(')').next().unwrap_or_default();
        let hundredths = fields.split_whitespace().skip(11).take(2);
        hundredths
            .filter_map(|field| field.parse::<f64>().ok())
            .sum::<f64>()
            / 100.0
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _already_gone = self.0.kill();
        let _reaped = self.0.wait();
    }
}

async fn answers(address: SocketAddr, path: &str) -> bool {
    let answer = http_client::get(address, path).await;
    answer.is_ok_and(|answer| answer.status == 200)
}

/// An address of this machine at which nobody listens.
pub fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
