//! What every handler is given: configuration, clock, store, files.

use std::num::NonZeroU32;
use std::sync::Arc;

use domain::profile::{PlatformId, PlatformProfile};
use domain::timestamp::Timestamp;
use tokio::sync::watch;

use super::limits::Limits;
use super::problem::{self, Answer};
use crate::accounts::Hasher;
use crate::assets::Assets;
use crate::clock::Clock;
use crate::files::Files;
use crate::sessions::{Cookie, Timeouts};
use crate::store::{Reader, Transaction};
use crate::sync::Profiles;
use crate::writer::Writer;

/// 应用 — the running server, as handlers share it.
pub type App = Arc<Server>;

/// 服务 — everything that a call may need.
pub struct Server {
    /// What was configured.
    pub config: Config,
    /// The platforms, by their ids.
    pub profiles: Profiles,
    /// Who alone writes to the database.
    pub writer: Writer,
    /// Who reads it.
    pub reader: Reader,
    /// The front end.
    pub assets: Assets,
    /// Where the bytes of files lie.
    pub files: Files,
    /// Where passwords are hashed.
    pub hasher: Hasher,
    /// How often each peer may call.
    pub limits: Limits,
    /// What time it is.
    pub clock: Clock,
    /// Turns true when the server is to stop: open streams end.
    pub stopping: watch::Receiver<bool>,
}

/// 配置 — what is said at start.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address under which browsers know us, `https://…`.
    pub public_origin: Option<String>,
    /// Whether only this machine can reach us.
    pub loopback: bool,
    /// Whether `X-Forwarded-For` is our own proxy's word.
    pub trust_proxy: bool,
    /// How many password checks one peer has at once.
    pub sign_in_burst: NonZeroU32,
    /// How long sessions live.
    pub timeouts: Timeouts,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            public_origin: None,
            loopback: true,
            trust_proxy: false,
            sign_in_burst: NonZeroU32::MIN.saturating_add(19),
            timeouts: Timeouts::default(),
        }
    }
}

impl Config {
    /// Whether browsers reach us over https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.public_origin.is_some()
    }

    /// Which cookie carries the session.
    #[must_use]
    pub fn cookie(&self) -> Cookie {
        if self.loopback && !self.is_https() {
            Cookie::Loopback
        } else {
            Cookie::Secure
        }
    }
}

impl Server {
    /// What time it is.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// The profile of a platform.
    ///
    /// # Errors
    /// There is no such platform.
    pub fn profile(&self, platform: &PlatformId) -> Answer<&PlatformProfile> {
        self.profiles
            .get(platform)
            .ok_or_else(problem::unknown_platform)
    }

    /// Does `work` on one snapshot of the database.
    ///
    /// # Errors
    /// Those of `work`; the store failed.
    pub async fn read<R: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Answer<R> + Send + 'static,
    ) -> Answer<R> {
        self.reader.run(work).await
    }

    /// Reads a row or two of the database, see [`Reader::look`].
    ///
    /// # Errors
    /// Those of `work`; the store failed.
    pub async fn look<R: Send + 'static>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Answer<R> + Send + 'static,
    ) -> Answer<R> {
        self.reader.look(work).await
    }

    /// Does `work` in a transaction, perhaps twice, see [`Writer::run`]; the answer
    /// comes after its commit.
    ///
    /// # Errors
    /// Those of `work`, which then leaves nothing; the store failed.
    pub async fn write<R: Send + 'static>(
        &self,
        work: impl FnMut(&Transaction<'_>) -> Answer<R> + Send + 'static,
    ) -> Answer<R> {
        self.writer.run(work).await
    }
}
