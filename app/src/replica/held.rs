//! 留存的日志头: where the server said that its logs stood. A device keeps the latest word
//! of each, and hands it out with its queue: what was edited or cut off since then shows.

use domain::map::SortedMap;
use domain::protocol::{HeldHead, LogHead};
use domain::space::Space;

/// Of so many logs; a unit has three, who reviews acts in the log of each unit.
const KEPT: usize = 64;

/// Takes over what an answer of the server's life `epoch` said.
#[inline(never)]
pub(super) fn take(
    held: &mut SortedMap<Space, HeldHead>,
    told: &SortedMap<Space, LogHead>,
    epoch: &str,
) {
    for (space, LogHead { length, head }) in told {
        if !held.contains_key(space) && held.len() >= KEPT {
            let first = held.keys().next().cloned();
            first.map(|first| held.remove(&first));
        }
        let (epoch, length, head) = (epoch.to_owned(), *length, head.clone());
        held.insert(
            space.clone(),
            HeldHead {
                epoch,
                length,
                head,
            },
        );
    }
}
