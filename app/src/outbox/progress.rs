//! How far an exchange with the platform has come.

use std::cell::Cell;

use crate::components::{El, HowFar, Words, progress};
use crate::language::say;
use crate::workspace::{SyncState, Workspace};

/// While data is exchanged and it takes its time: how many of how many went up,
/// then how many pages have come.
#[must_use]
pub fn sync_progress(workspace: Workspace) -> El {
    let (count, state, pages) = (workspace.count(), workspace.sync_state(), workspace.pages());
    let words = Words::live(move || match (count.get().pending, pages.get()) {
        (0, 0) => say("正在与平台交换数据…", "Exchanging data with the platform…").to_owned(),
        (0, pages) => [
            say("正在取回，已到第 ", "Fetching; pages so far: "),
            &pages.to_string(),
            say(" 页", ""),
        ]
        .concat(),
        _ => say("正在上传", "Uploading").to_owned(),
    });
    let all = Cell::new(0);
    progress(words, move || {
        let (working, pending) = (state.get() == SyncState::Working, count.get().pending);
        let far = how_far(all.get(), working, pending);
        all.set(far.of);
        let nothing_to_count = HowFar { done: 0, of: 0 };
        working.then_some(if pending == 0 { nothing_to_count } else { far })
    })
}

/// Of how many, and how many of them are done, where `pending` are left: what was
/// waiting when it began, and what came on top.
fn how_far(of: usize, working: bool, pending: usize) -> HowFar {
    let of = if working { of.max(pending) } else { pending };
    HowFar {
        done: of - pending,
        of,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_waiting_at_the_beginning_is_all_there_is() {
        let mut of = 0;
        for (working, pending, done, all) in [
            (false, 300, 0, 300),
            (true, 300, 0, 300),
            (true, 100, 200, 300),
            (true, 101, 199, 300),
            (true, 0, 300, 300),
            (false, 0, 0, 0),
            (true, 2, 0, 2),
            (true, 5, 0, 5),
            (true, 4, 1, 5),
        ] {
            let far = how_far(of, working, pending);
            assert_eq!((far.done, far.of), (done, all), "{working} {pending}");
            of = far.of;
        }
    }
}
