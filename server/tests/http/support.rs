//! A server with a clock that tests set, and callers who know no rules.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode};
use domain::client_id::ClientId;
use domain::command::{Command, Envelope};
use domain::listing::ListingEntry;
use domain::product_kind::ProductKind;
use domain::protocol::{PROTOCOL, SCHEMA, digest};
use domain::registration::RegistrationEntry;
use domain::review::ReviewAct;
use domain::timestamp::Timestamp;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use server::accounts::Hasher;
use server::assets::Assets;
use server::files::Files;
use server::http::limits::Limits;
use server::http::state::{App, Config, Server};
use server::sync::Profiles;
use server::writer::Writer;
use tempfile::TempDir;
use tokio::sync::watch;
use tower::ServiceExt;

use crate::place::Place;

/// When tests begin: 2026-11-22, noon in Beijing.
pub const BEGIN: i64 = 1_795_320_000_000;
pub const HOUR: i64 = 3_600_000;
/// The password of the demonstration accounts of these platforms.
pub const PASSWORD: &str = "yc8k2m6q";

/// How many bytes of files each unit may have.
pub const QUOTA: u64 = 40 * 1024 * 1024;

/// A database with demonstration data.
fn seeded(folder: &Path) -> Place {
    Place::seeded(folder, |store| {
        server::demo::seed(store, &profiles(), Timestamp::from_millis(BEGIN)).unwrap();
    })
}

pub fn profiles() -> Profiles {
    let mut profiles = server::cli::profiles();
    profiles.retain(|id, _| matches!(id.as_str(), "guizhou" | "hunan"));
    profiles
}

pub struct World {
    pub app: App,
    pub place: Arc<Place>,
    pub folder: TempDir,
    pub stop: watch::Sender<bool>,
    clock: Arc<AtomicI64>,
    router: Router,
}

#[derive(Clone, Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    /// The code of a problem, which must have both sentences.
    pub fn code(&self) -> String {
        assert_eq!(
            self.headers["content-type"], "application/problem+json",
            "{self:?}"
        );
        let problem = self.json();
        assert_eq!(problem["status"], self.status.as_u16());
        for language in ["zh", "en"] {
            assert!(
                problem["sentence"][language]
                    .as_str()
                    .is_some_and(|text| text.len() > 5),
                "{problem}"
            );
        }
        problem["code"].as_str().unwrap().to_owned()
    }

    /// What the cookie header of the next call is.
    pub fn cookie(&self) -> String {
        let set = self.headers["set-cookie"].to_str().unwrap();
        set.split(';').next().unwrap().to_owned()
    }
}

impl World {
    pub fn new() -> Self {
        Self::with(Config::default(), None)
    }

    pub fn with(config: Config, dist: Option<PathBuf>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Arc::new(seeded(folder.path()));
        Self::on(
            place,
            folder,
            config,
            dist.unwrap_or_else(|| "/nowhere".into()),
            BEGIN,
        )
    }

    /// A server on these data.
    pub fn on(place: Arc<Place>, folder: TempDir, config: Config, dist: PathBuf, now: i64) -> Self {
        let store = place.store();
        let clock = Arc::new(AtomicI64::new(now));
        let (stop, stopping) = watch::channel(false);
        let hands = clock.clone();
        let app: App = Arc::new(Server {
            limits: Limits::new(config.sign_in_burst),
            config,
            profiles: profiles(),
            reader: store.reader(4).unwrap(),
            writer: Writer::start(store).unwrap(),
            assets: Assets::new(Some(dist)).remembering(&folder.path().join("releases")),
            files: Files::in_folder(&folder.path().join("files"), QUOTA).unwrap(),
            hasher: Hasher::default(),
            clock: Arc::new(move || Timestamp::from_millis(hands.load(Ordering::Relaxed))),
            stopping,
        });
        let router = server::http::router(&app);
        Self {
            app,
            place,
            folder,
            stop,
            clock,
            router,
        }
    }

    /// The server stopped and started again on the same data.
    pub async fn restarted(self) -> Self {
        self.restarted_with("/nowhere".into()).await
    }

    /// The same with another front end.
    pub async fn restarted_with(self, dist: PathBuf) -> Self {
        self.app.writer.stop().await;
        let now = self.clock.load(Ordering::Relaxed);
        Self::on(self.place, self.folder, self.app.config.clone(), dist, now)
    }

    pub fn advance(&self, milliseconds: i64) {
        self.clock.fetch_add(milliseconds, Ordering::Relaxed);
    }

