//! A supplier's browser without a screen: the real replica, and calls with the headers that Chromium sends.

use crate::server::ours::{Member, Ours, client_id};
use anyhow::{Context, Result, anyhow, bail, ensure};
use app::profiles;
use app::replica::{Identity, Pulled, Replica, Rows, WriteBatch};
use domain::command::Command;
use domain::json::{FromJson, read, write};
use domain::protocol::{PullRequest, PullResponse, PushResponse};
use domain::timestamp::Timestamp;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::Method;
use serde::Serialize;
use std::io::{Read, Write};
use std::net::SocketAddr;
use yangcai_tests::http_client::{Answer, HttpClient};

/// When the network is back.
pub const NOW: Timestamp = Timestamp::from_millis(1_795_000_000_000);

/// What Chromium on a phone adds to a page's own call.
const CHROMIUM: [(&str, &str); 9] = [
    ("accept", "*/*"),
    ("accept-encoding", "gzip, deflate, br, zstd"),
    ("accept-language", "zh-CN,zh;q=0.9"),
    (
        "sec-ch-ua",
        "\"Chromium\";v=\"140\", \"Not=A?Brand\";v=\"24\"",
    ),
    ("sec-ch-ua-mobile", "?1"),
    ("sec-ch-ua-platform", "\"Android\""),
    ("sec-fetch-dest", "empty"),
    ("sec-fetch-mode", "cors"),
    (
        "user-agent",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
    ),
];

/// One tab with its local database in memory.
pub struct Browser {
    replica: Replica,
    http: HttpClient,
    generation: u64,
    calls: usize,
}

impl Browser {
    /// A supplier's new device, which reaches the server through `way`.
    pub fn new(ours: &Ours, member: &Member, way: SocketAddr, number: u64) -> Result<Self> {
        let platform = member.account.platform.clone();
        let profile = profiles::find(platform.as_str()).context("no such platform")?;
        let identity = Identity {
            platform,
            actor: member.account.actor(),
        };
        let name = client_id((9 << 40) + number);
        let mut http = member.http(way);
        for (header, value) in CHROMIUM {
            http.set_header(header, value);
        }
        http.set_header("referer", &format!("http://{}/", ours.address()));
        let mut browser = Self {
            replica: Replica::load(Rows::default(), identity, profile.clone(), name),
            http,
            generation: 0,
            calls: 0,
        };
        let batch = browser.replica.begin(None);
        browser.keep(&batch);
        Ok(browser)
    }

    fn keep(&mut self, batch: &WriteBatch) {
        if !batch.is_empty() {
            self.generation += u64::from(batch.expect.is_some());
            self.replica.committed(batch, self.generation);
        }
    }

    /// Queues a command while there is no network.
    pub fn queue(&mut self, command: Command, at: Timestamp) -> Result<()> {
        let queued = self.replica.queue(command, at);
        let (_, batch) = queued.map_err(|fault| anyhow!("{fault:?}"))?;
        self.keep(&batch);
        Ok(())
    }

    /// Exchanges everything, as the page's own loop does: the queue goes up, then changes come down.
    pub async fn exchange(&mut self) -> Result<()> {
        let mut up_to_date = false;
        loop {
            let batch = self.replica.mark_sent();
            self.keep(&batch);
            let Some(request) = self.replica.push_request() else {
                break;
            };
            let mut response: PushResponse = self.ask("/v1/push", &request).await?;
            let news = response.follow_up(&request).zip(response.news.take());
            let batch = self.replica.pushed(request.client_id, &response);
            self.keep(&batch);
            up_to_date = match news {
                Some((asked, news)) => self.take_in(&asked, news)?,
                None => false,
            };
        }
        while !up_to_date {
            let request = self.replica.pull_request();
            let response: PullResponse = self.ask("/v1/pull", &request).await?;
            up_to_date = self.take_in(&request, response)?;
        }
        ensure!(self.replica.is_drained(), "something was left in the queue");
        Ok(())
    }

    fn take_in(&mut self, request: &PullRequest, response: PullResponse) -> Result<bool> {
        match self.replica.pulled(request, response, NOW) {
            Pulled::More => Ok(false),
            Pulled::UpgradeRequired => bail!("this build is too old for its own server"),
            Pulled::Complete(batch) => {
                self.keep(&batch);
                Ok(true)
            }
        }
    }

    /// How many calls were made.
    pub fn calls(&self) -> usize {
        self.calls
    }

    /// How many records the browser now has from the server.
    pub fn records(&self) -> usize {
        self.replica.view().len()
    }

    async fn ask<T: FromJson>(&mut self, path: &str, body: &impl Serialize) -> Result<T> {
        let mut body = write(body).into_bytes();
        let compressed = body.len() > 600;
        if compressed {
            // As CompressionStream does it.
            let mut encoder = GzEncoder::new(vec![], Compression::default());
            encoder.write_all(&body)?;
            body = encoder.finish()?;
        }
        self.http.set_header(
            "content-encoding",
            if compressed { "gzip" } else { "identity" },
        );
        self.calls += 1;
        let answer = self
            .http
            .send(Method::POST, path, "application/json", body.into())
            .await?;
        let text = unpacked(&answer)?;
        ensure!(answer.status == 200, "{path}: {}: {text}", answer.status);
        read(&text).with_context(|| format!("{path}: {text}"))
    }
}

fn unpacked(answer: &Answer) -> Result<String> {
    let mut text = String::new();
    match answer.header("content-encoding") {
        "" => text = answer.text(),
        "br" => {
            brotli_decompressor::Decompressor::new(answer.body.as_ref(), 4096)
                .read_to_string(&mut text)?;
        }
        other => bail!("{other} is not unpacked here"),
    }
    Ok(text)
}
