//! Push and pull as plain functions over a store.

#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "sqlite/place.rs"]
#[allow(dead_code)]
mod place;
#[path = "sync/support.rs"]
mod support;

#[path = "sync/carried.rs"]
mod carried;
#[path = "sync/claims.rs"]
mod claims;
#[path = "sync/clock.rs"]
mod clock;
#[path = "sync/conflicts.rs"]
mod conflicts;
#[path = "sync/drafts.rs"]
mod drafts;
#[path = "sync/echo.rs"]
mod echo;
#[path = "sync/lives.rs"]
mod lives;
#[path = "sync/pages.rs"]
mod pages;
#[path = "sync/queue.rs"]
mod queue;
#[path = "sync/refusals.rs"]
mod refusals;
#[path = "sync/rejections.rs"]
mod rejections;
#[path = "sync/spaces.rs"]
mod spaces;
