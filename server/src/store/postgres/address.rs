//! Where the database is: `postgres://user:password@host/database`.

use core::fmt;
use core::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::SslMode;

use crate::store::StoreError;

/// The longest that a server may take to answer at all.
const CONNECT: Duration = Duration::from_secs(10);

/// 数据库地址 — a PostgreSQL server and a database in it. Without `Debug` of the
/// driver's: it may hold a password.
#[derive(Clone)]
pub(crate) struct Address(Arc<Config>);

impl Address {
    /// Whether the connection has to be encrypted: `sslmode=require`. Otherwise it
    /// is not, and belongs on a socket of the machine or in a network of one's own.
    pub(super) fn is_encrypted(&self) -> bool {
        self.0.get_ssl_mode() == SslMode::Require
    }

    /// As the driver wants it.
    pub(super) fn config(&self) -> &Config {
        &self.0
    }
}

impl FromStr for Address {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let is_postgres = ["postgres://", "postgresql://"]
            .iter()
            .any(|scheme| text.starts_with(scheme));
        if !is_postgres {
            return Err(StoreError::Address("scheme".into()));
        }
        let mut config: Config = text
            .parse()
            .map_err(|error: tokio_postgres::Error| StoreError::Address(error.to_string()))?;
        if config.get_ssl_mode() != SslMode::Require {
            config.ssl_mode(SslMode::Disable);
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT);
        }
        Ok(Self(Arc::new(config)))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.get_dbname().unwrap_or_default())
    }
}
