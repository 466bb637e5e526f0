//! Which histories are run. Each has a seed, and the same seed gives the same history:
//!
//!     SIMULATION_SEED=123 cargo test -p yangcai-tests --test simulation any_history
//!
//! runs that one alone. Without it a fixed set is run and some that nobody has run
//! before. `SIMULATION_MINUTES=600 cargo test --release -p yangcai-tests --test simulation
//! any_history -- --nocapture` runs new ones for a night, on every core.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use crate::history::{Step, histories};
use crate::oracle::{self, Wrong};
use crate::tally::Tally;
use crate::world::World;

/// How many histories are the same in every run, and how many are new.
const FIXED: u64 = 400;
const FRESH: u64 = 100;

/// A history that failed.
pub struct Failure {
    pub seed: u64,
    pub why: String,
}

/// What to run, as the environment says.
pub struct Plan {
    seeds: Box<dyn Fn(u64) -> Option<u64> + Sync>,
    until: Option<Instant>,
}

impl Plan {
    pub fn of_the_environment() -> Self {
        let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
        if let Some(seed) = number("SIMULATION_SEED") {
            return Self {
                seeds: Box::new(move |at| (at == 0).then_some(seed)),
                until: None,
            };
        }
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let fresh = now.map_or(0, |now| now.as_nanos() as u64);
        if let Some(minutes) = number("SIMULATION_MINUTES") {
            return Self {
                seeds: Box::new(move |at| Some(fresh.wrapping_add(at))),
                until: Some(Instant::now() + Duration::from_secs(60 * minutes)),
            };
        }
        Self {
            seeds: Box::new(move |at| match at {
                at if at < FIXED => Some(at),
                at if at < FIXED + FRESH => Some(fresh.wrapping_add(at)),
                _ => None,
            }),
            until: None,
        }
    }

    /// The seed of history number `at`, while there is time.
    fn seed(&self, at: u64) -> Option<u64> {
        let late = self.until.is_some_and(|until| Instant::now() >= until);
        (self.seeds)(at).filter(|_| !late)
    }

    /// Runs all of it, on every core.
    pub fn run(&self) -> (Tally, Vec<Failure>) {
        let (next, all) = (AtomicU64::new(0), Mutex::new((Tally::default(), vec![])));
        let work = || {
            let (mut tally, mut failures) = (Tally::default(), vec![]);
            while let Some(seed) = self.seed(next.fetch_add(1, Ordering::Relaxed)) {
                let (counted, failure) = run(&steps_of(seed).current());
                tally.add(&counted);
                failures.extend(failure.map(|why| Failure { seed, why }));
            }
            let mut all = all.lock().unwrap_or_else(|_| panic!("a worker died"));
            all.0.add(&tally);
            all.1.append(&mut failures);
        };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|scope| {
            (0..cores).for_each(|_| drop(scope.spawn(work)));
        });
        all.into_inner().unwrap_or_else(|_| panic!("a worker died"))
    }
}

fn steps_of(seed: u64) -> impl ValueTree<Value = Vec<Step>> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    let tree = histories().new_tree(&mut runner);
    tree.unwrap_or_else(|reason| panic!("{reason}"))
}

/// Runs one history: what was counted, and what was wrong.
pub fn run(steps: &[Step]) -> (Tally, Option<String>) {
    let lived = catch_unwind(AssertUnwindSafe(|| {
        let mut world = World::new();
        world.live(steps);
        let wrong = oracle::check(&world).err();
        let mut tally = world.tally;
        match &wrong {
            Some(Wrong::Lost(lost)) => tally.lost = lost.len() as u64,
            Some(Wrong::Doubled(doubled)) => tally.doubled = doubled.len() as u64,
            Some(Wrong::Other(_)) | None => {}
        }
        (tally, wrong.map(|wrong| wrong.to_string()))
    }));
    lived.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        (Tally::default(), Some(text.unwrap_or_default()))
    })
}

/// The shortest history like that of `seed` which still fails, and why: larger and
/// smaller parts are left out for as long as it goes on failing.
pub fn shortest(seed: u64) -> (Vec<Step>, String) {
    let mut steps = steps_of(seed).current();
    let mut why = run(&steps).1.unwrap_or_default();
    let mut part = steps.len() / 2;
    while part > 0 {
        let mut from = 0;
        while from < steps.len() {
            let mut fewer = steps.clone();
            fewer.drain(from..(from + part).min(steps.len()));
            match run(&fewer).1 {
                Some(wrong) => (steps, why) = (fewer, wrong),
                None => from += part,
            }
        }
        part /= 2;
    }
    (steps, why)
}
