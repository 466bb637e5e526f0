//! Starting the server, saying where it is, and stopping it in good order.

use std::io::{self, IsTerminal};
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::{Args, Parser};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::{Data, Outcome, profiles};
use crate::accounts::Hasher;
use crate::assets::Assets;
use crate::clock;
use crate::demo::{self, DemoAccount};
use crate::http::limits::Limits;
use crate::http::state::{App, Config, Server};
use crate::sessions::Timeouts;
use crate::writer::Writer;

/// Open calls have so long to end once the server is to stop.
const GRACE: Duration = Duration::from_secs(8);

/// How the server is to run.
#[derive(Args, Clone, Debug)]
pub struct ServeArgs {
    /// 端口 · the port
    #[arg(long, env = "PORT", default_value_t = 8080)]
    port: u16,
    /// 监听地址 · the address to listen on
    #[arg(long, env = "HOST", default_value = "127.0.0.1")]
    host: IpAddr,
    /// 对外地址 · the address that browsers use, `https://…`; makes cookies Secure and sends HSTS
    #[arg(long, env = "PUBLIC_ORIGIN", value_parser = https_origin)]
    public_origin: Option<String>,
    /// 演示数据 · fill an empty database with demonstration data; on where only this machine can
    /// reach the server, unless said otherwise
    #[arg(long, env = "DEMO", value_parser = clap::builder::BoolishValueParser::new())]
    demo: Option<bool>,
    /// 信任代理 · believe the last X-Forwarded-For, because our own proxy writes it
    #[arg(long, env = "TRUST_PROXY", value_parser = clap::builder::BoolishValueParser::new(), default_value = "0")]
    trust_proxy: bool,
    /// 登录限流 · how many password checks one address has at once; one a second after that
    #[arg(long, env = "SIGN_IN_BURST", default_value = "20")]
    sign_in_burst: NonZeroU32,
    /// 前端目录 · serve the front end from a directory instead of the one built in
    #[arg(long, env = "YANGCAI_DIST")]
    dist: Option<std::path::PathBuf>,
}

#[derive(Parser)]
struct FromEnvironment {
    #[command(flatten)]
    args: ServeArgs,
}

impl ServeArgs {
    /// As the environment says, without any word on the command line.
    ///
    /// # Errors
    /// A variable that says nothing sensible.
    pub(super) fn from_environment() -> Result<Self, Box<dyn std::error::Error>> {
        Ok(FromEnvironment::try_parse_from(["yangcai"])?.args)
    }

    fn wants_demo(&self) -> bool {
        self.demo
            .unwrap_or(self.host.is_loopback() && self.public_origin.is_none())
    }

    fn config(&self) -> Config {
        Config {
            public_origin: self.public_origin.clone(),
            loopback: self.host.is_loopback(),
            trust_proxy: self.trust_proxy,
            sign_in_burst: self.sign_in_burst,
            timeouts: Timeouts::default(),
        }
    }
}

fn https_origin(text: &str) -> Result<String, String> {
    let origin = text.trim_end_matches('/');
    match origin.strip_prefix("https://") {
        Some(host) if !host.is_empty() && !host.contains('/') => Ok(origin.to_owned()),
        _ => {
            Err("应为 https:// 开头的地址，不带路径 · an https:// origin without a path".to_owned())
        }
    }
}

/// Runs until a signal comes.
pub(super) fn serve(data: &Data, args: &ServeArgs) -> Outcome {
    start_log();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let _lock = data.lock()?;
    runtime.block_on(run(data, args))
}

async fn run(data: &Data, args: &ServeArgs) -> Outcome {
    let profiles = profiles();
    let clock = clock::system();
    let mut store = data.open()?;
    if args.wants_demo() {
        demo::seed(&mut store, &profiles, clock())?;
    }
    let accounts = if args.wants_demo() {
        store.read(|db| demo::accounts(db, &profiles))?
    } else {
        vec![]
    };

    let listener = TcpListener::bind(SocketAddr::new(args.host, args.port)).await?;
    let address = listener.local_addr()?;
    let (stop, stopping) = watch::channel(false);
    let config = args.config();
    let reader =
        store.reader(std::thread::available_parallelism().map_or(4, |cores| cores.get() * 2))?;
    let app: App = Arc::new(Server {
        limits: Limits::new(config.sign_in_burst),
        config,
        profiles,
        writer: Writer::start(store)?,
        reader,
        assets: Assets::new(args.dist.clone()),
        hasher: Hasher::default(),
        clock,
        stopping: stopping.clone(),
    });
    let router = crate::http::router(&app).into_make_service_with_connect_info::<SocketAddr>();
    announce(address, args.public_origin.as_deref(), &accounts);

    let mut told = stopping.clone();
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
        let _ = told.wait_for(|stopping| *stopping).await;
    });
    let serving = tokio::spawn(serving.into_future());
    signalled().await?;
    tracing::info!("stopping");
    let _ = stop.send(true);
    // Whoever reads too slowly to end in time is cut off; nothing that was
    // acknowledged depends on them.
    let _ = tokio::time::timeout(GRACE, serving).await;
    app.writer.stop().await;
    Ok(ExitCode::SUCCESS)
}

async fn signalled() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (
        signal(SignalKind::interrupt())?,
        signal(SignalKind::terminate())?,
    );
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}

fn start_log() {
    use tracing_subscriber::layer::SubscriberExt;
    use tracing_subscriber::util::SubscriberInitExt;
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal());
    let level = tracing_subscriber::filter::LevelFilter::INFO;
    // A second start in one process keeps the first one's log.
    let _ = tracing_subscriber::registry()
        .with(level)
        .with(lines)
        .try_init();
}

fn announce(address: SocketAddr, public_origin: Option<&str>, accounts: &[DemoAccount]) {
    let origin = public_origin.map_or_else(|| format!("http://{address}"), str::to_owned);
    println!("阳采已启动 · Yangcai is running: {origin}");
    if accounts.is_empty() {
        return;
    }
    println!("\n演示账号（初始密码）· demonstration accounts with their first passwords:");
    for DemoAccount {
        platform,
        platform_id,
        who,
        login_name,
        password,
    } in accounts
    {
        println!(
            "  {platform_id:<10} {login_name:<16} {password:<16} {} · {}；{} · {}",
            platform.zh, who.zh, platform.en, who.en
        );
    }
    println!();
}
