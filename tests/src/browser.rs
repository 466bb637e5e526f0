//! A real browser of some engine with a profile of its own: opened, closed, killed, reopened on the same profile; its tabs.
//!
//! What is on a page is found through [`crate::query`], what is in storage through [`crate::storage`].

use crate::bidi::Bidi;
use crate::console::Console;
use crate::device::Device;
use crate::disk::Disk;
use crate::driver::Driver;
use crate::engine::Engine;
use crate::network::Network;
use crate::{chromium, firefox, webkit};
use anyhow::{Context, Result, bail};
use fantoccini::error::NewSessionError;
use fantoccini::wd::{Capabilities, WindowHandle};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::OwnedSemaphorePermit;

/// How long to wait for what should appear, unless told otherwise.
const PATIENCE: Duration = Duration::from_secs(20);

/// One browser; killed, and its profile deleted, when dropped.
pub struct Browser {
    pub(crate) console: Console,
    pub(crate) patience: Duration,
    pub(crate) origin: SocketAddr,
    pub(crate) device: Device,
    languages: &'static str,
    /// What WebDriver calls the page load strategy: which event of a page its commands wait for.
    waits_for: &'static str,
    engine: Engine,
    pub(crate) running: Option<Running>,
    /// Tabs that go by another name since a tab has crashed.
    pub(crate) renamed: BTreeMap<String, WindowHandle>,
    /// Processes of tabs that are frozen, by the tabs' names.
    pub(crate) frozen: BTreeMap<String, u32>,
    disk: Option<Disk>,
    directory: TempDir,
    _place: Option<OwnedSemaphorePermit>,
}

/// What there is of a browser while it is open.
pub(crate) struct Running {
    pub(crate) client: Client,
    /// What only Firefox has.
    pub(crate) bidi: Option<Bidi>,
    /// Dropped last: it kills the browser.
    pub(crate) driver: Driver,
}

impl Browser {
    /// Opens a browser of the current test's engine, with an empty profile and no page yet, on the given network. It keeps `place`, if
    /// any, for as long as it lives.
    pub async fn open_on(
        network: &Network,
        device: Device,
        languages: &'static str,
        place: Option<OwnedSemaphorePermit>,
    ) -> Result<Self> {
        Self::open_waiting(network, device, languages, place, "normal").await
    }

    /// The same, with its profile on a disk of its own, which can be made to run full.
    pub async fn open_on_small_disk(
        network: &Network,
        device: Device,
        languages: &'static str,
        place: Option<OwnedSemaphorePermit>,
    ) -> Result<Self> {
        let mut browser = Self::closed(network, device, languages, place, "normal")?;
        browser.disk = Some(Disk::mount(&browser.profile())?);
        browser.reopen().await?;
        Ok(browser)
    }

    /// The same, but whatever is done on a page is done at once, as people do who see a field before all has come;
    /// opening a page returns before there is one.
    pub async fn open_impatient_on(
        network: &Network,
        device: Device,
        languages: &'static str,
    ) -> Result<Self> {
        Self::open_waiting(network, device, languages, None, "none").await
    }

    async fn open_waiting(
        network: &Network,
        device: Device,
        languages: &'static str,
        place: Option<OwnedSemaphorePermit>,
        waits_for: &'static str,
    ) -> Result<Self> {
        let mut browser = Self::closed(network, device, languages, place, waits_for)?;
        browser.reopen().await?;
        Ok(browser)
    }

    fn closed(
        network: &Network,
        device: Device,
        languages: &'static str,
        place: Option<OwnedSemaphorePermit>,
        waits_for: &'static str,
    ) -> Result<Self> {
        let directory = tempfile::Builder::new()
            .prefix("yangcai-browser-")
            .tempdir()?;
        Ok(Self {
            console: Console::default(),
            patience: PATIENCE,
            origin: network.address(),
            device,
            languages,
            waits_for,
            engine: Engine::current(),
            running: None,
            renamed: BTreeMap::new(),
            frozen: BTreeMap::new(),
            disk: None,
            directory,
            _place: place,
        })
    }

    /// Opens the browser again, cold, on the same profile. Kills it first if it is open.
    pub async fn reopen(&mut self) -> Result<()> {
        self.kill().await;
        // A killed browser leaves its lock on the profile behind.
        for lock in [
            "SingletonLock",
            "SingletonCookie",
            "SingletonSocket",
            "lock",
        ] {
            let _absent = std::fs::remove_file(self.profile().join(lock));
        }
        let driver = self.driver().await?;
        let client = self.session(driver.url()).await?;
        let socket = match self.engine {
            Engine::Firefox => client.capabilities().map(|has| has["webSocketUrl"].clone()),
            Engine::Chromium | Engine::WebKit => None,
        };
        let bidi = match socket.as_ref().and_then(|url| url.as_str()) {
            Some(url) => Some(Bidi::connect(url).await?),
            None => None,
        };
        self.running = Some(Running {
            client,
            bidi,
            driver,
        });
        self.fit_tab().await
    }

