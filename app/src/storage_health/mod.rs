//! 存储状况 — how safe what is kept on this device is from the browser: whether
//! it has promised to keep it, how much room there is, and whether this is a
//! browser or a window that throws it away.

mod browser;
mod card;
mod persist;
mod window;

pub use browser::{InApp, in_app};
pub use card::{advice, card};
pub use persist::{Promised, ask_soon, little_room, promise};
pub use window::{Signs, private_window, signs};
