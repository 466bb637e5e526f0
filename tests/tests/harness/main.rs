//! Proves the harness itself: that it does to network and browser what it says, and that its audits find
//! planted faults and nothing else.

mod audits;
mod connecting;
mod engines;
#[allow(clippy::unwrap_used)]
mod faults;
mod finding;
mod pages;
#[allow(clippy::unwrap_used)]
mod patches;
mod security;
mod surviving;
mod trial;
mod weather;
