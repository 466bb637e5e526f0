//! What a history is made of, and how random ones are drawn.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::Union;

use crate::faults::{Aim, Kind};

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
    /// A tab sends what is due, or asks again after a time-out; it may have heard
    /// before what other tabs wrote.
    Send {
        client: usize,
        tab: usize,
        heard: bool,
    },
    /// A message in flight arrives.
    Deliver { pick: usize },
    /// An announcement arrives.
    Poke { pick: usize },
    /// Nothing happens for so long.
    Wait { hours: u32 },
    /// The server is backed up.
    Backup,
    /// A person deals with something in the queue.
    Deal {
        client: usize,
        tab: usize,
        pick: usize,
    },
    /// A person carries the queue to another device.
    Carry { client: usize, tab: usize },
    /// Something goes wrong.
    Fault { kind: Kind, aim: Aim },
}

/// Histories of thirty commands or more and five faults or more, among three
/// clients or more of two tabs each.
pub fn histories() -> impl Strategy<Value = Vec<Step>> {
    in_any_order(
        (give().boxed(), 40..52),
        (traffic().boxed(), 70..150),
        fault().boxed(),
        8..28,
    )
}

/// Short ones in which nothing goes wrong.
pub fn quiet_histories() -> impl Strategy<Value = Vec<Step>> {
    in_any_order(
        (give().boxed(), 14..15),
        (traffic().boxed(), 60..61),
        fault().boxed(),
        0..1,
    )
}

type Many = (BoxedStrategy<Step>, core::ops::Range<usize>);

fn in_any_order(
    (commands, of_commands): Many,
    (traffic, of_traffic): Many,
    faults: BoxedStrategy<Step>,
    of_faults: core::ops::Range<usize>,
) -> impl Strategy<Value = Vec<Step>> {
    let when = any::<u32>;
    let commands = vec((when(), commands), of_commands);
    let traffic = vec((when(), traffic), of_traffic);
    let faults = vec((when(), faults), of_faults);
    (commands, traffic, faults).prop_map(|(commands, traffic, faults)| {
        let mut steps: Vec<_> = commands.into_iter().chain(traffic).chain(faults).collect();
        steps.sort_by_key(|(when, _)| *when);
        steps.into_iter().map(|(_, step)| step).collect()
    })
}

fn place() -> impl Strategy<Value = (usize, usize)> {
    (any::<usize>(), 0..2_usize)
}

fn give() -> impl Strategy<Value = Step> {
    // Copies are given commands too: that is how a queue forks.
    (place(), any::<u8>(), any::<usize>()).prop_map(|((client, tab), what, pick)| Step::Give {
        client,
        tab,
        what,
        pick,
    })
}

fn traffic() -> impl Strategy<Value = Step> {
    prop_oneof![
        17 => (place(), any::<bool>())
            .prop_map(|((client, tab), heard)| Step::Send { client, tab, heard }),
        32 => any::<usize>().prop_map(|pick| Step::Deliver { pick }),
        3 => any::<usize>().prop_map(|pick| Step::Poke { pick }),
        1 => (0..5_usize).prop_map(|pick| Step::Wait { hours: [1, 13, 13, 48, 24 * 8][pick] }),
        1 => Just(Step::Backup),
        1 => (place(), any::<usize>())
            .prop_map(|((client, tab), pick)| Step::Deal { client, tab, pick }),
        1 => place().prop_map(|(client, tab)| Step::Carry { client, tab }),
    ]
}

fn fault() -> impl Strategy<Value = Step> {
    let drawn = Kind::ALL.iter().filter(|kind| kind.weight() > 0);
    let kinds = Union::new_weighted(drawn.map(|kind| (kind.weight(), Just(*kind))).collect());
    (kinds, place(), any::<usize>()).prop_map(|(kind, (client, tab), pick)| Step::Fault {
        kind,
        aim: Aim { client, tab, pick },
    })
}
