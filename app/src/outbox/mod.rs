//! 待上传 — the queue as a person sees it: what waits, what became of it, and
//! how nothing typed is lost.

mod act;
mod contact;
mod contested;
mod file;
mod item;
mod page;
mod progress;
mod rescue;
mod trouble;
mod wording;

pub use contact::contact;
pub use contested::both_values;
pub use file::{hand_over, save};
pub use page::outbox;
pub use progress::sync_progress;
pub use trouble::Trouble;
pub use wording::name_of;
