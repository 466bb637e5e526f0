//! A server that holds many records of one supplier, and a browser that asks it.

use crate::server::cores::SERVER;
use crate::server::ours::{Ours, client_id};
use crate::server::pusher::{command, request};
use anyhow::{Context, Result, ensure};
use domain::client_id::ClientId;
use domain::json::{read, write};
use domain::map::SortedMap;
use domain::protocol::{PROTOCOL, PullRequest, PullResponse, SCHEMA};
use domain::space::{Area, Space};
use http::Method;
use std::time::Instant;
use yangcai_tests::http_client::{Answer, HttpClient};

/// How many changes a pull is to bring.
const NEWS: u64 = 100;

/// One database with its server.
pub struct Filled {
    server: Ours,
    http: HttpClient,
    client: ClientId,
    next: u64,
    listings: Space,
    account: Space,
}

impl Filled {
    /// Files so many listings, by the rules but without HTTP, then starts the server.
    pub async fn with(records: usize) -> Result<Self> {
        let mut server = Ours::prepared(1)?;
        let member = server.members.first().context("one supplier")?.clone();
        server.fill(records)?;
        server.start(Some(SERVER)).await?;
        let unit = member.account.unit.context("a unit")?;
        Ok(Self {
            http: member.http(server.address()),
            client: client_id((6 << 40) + records as u64),
            next: 1,
            listings: Space::new(&member.account.platform, Area::Listings(unit)),
            account: Space::new(&member.account.platform, Area::Account(unit)),
            server,
        })
    }

    /// The times of so many calls of each kind, in milliseconds.
    pub async fn round(&mut self, calls: usize) -> Result<[Vec<f64>; 3]> {
        let (mut nothing, mut news, mut pushes) = (vec![], vec![], vec![]);
        self.push(NEWS as usize).await?;
        let seq = self.seq()?;
        for _ in 0..calls {
            nothing.push(self.pull(seq, 0).await?);
        }
        for _ in 0..calls {
            news.push(self.pull(seq - NEWS, NEWS as usize).await?);
        }
        for _ in 0..calls {
            pushes.push(self.push(0).await?);
        }
        Ok([nothing, news, pushes])
    }

    /// How many changes the supplier's listings have seen: until any are collected, that is the cursor.
    fn seq(&self) -> Result<u64> {
        let store = self.server.store()?;
        let row = store.read(|tx| tx.space(&self.listings))?;
        Ok(row.context("no listings")?.seq)
    }

    async fn push(&mut self, rows: usize) -> Result<f64> {
        let command = command(self.next as usize, rows);
        let push = request(self.client, &self.server.epoch, self.next, command);
        self.next += 1;
        let (answer, time) = self.ask("/v1/push", write(&push)).await?;
        ensure!(!answer.text().contains("refused"), "{}", answer.text());
        Ok(time)
    }

    async fn pull(&mut self, seq: u64, rows: usize) -> Result<f64> {
        let mut cursors = SortedMap::new();
        cursors.insert(self.listings.clone(), seq);
        cursors.insert(self.account.clone(), 0);
        let pull = PullRequest {
            proto: PROTOCOL,
            schema: SCHEMA,
            epoch: self.server.epoch.clone(),
            client_id: self.client,
            cursors,
        };
        let (answer, time) = self.ask("/v1/pull", write(&pull)).await?;
        let response: PullResponse = read(&answer.text()).context("no pull")?;
        let page = response.spaces.get(&self.listings);
        let found = page.map_or(0, |page| page.put.len());
        ensure!(found == rows, "{found} rows instead of {rows}");
        Ok(time)
    }

    async fn ask(&mut self, path: &str, body: String) -> Result<(Answer, f64)> {
        let (body, began) = (body.into_bytes().into(), Instant::now());
        let answer = self
            .http
            .send(Method::POST, path, "application/json", body)
            .await?;
        let time = began.elapsed().as_secs_f64() * 1000.0;
        ensure!(answer.status == 200, "{}: {}", answer.status, answer.text());
        Ok((answer, time))
    }
}
