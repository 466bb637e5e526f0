//! The server of Yangcai 阳采: decides, stores and distributes.
//!
//! [`http`] takes calls, [`sync`] decides and distributes, [`store`] keeps;
//! [`accounts`] and [`sessions`] say who calls; [`files`] holds what is too large for rows.

pub mod accounts;
pub mod assets;

pub mod check;
pub mod cli;
pub mod clock;
pub mod demo;
pub mod files;
pub mod http;
pub mod sealed;
pub mod sessions;
pub mod store;
pub mod sync;
pub mod writer;
