//! 首页 — what waits for a person, how the queue stands, and what can be done.

mod links;
mod page;
mod refused;
mod tasks;

pub use links::draft_link;
pub use page::home;
pub use refused::refused;
pub use tasks::{Task, tasks, written};
