//! 草稿: what a person is writing, on its way from one of their devices to another. It is
//! no fact of anybody's business: no rule looks at it, and no log tells of it.

mod join;
mod line;

pub use join::join;
pub use line::{CONTESTED, Change, HERE, Held, News, head};

use crate::map::SortedMap;

/// 草稿往来 — `POST /v1/drafts`, both ways: a line for each draft, by its name. What is asked
/// has a [`Held`] each, and under the empty name the name of the device's queue; the answer
/// has the [`News`]: each draft whose change was taken, and each that is not as the device
/// has it. What came of a change that is not named there is not known: it is sent again.
///
/// Texts, and no types of their own, for the browser can read and write those anyway.
pub type Lines = SortedMap<String, String>;

/// The most bytes of one draft. The longest form, filled in to its limits with what it
/// was begun on, has about a fifth of them.
pub const MAX_BYTES: usize = 32 * 1024;

/// The most bytes of a draft's name.
pub const MAX_NAME_BYTES: usize = 100;

/// How many drafts of one account travel. What is more stays on its device.
pub const MAX_COUNT: usize = 200;

/// The most bytes of drafts in one call, either way, after which the rest waits for the
/// next. One draft fits in any case.
pub const CALL_BYTES: usize = 64 * 1024;

/// How long the platform keeps a draft that nobody changes, in days. A device that has it
/// keeps it longer.
pub const KEPT_DAYS: i64 = 180;
