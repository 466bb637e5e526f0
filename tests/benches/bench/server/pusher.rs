//! A supplier's browser that pushes one command after another, and the ear that it keeps open for news.

use super::listing::listing;
use super::load::Caller;
use super::ours::{Member, Ours, client_id};
use anyhow::{Result, ensure};
use domain::client_id::ClientId;
use domain::command::{Command, Envelope};
use domain::json::{Raw, write};
use domain::protocol::{PROTOCOL, PushRequest, SCHEMA, digest};
use domain::timestamp::Timestamp;
use http::Method;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use yangcai_tests::http_client::HttpClient;

/// No two queues of one run have the same name.
static QUEUES: AtomicU64 = AtomicU64::new(1);

/// One queue.
pub struct Pusher {
    http: HttpClient,
    client: ClientId,
    epoch: String,
    next: u64,
    rows: usize,
}

impl Pusher {
    /// A new queue of a supplier, whose commands are a sheet of so many rows, or one listing each.
    pub fn new(ours: &Ours, member: &Member, rows: usize) -> Self {
        Self {
            http: member.http(ours.address()),
            client: client_id(QUEUES.fetch_add(1, Ordering::Relaxed)),
            epoch: ours.epoch.clone(),
            next: 1,
            rows,
        }
    }

    /// One queue for every supplier.
    pub fn all(ours: &Ours, rows: usize) -> Vec<Self> {
        let members = ours.members.iter();
        members
            .map(|member| Self::new(ours, member, rows))
            .collect()
    }
}

impl Caller for Pusher {
    async fn call(&mut self) -> Result<()> {
        let number = self.next as usize * self.rows.max(1);
        let command = command(number, self.rows);
        let request = request(self.client, &self.epoch, self.next, command);
        let body = write(&request).into_bytes().into();
        let answer = self
            .http
            .send(Method::POST, "/v1/push", "application/json", body)
            .await?;
        let text = answer.text();
        let taken = answer.status == 200 && !text.contains("refused");
        ensure!(taken, "{}: {text}", answer.status);
        self.next += 1;
        Ok(())
    }
}

/// A listing, or a sheet of so many.
pub fn command(number: usize, rows: usize) -> Command {
    match rows {
        0 => Command::SubmitListing {
            listing: None,
            entry: listing(number),
        },
        _ => Command::SubmitListings {
            rows: (number..number + rows).map(listing).collect(),
        },
    }
}

/// The push of one command.
pub fn request(client_id: ClientId, epoch: &str, mid: u64, command: Command) -> PushRequest {
    let envelope = Envelope {
        command,
        base_version: None,
        base: None,
        at: Timestamp::from_millis(1_795_000_000_000),
        origin: None,
    };
    let bytes = write(&envelope);
    PushRequest {
        proto: PROTOCOL,
        schema: SCHEMA,
        epoch: epoch.to_owned(),
        client_id,
        first_mid: mid,
        digest: digest([bytes.as_str()]),
        commands: vec![Raw::new(bytes)],
        packed: None,
        cursors: None,
    }
}

/// Keeps a supplier's stream of news open and reads it, until aborted.
pub async fn listen(server: SocketAddr, member: &Member) -> Result<JoinHandle<()>> {
    let mut stream = TcpStream::connect(server).await?;
    let request = format!(
        "GET /v1/poke HTTP/1.1\r\nhost: {server}\r\naccept: text/event-stream\r\n\
         x-forwarded-for: {}\r\ncookie: {}\r\n\r\n",
        member.from, member.cookie
    );
    stream.write_all(request.as_bytes()).await?;
    let mut buffer = vec![0; 4096];
    let read = stream.read(&mut buffer).await?;
    let head = String::from_utf8_lossy(&buffer[..read]).into_owned();
    ensure!(head.starts_with("HTTP/1.1 200"), "{head}");
    Ok(tokio::spawn(async move {
        while stream.read(&mut buffer).await.is_ok_and(|read| read > 0) {}
    }))
}
