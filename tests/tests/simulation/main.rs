//! Random histories of clients, tabs, a network that loses, doubles, delays and
//! reorders, crashes at every commit, copied databases and restored servers:
//! whatever happened, once the network heals everybody sees what the server
//! has, every queue is empty, and nothing acknowledged is lost or doubled.

mod acts;
mod announcing;
mod boundaries;
mod device;
mod exchange;
mod faults;
mod healing;
mod history;
mod local;
mod network;
mod older_database;
mod oracle;
mod people;
mod program;
mod scenes;
mod seeds;
mod server_core;
mod tab;
mod tally;
mod traffic;
mod world;

use std::time::Instant;

use faults::Kind;
use seeds::Plan;

/// The server's own: histories are mostly small allocations.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A run of so many histories must have met every kind of fault.
const MANY: u64 = 300;

#[test]
fn any_history_converges_and_nothing_acknowledged_is_lost_or_doubled() {
    let began = Instant::now();
    let (tally, failures) = Plan::of_the_environment().run();
    let minutes = began.elapsed().as_secs_f64() / 60.0;
    let rate = tally.histories as f64 / minutes;
    let told = format!("{tally}\n{rate:.0} histories a minute\n");
    print!("{told}");
    // For whoever runs all tests, whose output is not seen where they pass.
    let kept = std::fs::write(concat!(env!("CARGO_TARGET_TMPDIR"), "/simulation"), &told);
    kept.unwrap_or_else(|error| panic!("{error}"));
    if let Some(first) = failures.first() {
        let (steps, why) = seeds::shortest(first.seed);
        let seeds: Vec<_> = failures.iter().map(|failure| failure.seed).collect();
        panic!(
            "{} histories failed; again with SIMULATION_SEED={}: {}\nall: {seeds:?}\nshorter: {steps:#?}\n{why}",
            failures.len(),
            first.seed,
            first.why
        );
    }
    assert!(
        tally.had_at_least(3, healing::FEWEST_COMMANDS, healing::FEWEST_FAULTS),
        "a history had too little in it: {tally}"
    );
    // A fault that no history meets is not tested, whatever the text above says.
    if tally.histories >= MANY {
        for kind in Kind::ALL {
            assert!(tally.times(*kind) > 0, "no history met {kind:?}");
        }
        for answer in ["answer: client forked", "answer: new life of the server"] {
            assert!(tally.met.contains_key(answer), "no history met {answer}");
        }
    }
}
