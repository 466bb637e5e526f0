//! Passwords: setting the first one, changing one. They are typed, sent and
//! forgotten: never in a draft, a queue or any store.

mod activate;
mod change;
mod checklist;
mod field;
mod former;

pub use activate::activate;
pub use change::change;
pub use field::{ASKING, needs_network, password_field};
pub use former::former;
