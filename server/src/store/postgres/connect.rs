//! Connections: made and carried on threads of the driver's own, so that those who
//! wait for an answer may be anywhere, in a runtime or outside of one.

use std::io;
use std::sync::LazyLock;
use std::sync::mpsc::{Sender, sync_channel};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::runtime::{Builder, Runtime};
use tokio_postgres::tls::{MakeTlsConnect, TlsConnect};
use tokio_postgres::{AsyncMessage, Client, Connection, NoTls, Notification, Socket};

use super::{Address, encryption};
use crate::store::StoreError;

/// Two: one can read while the other takes what was read apart.
const THREADS: usize = 2;

static RUNTIME: LazyLock<io::Result<Runtime>> = LazyLock::new(|| {
    Builder::new_multi_thread()
        .worker_threads(THREADS)
        .thread_name("postgres")
        .enable_all()
        .build()
});

/// Connects; where `heard` is given, it is told what is announced. Its other end
/// sees the end of the connection.
pub(super) fn connect(
    address: &Address,
    heard: Option<Sender<Notification>>,
) -> Result<Client, StoreError> {
    match address.is_encrypted() {
        true => connect_by(encryption::of_the_system()?, address, heard),
        false => connect_by(NoTls, address, heard),
    }
}

fn connect_by<T>(
    tls: T,
    address: &Address,
    heard: Option<Sender<Notification>>,
) -> Result<Client, StoreError>
where
    T: MakeTlsConnect<Socket, Stream: Send, TlsConnect: Send> + Send + 'static,
    <T::TlsConnect as TlsConnect<Socket>>::Future: Send,
{
    let runtime = RUNTIME
        .as_ref()
        .map_err(|error| io::Error::new(error.kind(), error.to_string()))?;
    let (sender, receiver) = sync_channel(1);
    let config = address.config().clone();
    runtime.spawn(async move {
        match config.connect(tls).await {
            Ok((client, connection)) => {
                if sender.send(Ok(client)).is_ok() {
                    carry(connection, heard).await;
                }
            }
            Err(error) => drop(sender.send(Err(error))),
        }
    });
    Ok(receiver.recv().map_err(|_| StoreError::Panicked)??)
}

/// Carries a connection until it ends.
async fn carry<S, T>(mut connection: Connection<S, T>, heard: Option<Sender<Notification>>)
where
    S: AsyncRead + AsyncWrite + Unpin,
    T: AsyncRead + AsyncWrite + Unpin,
{
    while let Some(message) = std::future::poll_fn(|cx| connection.poll_message(cx)).await {
        match (message, &heard) {
            (Ok(AsyncMessage::Notification(news)), Some(heard)) => {
                if heard.send(news).is_err() {
                    return;
                }
            }
            (Ok(_), _) => {}
            (Err(error), _) => {
                tracing::warn!(%error, "a connection to PostgreSQL ended");
                return;
            }
        }
    }
}
