//! What the journeys through Yangcai stand on: the real server, a bad network, real browsers, and audits.
//!
//! A journey talks to the product as people do, by HTTP and browser only. [`journey::Journey`] puts the parts
//! together; each journey has its own server, data, ports and browser profiles, so that they run side by side.
//! Everything stays on this machine, and everything a journey started ends with it.

mod act;
pub mod audit;
pub mod axe;
mod bidi;
pub mod browser;
pub mod chromium;
pub mod console;
pub mod device;
pub mod disk;
pub mod driver;
pub mod engine;
mod firefox;
pub mod front_end;
pub mod http_client;
pub mod journey;
mod link;
pub mod network;
pub mod paths;
mod process_tree;
mod pump;
pub mod query;
mod read;
pub mod sent;
pub mod server_process;
pub mod storage;
mod surroundings;
pub mod tabs;
mod webkit;
pub mod wire;
