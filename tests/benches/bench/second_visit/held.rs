//! A phone that holds a unit's listings: filled once, then opened again and again without a network.

use crate::first_load::contender::Contender;
use crate::first_load::person::{app_is_kept, give_password};
use crate::server::listing::listing;
use crate::server::ours::{Ours, PASSWORD};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use yangcai_tests::browser::Browser;
use yangcai_tests::device::{CHINESE, Device};
use yangcai_tests::network::Network;
use yangcai_tests::query::Find;

const LISTINGS: &str = "/hunan/listings";
/// How much slower than this machine's the processor of a cheap phone is.
const SLOWER: u32 = 4;
/// Filling may take this long, and so may a visit before it is given up.
const PATIENCE: Duration = Duration::from_secs(180);
/// A browser that has just been started has work of its own.
const SETTLED: Duration = Duration::from_millis(700);
/// The peer is given so many records at a time.
const PORTION: usize = 5_000;
const HOLD: &str = "const [listings, done] = arguments;
    window.hold(listings).then(() => done(null), (error) => done(String(error)))";

/// Who serves the page.
enum Server {
    Ours { network: Network, _server: Ours },
    Peer(Contender),
}

/// One phone with its server.
pub struct Held {
    records: usize,
    phone: Browser,
    server: Server,
    looked: bool,
}

impl Held {
    /// The app, into which the records came from the server.
    pub async fn ours(records: usize) -> Result<Self> {
        let mut server = Ours::prepared(1)?;
        server.fill(records)?;
        server.start(None).await?;
        let network = Network::before(server.address()).await?;
        let mut phone = Browser::open_impatient_on(&network, Device::Phone, CHINESE).await?;
        phone.set_patience(PATIENCE);
        phone.open("/hunan/sign-in").await?;
        let [member] = server.members.as_slice() else {
            anyhow::bail!("one supplier is enough");
        };
        let name = member.account.login_name.as_str();
        give_password(&phone, name, PASSWORD).await?;
        phone.text("，您好").appears().await?;
        app_is_kept(&phone).await?;
        phone.open(LISTINGS).await?;
        Self::filled(
            records,
            phone,
            Server::Ours {
                network,
                _server: server,
            },
        )
        .await
    }

    /// The peer's page, into which the records came through its own store.
    pub async fn react(records: usize) -> Result<Self> {
        let contender = Contender::peer("React 19 + Dexie", "react_list").await?;
        let mut phone = contender.impatient_phone().await?;
        phone.set_patience(PATIENCE);
        phone.open(LISTINGS).await?;
        app_is_kept(&phone).await?;
        for first in (0..records).step_by(PORTION) {
            let portion = (first..records.min(first + PORTION)).map(as_kept);
            let failed = phone.run_async(HOLD, vec![portion.collect()]).await?;
            anyhow::ensure!(failed.is_null(), "{failed}");
        }
        phone.open(LISTINGS).await?;
        Self::filled(records, phone, Server::Peer(contender)).await
    }

    async fn filled(records: usize, mut phone: Browser, server: Server) -> Result<Self> {
        holds(&phone, records).await?;
        phone.close().await?;
        Ok(Self {
            records,
            phone,
            server,
            looked: false,
        })
    }

    /// What the table calls it.
    pub fn name(&self) -> &'static str {
        match &self.server {
            Server::Ours { .. } => "ours",
            Server::Peer(contender) => contender.name,
        }
    }

    /// Starts the browser and opens the list, without a network: milliseconds until it is seen.
    pub async fn visit(&mut self) -> Result<f64> {
        self.network().cut();
        self.phone.reopen().await?;
        self.phone.announce_offline(true).await?;
        self.phone
            .run_before_pages(include_str!("watch.js"))
            .await?;
        tokio::time::sleep(SETTLED).await;
        self.phone.slow_processor(SLOWER).await?;
        self.phone.open(LISTINGS).await?;
        let time = self.seen().await?;
        if !self.looked {
            // All of them were there, not only those that were shown first.
            self.phone.slow_processor(1).await?;
            holds(&self.phone, self.records).await?;
            self.looked = true;
        }
        self.phone.close().await?;
        Ok(time)
    }

    /// What the page itself noted. Asked for late: questions would be in its way.
    async fn seen(&self) -> Result<f64> {
        let began = Instant::now();
        while began.elapsed() < PATIENCE {
            tokio::time::sleep(Duration::from_millis(500)).await;
            let seen = self.phone.run("return window.seen ?? null", vec![]).await?;
            if let Some(seen) = seen.as_f64() {
                return Ok(seen);
            }
        }
        anyhow::bail!("no list: {}", self.phone.page_text().await?)
    }

    fn network(&self) -> &Network {
        match &self.server {
            Server::Ours { network, .. } => network,
            Server::Peer(contender) => &contender.network,
        }
    }
}

/// Waits until the page says that it has so many.
async fn holds(phone: &Browser, records: usize) -> Result<()> {
    let all = match records {
        0 => "还没有提交过申报".to_owned(),
        some => format!("共 {some} 份"),
    };
    phone.text(&all).appears().await.context(all)?;
    Ok(())
}

/// A listing as the peer keeps it: what its list shows and orders by, and the rest of the record.
fn as_kept(number: usize) -> Value {
    json!({
        "id": format!("{number:08}"),
        "entry": listing(number),
        "state": "已提交",
        "touched": 1_795_000_000_000_u64 + number as u64,
        "history": [{ "at": 1_795_000_000_000_u64, "act": "submitted", "by": "王芳" }],
    })
}
