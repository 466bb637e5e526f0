//! How many bytes went over the wire between two points, service worker and HTTP heads included.

use crate::network::Network;
use anyhow::{Result, bail};
use std::fmt;
use std::ops::Sub;
use std::time::{Duration, Instant};

/// Bytes that moved each way, as TCP carried them (without TCP's and IP's own headers).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wire {
    /// From the browser to the server.
    pub up: u64,
    /// From the server to the browser.
    pub down: u64,
}

impl Wire {
    /// Both ways together.
    pub fn total(self) -> u64 {
        self.up + self.down
    }
}

impl Sub for Wire {
    type Output = Self;

    fn sub(self, earlier: Self) -> Self {
        Self {
            up: self.up - earlier.up,
            down: self.down - earlier.down,
        }
    }
}

impl fmt::Display for Wire {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{} bytes ({} up, {} down)",
            self.total(),
            self.up,
            self.down
        )
    }
}

/// Measures what moves through one network from when it is made.
pub struct Meter<'n> {
    network: &'n Network,
    start: Wire,
}

impl<'n> Meter<'n> {
    /// Starts at what has moved by now.
    pub fn start(network: &'n Network) -> Self {
        Self {
            network,
            start: network.moved(),
        }
    }

    /// What has moved since the start.
    pub fn reading(&self) -> Wire {
        self.network.moved() - self.start
    }

    /// What has moved since the start, once nothing has moved for `quiet`: a service worker goes on
    /// fetching after the page is ready. Fails when the network does not fall quiet within two minutes.
    pub async fn reading_when_quiet(&self, quiet: Duration) -> Result<Wire> {
        let limit = Instant::now() + Duration::from_secs(120);
        let (mut last, mut since) = (self.reading(), Instant::now());
        while since.elapsed() < quiet {
            if Instant::now() > limit {
                bail!("the network never fell quiet for {quiet:?}: {last} moved");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
            let now = self.reading();
            if now != last {
                (last, since) = (now, Instant::now());
            }
        }
        Ok(last)
    }
}
