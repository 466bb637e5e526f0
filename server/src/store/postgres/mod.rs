//! PostgreSQL: sessions with a server, spoken to by a synchronous core.
//!
//! The driver is asynchronous and runs on threads of its own; whoever asks blocks
//! their thread until the answer is there, wherever they run. What nobody waits
//! for is sent on at once, so that a transaction costs few round trips.

mod address;
mod connect;
mod encryption;
mod fault;
mod pending;
mod session;
pub(super) mod sql;
mod statements;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
mod transaction;
mod value;
mod watch;
mod watcher;

pub(crate) use address::Address;
pub(crate) use session::Session;
pub(crate) use watch::{News, Watch};
