//! The network between browser and server: a TCP proxy that can be slow, be cut, and lose answers.
//!
//! A browser's own throttle can miss what a service worker fetches; bytes that pass through here cannot be
//! missed. All connections share one link, as they do on a phone. Rates are bytes per second, latency is per
//! round trip (half of it each way). What moved is counted as it passes, HTTP heads included.

use crate::link::{Direction, Link};
use crate::sent::Sent;
use crate::wire::Wire;
use anyhow::{Result, bail};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// How fast a link is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shape {
    /// From the browser to the server, bytes per second.
    pub up: u32,
    /// From the server to the browser, bytes per second.
    pub down: u32,
    /// Latency of a round trip.
    pub latency: Duration,
}

/// 50,000 B/s both ways and 2 s for a round trip, the connection's opening included.
pub const SLOW_3G: Shape = Shape {
    up: 50_000,
    down: 50_000,
    latency: Duration::from_millis(2_000),
};

/// 256 kbit/s up, 280 kbit/s down and 0.8 s for a round trip.
pub const TWO_G: Shape = Shape {
    up: 32_000,
    down: 35_000,
    latency: Duration::from_millis(800),
};

/// The proxy in front of one server. It ends, with every connection through it, when it is dropped.
pub struct Network {
    address: SocketAddr,
    link: Arc<Link>,
    accepting: JoinHandle<()>,
}

impl Network {
    /// Opens a fast link to the server at `upstream`.
    pub async fn before(upstream: SocketAddr) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let link = Arc::new(Link::default());
        let accepting = tokio::spawn(accept(listener, upstream, link.clone()));
        Ok(Self {
            address,
            link,
            accepting,
        })
    }

    /// Where a client connects.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of a page behind this link; `path` begins with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Makes the link as slow as `shape` from the next byte on.
    pub fn shape(&self, shape: Shape) {
        self.link.set_shape(Some(shape));
    }

    /// Makes the link fast again.
    pub fn unshape(&self) {
        self.link.set_shape(None);
    }

    /// Drops every open connection and refuses new ones.
    pub fn cut(&self) {
        self.link.set_cut(true);
    }

    /// Lets connections through again.
    pub fn restore(&self) {
        self.link.set_cut(false);
    }

    /// Lets the next `times` requests whose path begins with `path` reach the server, and drops each one's
    /// connection when its answer begins. A browser may itself send a request again when a connection it had
    /// used before drops: to make the page see the loss, lose more answers than one, then [`Self::lose_none`].
    pub fn lose_responses(&self, path: &str, times: u32) {
        self.link.lose(path, times);
    }

    /// Loses no further answers.
    pub fn lose_none(&self) {
        self.link.lose("", 0);
    }

    /// How many answers have been lost so far.
    pub fn lost(&self) -> usize {
        self.link.lost()
    }

    /// Waits until `count` answers have been lost.
    pub async fn wait_until_lost(&self, count: usize) -> Result<()> {
        let limit = Instant::now() + Duration::from_secs(60);
        while self.lost() < count {
            if Instant::now() > limit {
                bail!(
                    "{} answers were lost, {count} were to be; requests: {:#?}",
                    self.lost(),
                    self.requests()
                );
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    /// Every request so far, as "POST /v1/push".
    pub fn requests(&self) -> Vec<String> {
        self.link.requests()
    }

    /// How many requests so far begin with `start`, as in "POST /v1/push".
    pub fn count_requests(&self, start: &str) -> usize {
        self.requests()
            .iter()
            .filter(|request| request.starts_with(start))
            .count()
    }

    /// Those that begin with `start`, as in "POST /v1/push", with their heads and bodies.
    pub fn sent(&self, start: &str) -> Vec<Sent> {
        self.link.sent(start)
    }

    /// All bytes that have moved so far.
    pub fn moved(&self) -> Wire {
        Wire {
            up: self.link.moved(Direction::Up),
            down: self.link.moved(Direction::Down),
        }
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, upstream: SocketAddr, link: Arc<Link>) {
    let mut connections = JoinSet::new();
    loop {
        let Ok((client, _)) = listener.accept().await else {
            continue;
        };
        while connections.try_join_next().is_some() {}
        if link.is_cut() {
            // With zero linger, closing sends a reset: the client sees a refusal, not an empty answer.
            let _reset_or_closed = client.set_zero_linger();
            continue;
        }
        let link = link.clone();
        connections.spawn(async move {
            let Ok(server) = TcpStream::connect(upstream).await else {
                return;
            };
            link.carry(client, server).await;
        });
    }
}
