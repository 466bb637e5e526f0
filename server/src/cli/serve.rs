//! Starting the server, saying where it is, and stopping it in good order.

use std::io::{self, IsTerminal};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

use super::{Data, Outcome, ServeArgs, profiles};
use crate::accounts::Hasher;
use crate::assets::Assets;
use crate::clock;
use crate::demo::{self, DemoAccount};
use crate::files;
use crate::http::limits::Limits;
use crate::http::state::{App, Server};
use crate::writer::Writer;

/// Open calls have so long to end once the server is to stop.
const GRACE: Duration = Duration::from_secs(8);

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
    let mut signals = Signals::listen()?;
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
        assets: Assets::new(args.dist.clone()).remembering(&data.folder.join("releases")),
        files: data.files()?,
        hasher: Hasher::default(),
        clock,
        stopping: stopping.clone(),
    });
    let router = crate::http::router(&app).into_make_service_with_connect_info::<SocketAddr>();
    let swept = tokio::spawn(files::each_hour(app.clone()));
    announce(address, args.public_origin.as_deref(), &accounts);

    let mut told = stopping.clone();
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
        let _ = told.wait_for(|stopping| *stopping).await;
    });
    let serving = tokio::spawn(serving.into_future());
    signals.any().await;
    tracing::info!("stopping");
    let _ = stop.send(true);
    // Whoever reads too slowly to end in time is cut off; nothing that was
    // acknowledged depends on them.
    let _ = tokio::time::timeout(GRACE, serving).await;
    swept.abort();
    app.writer.stop().await;
    Ok(ExitCode::SUCCESS)
}

/// The signals that stop the server, heard from the moment this is made.
struct Signals(Signal, Signal);

impl Signals {
    fn listen() -> io::Result<Self> {
        Ok(Self(
            signal(SignalKind::interrupt())?,
            signal(SignalKind::terminate())?,
        ))
    }

    async fn any(&mut self) {
        tokio::select! {
            _ = self.0.recv() => {}
            _ = self.1.recv() => {}
        }
    }
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
