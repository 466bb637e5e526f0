//! One journey's world: a server with its own data, the network in front of it, and places for browsers.

use crate::browser::Browser;
use crate::device::{CHINESE, Device};
use crate::network::Network;
use crate::server_process::ServerProcess;
use anyhow::{Context, Result};
use std::sync::{Arc, LazyLock};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many browsers may be open at once over all journeys that run side by side.
static BROWSERS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));

/// Places for a journey's browsers. They are taken all together at the start: journeys that took them one by
/// one could each hold one and wait for the other's for ever.
pub struct Places {
    free: Arc<Semaphore>,
    _taken: OwnedSemaphorePermit,
}

impl Places {
    /// Waits until `count` browsers (1 or 2) may be open.
    pub async fn take(count: u32) -> Result<Self> {
        let taken = BROWSERS.clone().acquire_many_owned(count).await?;
        Ok(Self {
            free: Arc::new(Semaphore::new(count as usize)),
            _taken: taken,
        })
    }

    /// A place for one browser, which gives it back when it is dropped.
    pub fn place(&self) -> Result<OwnedSemaphorePermit> {
        self.free
            .clone()
            .try_acquire_owned()
            .context("this journey asked for fewer browsers")
    }
}

/// A server, its network and places for browsers.
pub struct Journey {
    /// The server, to restart, to kill, or to call past the network.
    pub server: ServerProcess,
    /// The network that the browsers reach it through.
    pub network: Network,
    places: Places,
}

impl Journey {
    /// Starts a server with demonstration data, for a journey of up to `browsers` (1 or 2) at once.
    pub async fn start(browsers: u32) -> Result<Self> {
        let places = Places::take(browsers).await?;
        let server = ServerProcess::start().await?;
        let network = Network::before(server.address()).await?;
        Ok(Self {
            server,
            network,
            places,
        })
    }

    /// Opens a browser on a phone whose language is Chinese.
    pub async fn phone(&self) -> Result<Browser> {
        self.browser(Device::Phone, CHINESE).await
    }

    /// Opens a browser on a phone that can be made to run full.
    pub async fn phone_with_small_disk(&self) -> Result<Browser> {
        let place = Some(self.places.place()?);
        Browser::open_on_small_disk(&self.network, Device::Phone, CHINESE, place).await
    }

    /// Opens a browser on a desktop whose language is Chinese.
    pub async fn desktop(&self) -> Result<Browser> {
        self.browser(Device::Desktop, CHINESE).await
    }

    /// Opens a browser on any device and in any language.
    pub async fn browser(&self, device: Device, languages: &'static str) -> Result<Browser> {
        Browser::open_on(&self.network, device, languages, Some(self.places.place()?)).await
    }
}
