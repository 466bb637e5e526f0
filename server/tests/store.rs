//! The store: what survives, what is refused, and the one writer.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "sqlite/place.rs"]
#[allow(dead_code)]
mod place;
#[path = "sync/support.rs"]
#[allow(dead_code)]
mod support;

#[path = "store/folder.rs"]
mod folder;

#[path = "store/backup.rs"]
mod backup;
#[path = "store/check.rs"]
mod check;
#[path = "store/crash.rs"]
mod crash;
#[path = "store/erase.rs"]
mod erase;
#[path = "store/log.rs"]
mod log;
#[path = "store/opening.rs"]
mod opening;
#[path = "store/readers.rs"]
mod readers;
#[path = "store/transactions.rs"]
mod transactions;
#[path = "store/writer.rs"]
mod writer;
