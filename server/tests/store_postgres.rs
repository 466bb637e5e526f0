//! The store in PostgreSQL: what survives, what is refused, and writers beside
//! each other.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "postgres/cluster.rs"]
#[allow(dead_code)]
mod cluster;
#[path = "postgres/place.rs"]
#[allow(dead_code)]
mod place;
#[path = "sync/support.rs"]
#[allow(dead_code)]
mod support;

#[path = "postgres/folder.rs"]
mod folder;

#[path = "postgres/contention.rs"]
mod contention;
#[path = "postgres/doubt.rs"]
mod doubt;
#[path = "postgres/killed.rs"]
mod killed;
#[path = "postgres/opening.rs"]
mod opening;

#[path = "store/check.rs"]
mod check;
#[path = "store/erase.rs"]
mod erase;
#[path = "store/log.rs"]
mod log;
#[path = "store/readers.rs"]
mod readers;
#[path = "store/transactions.rs"]
mod transactions;
#[path = "store/writer.rs"]
mod writer;