    pub async fn stream(&self, request: Request<Body>) -> axum::response::Response {
        let mut request = request;
        request
            .extensions_mut()
            .insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4000))));
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.stream(request).await;
        let (head, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer {
            status: head.status,
            headers: head.headers,
            body,
        }
    }

    pub async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(request("GET", path, headers, Vec::new())).await
    }

    /// A POST as our own pages send it, with `who` in its headers.
    pub async fn post(&self, path: &str, who: &[(&str, &str)], body: &Value) -> Answer {
        let mut headers = vec![
            ("content-type", "application/json"),
            ("x-yangcai-client", "1"),
        ];
        headers.extend_from_slice(who);
        self.send(request(
            "POST",
            path,
            &headers,
            body.to_string().into_bytes(),
        ))
        .await
    }

    pub async fn try_sign_in(&self, platform: &str, login_name: &str, password: &str) -> Answer {
        let body = json!({ "platform": platform, "login_name": login_name, "password": password });
        self.post("/v1/session", &[], &body).await
    }

    /// Signs in and gives the cookie.
    pub async fn sign_in(&self, platform: &str, login_name: &str, password: &str) -> String {
        let answer = self.try_sign_in(platform, login_name, password).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.cookie()
    }

    pub async fn push(
        &self,
        who: &[(&str, &str)],
        client: u8,
        first_mid: u64,
        commands: &[Command],
    ) -> Answer {
        self.post("/v1/push", who, &push_body(client, first_mid, commands))
            .await
    }

    pub async fn pull(&self, who: &[(&str, &str)], client: u8) -> Answer {
        self.post("/v1/pull", who, &pull_body(client)).await
    }

    /// An application in Guizhou, not yet decided, under this secret.
    pub async fn apply(&self, secret: &str, login_name: &str, client: u8) -> String {
        let who = [
            ("x-yangcai-intake", secret),
            ("x-yangcai-platform", "guizhou"),
        ];
        let submit = Command::SubmitRegistration {
            registration: None,
            entry: entry(login_name, client),
        };
        let answer = self.push(&who, client, 1, &[submit]).await;
        assert_eq!(
            answer.json()["receipts"][0]["status"],
            "accepted",
            "{answer:?}"
        );
        format!("{}.1", client_id(client))
    }

    /// The same, approved by the centre.
    pub async fn approve(&self, registration: &str, reviewer_client: u8) {
        let cookie = self.sign_in("guizhou", "centre.reviewer", PASSWORD).await;
        let record = registration.parse().unwrap();
        let acts =
            [ReviewAct::Claim, ReviewAct::Approve].map(|act| Command::Review { record, act });
        let answer = self
            .push(&[("cookie", &cookie)], reviewer_client, 1, &acts)
            .await;
        assert_eq!(
            answer.json()["receipts"][1]["status"],
            "accepted",
            "{answer:?}"
        );
    }
}

pub fn request(method: &str, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Request<Body> {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "yangcai.test");
    let request = headers.iter().fold(request, |request, (name, value)| {
        request.header(*name, *value)
    });
    request.body(Body::from(body)).unwrap()
}

/// An address of that route.
pub fn concrete(route: &str) -> String {
    match route {
        "/v1/poke" => "/v1/poke?wait=0".into(),
        _ => route
            .replace("{id}", &"0a".repeat(16))
            .replace("{sha256}", &"0a".repeat(32)),
    }
}

/// The headers of a call to that route that comes from our own pages.
pub fn ours(route: &str) -> [(&'static str, &'static str); 3] {
    let kind = if route.starts_with("/v1/files") {
        "application/offset+octet-stream"
    } else {
        "application/json"
    };
    [
        ("content-type", kind),
        ("x-yangcai-client", "1"),
        ("tus-resumable", "1.0.0"),
    ]
}

pub fn client_id(client: u8) -> ClientId {
    ClientId::from_random([client; 10])
}

/// A listing of that name, with nothing wrong about it.
pub fn listing(name: &str) -> Command {
    Command::SubmitListing {
        listing: None,
        entry: ListingEntry {
            product_kind: Some(ProductKind::Consumable),
            product_code: "C0344051070500007551".into(),
            product_name: name.into(),
            certificate: "国械注准20163130000".into(),
            manufacturer: "示例医疗器械有限公司".into(),
            specification: "24G".into(),
            unit_of_measure: "支".into(),
            price: "12.80".into(),
            attachments: vec![],
        },
    }
}

pub fn push_body(client: u8, first_mid: u64, commands: &[Command]) -> Value {
    let at = Timestamp::from_millis(BEGIN);
    let envelope = |command: &Command| Envelope {
        command: command.clone(),
        base_version: None,
        base: None,
        at,
        origin: None,
    };
    let values: Vec<Value> = commands
        .iter()
        .map(|command| serde_json::to_value(envelope(command)).unwrap())
        .collect();
    let frozen: Vec<String> = values.iter().map(Value::to_string).collect();
    json!({
        "proto": PROTOCOL, "schema": SCHEMA, "epoch": "", "client_id": client_id(client), "first_mid": first_mid,
        "commands": values, "digest": digest(frozen.iter().map(String::as_str)),
    })
}

pub fn pull_body(client: u8) -> Value {
    json!({ "proto": PROTOCOL, "schema": SCHEMA, "epoch": "", "client_id": client_id(client), "cursors": {} })
}

/// A credit code that holds, another for each `number`.
pub fn credit_code(number: u8) -> String {
    let codes = "0123456789ABCDEFGHJKLMNPQRTUWXY"
        .chars()
        .map(|check| format!("91520000MA0TEST{number:02}{check}"));
    let mut codes = codes.map(|code| code.replace('S', "5"));
    codes
        .find(|code| domain::identifiers::UnifiedSocialCreditCode::parse(code).is_ok())
        .unwrap()
}

pub fn entry(login_name: &str, number: u8) -> RegistrationEntry {
    RegistrationEntry {
        kind: Some(domain::profile::OrganisationKind::Distributor),
        organisation_name: format!("贵州试验医药{number}有限公司"),
        credit_code: credit_code(number),
        address: String::new(),
        operator_name: "陈静".into(),
        operator_phone: "13900000000".into(),
        security_email: "chen@example.com".into(),
        login_name: login_name.into(),
        accepts_custody: true,
    }
}
