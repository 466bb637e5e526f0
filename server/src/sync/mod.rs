//! 同步: what push and pull do, as plain functions over a
//! [`Transaction`](crate::store::Transaction). No runtime, no clock and no
//! network: whoever calls them brings the time and commits.

mod apply;
mod arrival;
mod carried;
mod check;
pub(crate) mod contents;
mod cursor;
mod drafts;
mod durability;
mod echo;
pub(crate) mod entry;
mod erase;
mod execute;
mod feed;
mod problem;
mod pull;
mod push;
mod record;
mod tombstones;

use std::collections::BTreeMap;

use domain::actor::Actor;
use domain::profile::{PlatformId, PlatformProfile};
use domain::space::{Area, Space};

pub use arrival::arrive;
pub(crate) use drafts::opens as draft_opens;
pub use drafts::{drafts, sweep_drafts};
pub use durability::mark_backed_up;
pub use erase::{Erased, Person, erase};
pub use problem::unavailable;
pub use pull::{PAGE_BYTES, PAGE_ROWS, PageLimits, pull, pull_within};
pub use push::push;
pub use tombstones::collect_tombstones;

/// 平台档案集 — the profiles of the platforms that this server runs.
pub type Profiles = BTreeMap<PlatformId, PlatformProfile>;

/// 调用者 — who speaks, as the server has found out for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// On which platform.
    pub platform: PlatformId,
    /// As whom.
    pub actor: Actor,
    /// The account's or the intake's id: a client's queue belongs to the owner
    /// who first used it.
    pub owner: String,
}

impl Caller {
    /// The owner's name in the store. An owner is one person on one platform:
    /// the same secret or account id elsewhere is somebody else.
    fn owner_key(&self) -> String {
        format!("{}/{}", self.platform.as_str(), self.owner)
    }

    /// Whose log tells of what this caller tried and nothing came of: the
    /// caller's own first space, or the centre's for one who has no space.
    fn own_log(&self) -> Space {
        let spaces = self.actor.spaces(&self.platform);
        spaces
            .into_iter()
            .next()
            .unwrap_or_else(|| Space::new(&self.platform, Area::Review))
    }
}
