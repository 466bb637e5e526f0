//! What a history is made of, and how random ones are drawn.

use proptest::collection::vec;
use proptest::prelude::*;

/// One step of a history. Indices wrap around what there is.
#[derive(Clone, Debug)]
pub enum Step {
    /// A person gives a command at a tab of a client.
    Give {
        client: usize,
        tab: usize,
        what: u8,
        pick: usize,
    },
    /// A tab sends what is due, or asks again after a time-out.
    Send { client: usize, tab: usize },
    /// A message in flight arrives.
    Deliver { pick: usize },
    /// A message in flight is lost.
    Lose { pick: usize },
    /// A message in flight is doubled.
    Duplicate { pick: usize },
    /// A tab dies and is opened again.
    Kill { client: usize, tab: usize },
    /// A tab dies at its next commit: before it, or after it.
    KillAtCommit {
        client: usize,
        tab: usize,
        after: bool,
    },
    /// The next commit finds no room.
    NoRoom { client: usize, tab: usize },
    /// The client's database is copied to another device.
    Clone { client: usize },
    /// The server is backed up.
    Backup,
    /// The server is restored from its last backup.
    Restore,
}

/// Histories of thirty commands or more and five faults or more, among three
/// clients of two tabs each.
pub fn histories() -> impl Strategy<Value = Vec<Step>> {
    let commands = vec((any::<u32>(), command()), 30..45);
    let traffic = vec((any::<u32>(), traffic()), 60..140);
    let faults = vec((any::<u32>(), fault()), 5..25);
    (commands, traffic, faults).prop_map(|(commands, traffic, faults)| {
        let mut steps: Vec<_> = commands.into_iter().chain(traffic).chain(faults).collect();
        steps.sort_by_key(|(when, _)| *when);
        steps.into_iter().map(|(_, step)| step).collect()
    })
}

fn command() -> impl Strategy<Value = Step> {
    // Copies are given commands too: that is how a queue forks.
    (any::<usize>(), 0..2_usize, any::<u8>(), any::<usize>()).prop_map(
        |(client, tab, what, pick)| Step::Give {
            client,
            tab,
            what,
            pick,
        },
    )
}

fn traffic() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => (any::<usize>(), 0..2_usize).prop_map(|(client, tab)| Step::Send { client, tab }),
        3 => any::<usize>().prop_map(|pick| Step::Deliver { pick }),
    ]
}

fn fault() -> impl Strategy<Value = Step> {
    let place = || (any::<usize>(), 0..2_usize);
    prop_oneof![
        4 => any::<usize>().prop_map(|pick| Step::Lose { pick }),
        3 => any::<usize>().prop_map(|pick| Step::Duplicate { pick }),
        3 => place().prop_map(|(client, tab)| Step::Kill { client, tab }),
        3 => (place(), any::<bool>())
            .prop_map(|((client, tab), after)| Step::KillAtCommit { client, tab, after }),
        2 => place().prop_map(|(client, tab)| Step::NoRoom { client, tab }),
        1 => any::<usize>().prop_map(|client| Step::Clone { client }),
        1 => Just(Step::Backup),
        1 => Just(Step::Restore),
    ]
}
