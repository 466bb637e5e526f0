//! Our own server: the release build, with as many suppliers as are wanted, each signed in.

use super::cores;
use super::process::{Process, free_address};
use anyhow::{Context, Result, anyhow};
use domain::actor::Role;
use domain::client_id::ClientId;
use domain::identifiers::LoginName;
use domain::profile::PlatformId;
use domain::record_id::RecordId;
use server::accounts::{Account, Credential, hash_now};
use server::clock;
use server::sessions::{Timeouts, Token};
use server::store::Store;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use tempfile::TempDir;
use yangcai_tests::http_client::HttpClient;
use yangcai_tests::paths;

/// The platform on which everybody is.
pub const PLATFORM: &str = "hunan";
/// Everybody's password.
pub const PASSWORD: &str = "yc8k2m6q";

/// One supplier with an account, a session, and an address of its own: one address may not call this often.
#[derive(Clone)]
pub struct Member {
    /// The account.
    pub account: Account,
    /// The session.
    pub cookie: String,
    /// From where it calls, as a proxy in front of the server would say.
    pub from: Ipv4Addr,
}

/// A database with suppliers, and the server over it.
pub struct Ours {
    folder: TempDir,
    address: SocketAddr,
    process: Option<Process>,
    /// The suppliers.
    pub members: Vec<Member>,
    /// The database's present life.
    pub epoch: String,
}

impl Ours {
    /// A database with so many suppliers, each its own unit; nothing runs yet.
    pub fn prepared(members: usize) -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("yangcai-bench-")
            .tempdir()?;
        std::fs::create_dir_all(folder.path().join("data"))?;
        let mut ours = Self {
            folder,
            address: free_address()?,
            process: None,
            members: vec![],
            epoch: String::new(),
        };
        let mut store = ours.store()?;
        let hash = hash_now(PASSWORD).map_err(|_| anyhow!("a password could not be hashed"))?;
        let credential = Credential {
            hash,
            expires: None,
        };
        let now = clock::system()();
        for number in 0..members {
            let (account, token) = (account(number)?, Token::random()?);
            store.write(|db| {
                db.add_account(&account, &credential, None, now)?;
                db.begin_session(&token.hash(), &account.id, now, Timeouts::default())
            })?;
            ours.members.push(Member {
                account,
                cookie: format!("yangcai={}", token.reveal()),
                from: Ipv4Addr::from_bits(0x0a00_0000 + u32::try_from(number)?),
            });
        }
        ours.epoch = store.read(|db| db.epoch())?;
        Ok(ours)
    }

    /// The database's file.
    pub fn file(&self) -> PathBuf {
        self.folder.path().join("data/yangcai.db")
    }

    /// The database itself, while no server runs.
    pub fn store(&self) -> Result<Store> {
        Ok(Store::open(self.file())?)
    }

    /// Starts the server, or starts it again, on a core of its own or anywhere.
    pub async fn start(&mut self, core: Option<usize>) -> Result<()> {
        self.process = None;
        let built = || paths::target().join("release/yangcai");
        let binary = std::env::var_os("YANGCAI_BIN").map_or_else(built, PathBuf::from);
        let mut command = cores::command(core, &binary);
        command
            .arg("serve")
            .env("PORT", self.address.port().to_string())
            .env("DATA_DIR", self.folder.path().join("data"))
            .env("DEMO", "0")
            .env("TRUST_PROXY", "1");
        let log = self.folder.path().join("server.log");
        let process = Process::start(command, &log, self.address, "/healthz").await;
        self.process = Some(process.context("`cargo build --release -p yangcai-server` first")?);
        Ok(())
    }

    /// The processor time that the running server has used, in seconds.
    pub fn seconds(&self) -> f64 {
        self.process.as_ref().map_or(0.0, Process::seconds)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Member {
    /// Calls as this supplier's browser makes them.
    pub fn http(&self, server: SocketAddr) -> HttpClient {
        let mut http = HttpClient::new(server);
        http.set_header("x-yangcai-client", "1");
        http.set_header("x-yangcai-account", &self.account.id);
        http.set_header("x-forwarded-for", &self.from.to_string());
        http.set_header("cookie", &self.cookie);
        http
    }
}

/// A name of which nobody else in this database has one.
pub fn client_id(number: u64) -> ClientId {
    let mut bytes = [7; 10];
    bytes[2..].copy_from_slice(&number.to_be_bytes());
    ClientId::from_random(bytes)
}

fn account(number: usize) -> Result<Account> {
    let named = |kind: u64| RecordId::of_command(client_id((kind << 32) + number as u64), 1);
    let (name, platform) = (format!("bench.{number:05}"), PlatformId::parse(PLATFORM));
    Ok(Account {
        id: named(1).to_string(),
        platform: platform.map_err(|fault| anyhow!("{fault:?}"))?,
        login_name: LoginName::parse(&name).map_err(|fault| anyhow!("{fault:?}"))?,
        name: "王芳".to_owned(),
        unit: Some(named(2)),
        role: Role::UnitAdmin,
        must_change: false,
    })
}
