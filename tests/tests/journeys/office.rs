//! The centre at its desk: a caller without a browser who reviews, and the reviewer's screens.

use crate::person::{PASSWORD, arrives_at};
use anyhow::{Context, Result, bail};
use domain::client_id::ClientId;
use domain::command::{Command, Envelope};
use domain::protocol::{CLIENT_HEADER, INTAKE_HEADER, PLATFORM_HEADER, PROTOCOL, SCHEMA, digest};
use domain::record_id::RecordId;
use domain::review::ReviewAct;
use domain::timestamp::Timestamp;
use serde_json::{Value, json};
use std::net::SocketAddr;
use yangcai_tests::browser::Browser;
use yangcai_tests::http_client::{Answer, HttpClient};
use yangcai_tests::query::Find;

/// Somebody who speaks the protocol and leaves the screens out.
pub struct Caller {
    pub http: HttpClient,
    client: ClientId,
    next: u64,
}

/// A record as its caller may see it.
pub struct Seen {
    pub id: RecordId,
    pub name: String,
    pub state: String,
}

impl Caller {
    /// Signs in, whether or not a new password is owed.
    pub async fn sign_in(
        server: SocketAddr,
        platform: &str,
        login_name: &str,
        password: &str,
    ) -> Result<Self> {
        let mut http = HttpClient::new(server);
        http.set_header(CLIENT_HEADER, "1");
        let asked = json!({ "platform": platform, "login_name": login_name, "password": password });
        let answer = http.post("/v1/session", &asked).await?;
        if answer.status != 200 {
            bail!("{login_name} is not let in: {}", answer.text());
        }
        Ok(Self {
            http,
            client: ClientId::from_random([9; 10]),
            next: 1,
        })
    }

    /// Goes by another name of its own, where one account speaks from several places.
    pub fn elsewhere(self) -> Self {
        Self {
            client: ClientId::from_random([7; 10]),
            ..self
        }
    }

    /// Somebody without an account, who holds this key.
    pub fn applicant(server: SocketAddr, platform: &str, key: &str) -> Self {
        let mut http = HttpClient::new(server);
        for (name, value) in [
            (CLIENT_HEADER, "1"),
            (PLATFORM_HEADER, platform),
            (INTAKE_HEADER, key),
        ] {
            http.set_header(name, value);
        }
        Self {
            http,
            client: ClientId::from_random([8; 10]),
            next: 1,
        }
    }

    /// The name of the record that the next command makes.
    pub fn next_record(&self) -> RecordId {
        RecordId::of_command(self.client, self.next)
    }

    /// The centre's reviewer on a platform.
    pub async fn reviewer(server: SocketAddr, platform: &str) -> Result<Self> {
        Self::sign_in(server, platform, crate::person::REVIEWER, PASSWORD).await
    }

    /// Asks for everything that this account may see.
    pub async fn pull(&mut self) -> Result<Answer> {
        let asked = json!({ "proto": PROTOCOL, "schema": SCHEMA, "epoch": "", "client_id": self.client, "cursors": {} });
        self.http.post("/v1/pull", &asked).await
    }

    /// How many of the listings that this account may see are called `name`.
    pub async fn count_named(&mut self, name: &str) -> Result<usize> {
        let seen = self.listings().await?;
        Ok(seen.iter().filter(|seen| seen.name == name).count())
    }

    /// The product listings that this account may see.
    pub async fn listings(&mut self) -> Result<Vec<Seen>> {
        let pulled = self.pull().await?.json()?;
        let spaces = pulled["spaces"].as_object().context("no spaces")?;
        let rows = spaces
            .values()
            .flat_map(|page| page["put"].as_array().into_iter().flatten());
        rows.filter_map(|row| {
            let body = row["record"].get("body").unwrap_or(&row["record"]);
            let name = body["details"]["product_name"].as_str()?;
            let state = body["review"]["state"].as_str()?;
            Some((
                row["id"].as_str()?.parse().ok(),
                name.to_owned(),
                state.to_owned(),
            ))
        })
        .map(|(id, name, state)| {
            Ok(Seen {
                id: id.context("no id")?,
                name,
                state,
            })
        })
        .collect()
    }

    /// Every time of day and year, in milliseconds, in the history of the listings of this name.
    pub async fn times_of(&mut self, name: &str) -> Result<Vec<i64>> {
        let pulled = self.pull().await?.json()?;
        let spaces = pulled["spaces"].as_object().context("no spaces")?;
        let rows = spaces
            .values()
            .flat_map(|page| page["put"].as_array().into_iter().flatten());
        let bodies = rows.map(|row| row["record"].get("body").unwrap_or(&row["record"]));
        let named = bodies.filter(|body| body["details"]["product_name"] == name);
        let events =
            named.flat_map(|body| body["review"]["history"].as_array().into_iter().flatten());
        Ok(events.filter_map(|event| event["at"].as_i64()).collect())
    }

    /// Gives one command; the platform must accept it.
    pub async fn give(&mut self, command: Command) -> Result<()> {
        let envelope = Envelope {
            command,
            base_version: None,
            base: None,
            at: Timestamp::default(),
            origin: None,
        };
        let answer = self.push(&serde_json::to_value(envelope)?).await?;
        self.next += 1;
        let status = answer.json()?["receipts"][0]["status"].clone();
        if status.to_string().contains("refused") || answer.status != 200 {
            bail!("not accepted: {}", answer.text());
        }
        Ok(())
    }

    /// Pushes one command as it is.
    pub async fn push(&mut self, command: &Value) -> Result<Answer> {
        let asked = json!({
            "proto": PROTOCOL, "schema": SCHEMA, "epoch": "", "client_id": self.client, "first_mid": self.next,
            "commands": [command], "digest": digest([command.to_string().as_str()]),
        });
        self.http.post("/v1/push", &asked).await
    }

    /// Gives one act of the review.
    pub async fn review(&mut self, record: RecordId, act: ReviewAct) -> Result<()> {
        self.give(Command::Review { record, act }).await
    }
}

/// Opens the queue and in it the application of this name, and takes it up.
pub async fn take_up(reviewer: &Browser, platform: &str, name: &str) -> Result<()> {
    reviewer.open(&format!("/{platform}/review")).await?;
    reviewer.button(name).click().await?;
    arrives_at(reviewer, &format!("/{platform}/review/")).await?;
    reviewer.button("开始审核").click().await
}

/// Approves the application that has been taken up.
pub async fn approve(reviewer: &Browser) -> Result<()> {
    reviewer.button("通过").click().await?;
    reviewer.role("dialog").button("通过").click().await?;
    reviewer.text("这份申请现在是「已通过」").appears().await?;
    reviewer.css(".tags").text("平台已收").appears().await?;
    Ok(())
}
