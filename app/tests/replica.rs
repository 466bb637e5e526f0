//! The replica without a browser: what it says to write and to send, and what
//! it makes of the answers.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "replica/answers.rs"]
mod answers;
#[path = "replica/support.rs"]
mod support;

#[path = "replica/batches.rs"]
mod batches;
#[path = "replica/carried.rs"]
mod carried;
#[path = "replica/conflicts.rs"]
mod conflicts;
#[path = "replica/durability.rs"]
mod durability;
#[path = "replica/echo.rs"]
mod echo;
#[path = "replica/faults.rs"]
mod faults;
#[path = "replica/forks.rs"]
mod forks;
#[path = "replica/lease.rs"]
mod lease;
#[path = "replica/lessons.rs"]
mod lessons;
#[path = "replica/lives.rs"]
mod lives;
#[path = "replica/pages.rs"]
mod pages;
#[path = "replica/queue.rs"]
mod queue;
#[path = "replica/rebase.rs"]
mod rebase;
#[path = "replica/segments.rs"]
mod segments;
#[path = "replica/spaces.rs"]
mod spaces;
#[path = "replica/stores.rs"]
mod stores;
#[path = "replica/tabs.rs"]
mod tabs;
#[path = "replica/travelling.rs"]
mod travelling;
