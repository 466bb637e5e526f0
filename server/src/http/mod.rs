//! HTTP: routes, who may call them, and what every call goes through.

mod around;
pub mod caller;
mod files;
mod guard;
pub mod headers;
mod health;
mod json;
mod last_resort;
pub mod limits;
mod log;
mod password;
mod poke;
pub mod problem;
mod router;
mod session;
pub mod state;
mod sync;

pub use router::{Access, ROUTES, Route, router};
