//! PocketBase: a collection of listings that whoever has signed in may add to, through its REST API.

use super::cores;
use super::listing::listing;
use super::load::Caller;
use super::process::{Process, free_address};
use anyhow::{Context, Result, ensure};
use http::Method;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;
use tempfile::TempDir;
use yangcai_tests::http_client::HttpClient;
use yangcai_tests::paths;

const EMAIL: &str = "bench@example.com";
const PASSWORD: &str = "yc8k2m6q";

/// A running PocketBase with one account.
pub struct PocketBase {
    address: SocketAddr,
    token: String,
    _process: Process,
    _folder: TempDir,
}

impl PocketBase {
    /// Starts one on a core of its own, or anywhere.
    pub async fn start(core: Option<usize>) -> Result<Self> {
        let program: PathBuf =
            paths::workspace().join("tests/peers/pocketbase/installed/bin/pocketbase");
        ensure!(program.is_file(), "`.ci/setup bench` installs PocketBase");
        let folder = tempfile::Builder::new()
            .prefix("pocketbase-bench-")
            .tempdir()?;
        let address = free_address()?;
        let data = folder.path().join("data");
        let made = Command::new(&program)
            .args(["superuser", "upsert", EMAIL, PASSWORD, "--dir"])
            .arg(&data)
            .output()?;
        ensure!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
        let mut command = cores::command(core, &program);
        command
            .args(["serve", "--http", &address.to_string(), "--dir"])
            .arg(&data);
        let log = folder.path().join("pocketbase.log");
        let process = Process::start(command, &log, address, "/api/health").await?;
        Ok(Self {
            address,
            token: prepare(address).await?,
            _process: process,
            _folder: folder,
        })
    }
}

/// Makes the collection and the account, and signs in.
async fn prepare(address: SocketAddr) -> Result<String> {
    let mut http = HttpClient::new(address);
    let token = sign_in(&mut http, "_superusers").await?;
    http.set_header("authorization", &token);
    let fields: Vec<_> = match serde_json::to_value(listing(1))? {
        Value::Object(entry) => entry
            .keys()
            .map(|name| json!({ "name": name, "type": "text" }))
            .collect(),
        _ => vec![],
    };
    let collection = json!({
        "name": "listings",
        "type": "base",
        "fields": fields,
        "createRule": "@request.auth.id != ''",
    });
    call(&mut http, Method::POST, "/api/collections", &collection).await?;
    // Its documentation's advice for a busy instance: no request log. Its own limits stay off, as they are.
    let settings = json!({ "logs": { "maxDays": 0 } });
    call(&mut http, Method::PATCH, "/api/settings", &settings).await?;
    let user = json!({ "email": EMAIL, "password": PASSWORD, "passwordConfirm": PASSWORD, "verified": true });
    call(
        &mut http,
        Method::POST,
        "/api/collections/users/records",
        &user,
    )
    .await?;
    sign_in(&mut http, "users").await
}

async fn sign_in(http: &mut HttpClient, collection: &str) -> Result<String> {
    let path = format!("/api/collections/{collection}/auth-with-password");
    let who = json!({ "identity": EMAIL, "password": PASSWORD });
    let answer = call(http, Method::POST, &path, &who).await?;
    let token = answer["token"].as_str();
    Ok(token.context("no token")?.to_owned())
}

async fn call(http: &mut HttpClient, method: Method, path: &str, body: &Value) -> Result<Value> {
    let body = serde_json::to_vec(body)?.into();
    let answer = http.send(method, path, "application/json", body).await?;
    ensure!(
        answer.status == 200,
        "{path}: {}: {}",
        answer.status,
        answer.text()
    );
    answer.json()
}

/// Creates one record after another as somebody who has signed in.
pub struct Creator {
    http: HttpClient,
    next: usize,
}

impl Creator {
    /// One with a connection of its own.
    pub fn new(pocketbase: &PocketBase) -> Self {
        let mut http = HttpClient::new(pocketbase.address);
        http.set_header("authorization", &pocketbase.token);
        Self { http, next: 1 }
    }
}

impl Caller for Creator {
    async fn call(&mut self) -> Result<()> {
        let body = serde_json::to_value(listing(self.next))?;
        call(
            &mut self.http,
            Method::POST,
            "/api/collections/listings/records",
            &body,
        )
        .await?;
        self.next += 1;
        Ok(())
    }
}

/// Signs in again and again.
pub struct Entrant(HttpClient);

impl Entrant {
    /// One with a connection of its own.
    pub fn new(pocketbase: &PocketBase) -> Self {
        Self(HttpClient::new(pocketbase.address))
    }
}

impl Caller for Entrant {
    async fn call(&mut self) -> Result<()> {
        sign_in(&mut self.0, "users").await.map(drop)
    }
}
