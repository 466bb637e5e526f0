//! The rules, called as the server calls them: no browser has looked first.
#![cfg(feature = "toml")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "decide/support.rs"]
mod support;

#[path = "decide/attachments.rs"]
mod attachments;
#[path = "decide/batch.rs"]
mod batch;
#[path = "decide/command.rs"]
mod command;
#[path = "decide/conflict.rs"]
mod conflict;
#[path = "decide/erasure.rs"]
mod erasure;
#[path = "decide/listing.rs"]
mod listing;
#[path = "decide/odd_input.rs"]
mod odd_input;
#[path = "decide/permission.rs"]
mod permission;
#[path = "decide/records.rs"]
mod records;
#[path = "decide/registration.rs"]
mod registration;
#[path = "decide/registration_door.rs"]
mod registration_door;
#[path = "decide/review.rs"]
mod review;