    /// Starts the engine's driver.
    async fn driver(&self) -> Result<Driver> {
        let directory = self.directory.path();
        let mut tries = 0;
        loop {
            tries += 1;
            let starting = match self.engine {
                Engine::Chromium => chromium::starting(),
                Engine::Firefox => firefox::starting(directory)?,
                Engine::WebKit => {
                    let profile = self.profile();
                    webkit::starting(directory, &profile, self.device, self.languages).await?
                }
            };
            match Driver::start(starting, directory).await {
                // Its port was another's by the time that it took it.
                Err(error) if tries < 5 && error.to_string().contains("ended at once") => {}
                started => return started,
            }
        }
    }

    /// Begins a session with the browser behind a driver, which opens it unless it is open.
    pub(crate) async fn session(&self, driver: &str) -> Result<Client> {
        ClientBuilder::new(HttpConnector::new())
            .capabilities(self.wanted()?)
            .connect(driver)
            .await
            .with_context(|| format!("{} does not open", self.engine))
    }

    /// What a session asks the driver for.
    fn wanted(&self) -> Result<Capabilities> {
        let (profile, languages) = (self.profile(), self.languages);
        let mut wanted = match self.engine {
            Engine::Chromium => chromium::capabilities(&profile, self.device, languages),
            Engine::Firefox => firefox::capabilities(self.directory.path(), &profile, languages)?,
            Engine::WebKit => Capabilities::new(),
        };
        wanted.insert("pageLoadStrategy".into(), self.waits_for.into());
        wanted.insert(
            "timeouts".into(),
            json!({ "script": 120_000, "pageLoad": 300_000, "implicit": 0 }),
        );
        Ok(wanted)
    }

    /// Kills the browser (SIGKILL): what it had not written to disk is lost.
    pub async fn kill(&mut self) {
        self.collect_console().await;
        drop(self.running.take());
    }

    /// Closes the browser as a person does; cookies and all else are written to disk.
    pub async fn close(&mut self) -> Result<()> {
        self.collect_console().await;
        let mut running = self.running.take().context("the browser is not open")?;
        running.driver.expect_end();
        running.client.clone().close().await?;
        if self.engine == Engine::WebKit {
            webkit::order(&self.profile(), "quit", "").await?;
            running.driver.await_end().await;
        }
        drop(running);
        Ok(())
    }

    /// The engine that it is of.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Whether this engine's driver speaks WebDriver BiDi; the browser is closed afterwards.
    pub async fn speaks_bidi(&mut self) -> Result<bool> {
        let running = self.running.take().context("the browser is not open")?;
        running.client.close().await?;
        let mut wanted = self.wanted()?;
        wanted.insert("webSocketUrl".into(), true.into());
        let mut asked = ClientBuilder::new(HttpConnector::new());
        match asked
            .capabilities(wanted)
            .connect(running.driver.url())
            .await
        {
            Ok(client) => Ok(client
                .capabilities()
                .is_some_and(|has| has["webSocketUrl"].is_string())),
            Err(NewSessionError::SessionNotCreated(why))
                if why.message.contains("capabilities") =>
            {
                Ok(false)
            }
            Err(other) => Err(other.into()),
        }
    }

    pub(crate) fn bidi(&self) -> Result<&Bidi> {
        let running = self.running.as_ref();
        let bidi = running.and_then(|running| running.bidi.as_ref());
        bidi.context("Firefox is not open")
    }

    /// For what only Chromium does under WebDriver.
    pub(crate) fn must_be_chromium(&self, what: &str) -> Result<()> {
        if self.engine != Engine::Chromium {
            bail!("under WebDriver {} knows no way {what}", self.engine);
        }
        Ok(())
    }

    pub(crate) fn client(&self) -> Result<&Client> {
        self.running
            .as_ref()
            .map(|running| &running.client)
            .context("the browser is not open")
    }

    /// The disk of its own, where it has one.
    pub fn disk(&self) -> Result<&Disk> {
        self.disk
            .as_ref()
            .context("this browser has no disk of its own")
    }

    /// The directory with the browser's own files.
    pub fn profile(&self) -> PathBuf {
        self.directory.path().join("profile")
    }

    /// Waits this long for what should appear or vanish: a slow network needs more.
    pub fn set_patience(&mut self, patience: Duration) {
        self.patience = patience;
    }
}
