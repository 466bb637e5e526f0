//! A real browser with a profile of its own: opened, closed, killed, reopened on the same profile; its tabs.
//!
//! What is on a page is found through [`crate::query`], what is in storage through [`crate::storage`].

use crate::chromium;
use crate::console::Console;
use crate::device::Device;
use crate::driver::Driver;
use crate::network::Network;
use anyhow::{Context, Result};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
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
    running: Option<(Driver, Client)>,
    directory: TempDir,
    _place: Option<OwnedSemaphorePermit>,
}

impl Browser {
    /// Opens a browser, with an empty profile and no page yet, on the given network. It keeps `place`, if
    /// any, for as long as it lives.
    pub async fn open_on(
        network: &Network,
        device: Device,
        languages: &'static str,
        place: Option<OwnedSemaphorePermit>,
    ) -> Result<Self> {
        Self::open_waiting(network, device, languages, place, "normal").await
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
        let directory = tempfile::Builder::new()
            .prefix("yangcai-browser-")
            .tempdir()?;
        let mut browser = Self {
            console: Console::default(),
            patience: PATIENCE,
            origin: network.address(),
            device,
            languages,
            waits_for,
            running: None,
            directory,
            _place: place,
        };
        browser.reopen().await?;
        Ok(browser)
    }

    /// Opens the browser again, cold, on the same profile. Kills it first if it is open.
    pub async fn reopen(&mut self) -> Result<()> {
        self.kill().await;
        // A killed browser leaves its lock on the profile behind.
        for lock in ["SingletonLock", "SingletonCookie", "SingletonSocket"] {
            let _absent = std::fs::remove_file(self.profile().join(lock));
        }
        let driver = Driver::start(self.directory.path()).await?;
        let mut wanted = chromium::capabilities(&self.profile(), self.device, self.languages);
        wanted.insert("pageLoadStrategy".into(), self.waits_for.into());
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(driver.url())
            .await
            .context("the browser does not open")?;
        self.running = Some((driver, client));
        self.fit_tab().await
    }

    /// Kills the browser (SIGKILL): what it had not written to disk is lost.
    pub async fn kill(&mut self) {
        if let Some((driver, client)) = self.running.take() {
            self.console.collect(&client).await;
            drop(driver);
        }
    }

    /// Closes the browser as a person does; cookies and all else are written to disk.
    pub async fn close(&mut self) -> Result<()> {
        let (mut driver, client) = self.running.take().context("the browser is not open")?;
        self.console.collect(&client).await;
        driver.expect_end();
        client.close().await?;
        drop(driver);
        Ok(())
    }

    pub(crate) fn client(&self) -> Result<&Client> {
        self.running
            .as_ref()
            .map(|(_, client)| client)
            .context("the browser is not open")
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
