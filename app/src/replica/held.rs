//! 留存的日志头: where the server said that its logs stood. A device keeps the latest word
//! of each, and hands it out with its queue: what was edited or cut off since then shows.

use domain::map::SortedMap;
use domain::protocol::LogHead;
use domain::space::Space;

/// Of so many logs; a unit has three, who reviews acts in the log of each unit.
const KEPT: usize = 64;

/// Takes over what an answer said.
#[inline(never)]
pub(super) fn take(held: &mut SortedMap<Space, LogHead>, told: &SortedMap<Space, LogHead>) {
    for (space, head) in told {
        held.insert(space.clone(), head.clone());
    }
    while held.len() > KEPT {
        let other = held.keys().find(|space| !told.contains_key(space)).cloned();
        match other {
            Some(space) => held.remove(&space),
            None => return,
        };
    }
}
