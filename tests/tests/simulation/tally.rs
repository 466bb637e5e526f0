//! What was counted: histories, commands, and every fault that struck.

use std::collections::BTreeMap;
use std::fmt;

use domain::protocol::ProblemCode;

use crate::faults::Kind;

#[derive(Clone, Debug, Default)]
pub struct Tally {
    pub histories: u64,
    pub steps: u64,
    /// Commands that a device kept.
    pub commands: u64,
    /// Of these, those of which a person was told that the platform has them.
    pub acknowledged: u64,
    pub lost: u64,
    pub doubled: u64,
    faults: BTreeMap<Kind, u64>,
    /// What else came about.
    pub met: BTreeMap<&'static str, u64>,
    /// The fewest devices, commands and faults that a history had.
    fewest: Option<[u64; 3]>,
}

impl Tally {
    pub fn fault(&mut self, kind: Kind) {
        *self.faults.entry(kind).or_default() += 1;
    }

    /// How often a kind of fault struck.
    pub fn times(&self, kind: Kind) -> u64 {
        self.faults.get(&kind).copied().unwrap_or_default()
    }

    pub fn faults_in_all(&self) -> u64 {
        self.faults.values().sum()
    }

    /// Those that were let strike; others come about by themselves.
    pub fn injected(&self) -> u64 {
        let injected = self.faults.iter().filter(|(kind, _)| kind.weight() > 0);
        injected.map(|(_, times)| times).sum()
    }

    /// The server has refused a whole call, so that the client has to go back.
    pub fn refused_call(&mut self, code: &ProblemCode) {
        let name = match code {
            ProblemCode::Gap { .. } => "answer: gap",
            ProblemCode::ClientForked { .. } => "answer: client forked",
            ProblemCode::EpochChanged { .. } => "answer: new life of the server",
            ProblemCode::DigestMismatch => "answer: digest mismatch",
            _ => return,
        };
        *self.met.entry(name).or_default() += 1;
    }

    /// A history has come to its end.
    pub fn ends(&mut self, devices: usize) {
        self.histories = 1;
        self.fewest = Some([devices as u64, self.commands, self.injected()]);
    }

    pub fn add(&mut self, other: &Self) {
        self.histories += other.histories;
        self.steps += other.steps;
        self.commands += other.commands;
        self.acknowledged += other.acknowledged;
        self.lost += other.lost;
        self.doubled += other.doubled;
        for (kind, times) in &other.faults {
            *self.faults.entry(*kind).or_default() += times;
        }
        for (what, times) in &other.met {
            *self.met.entry(what).or_default() += times;
        }
        self.fewest = match (self.fewest, other.fewest) {
            (Some(ours), Some(theirs)) => Some(core::array::from_fn(|at| ours[at].min(theirs[at]))),
            (ours, theirs) => ours.or(theirs),
        };
    }

    /// Whether each history had as many devices, commands and faults as it should.
    pub fn had_at_least(&self, devices: u64, commands: u64, faults: u64) -> bool {
        let least = [devices, commands, faults];
        self.fewest
            .is_some_and(|fewest| fewest.iter().zip(least).all(|(had, least)| *had >= least))
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let per = |count: u64| count as f64 / self.histories.max(1) as f64;
        writeln!(
            f,
            "{} histories of {:.0} steps, {:.1} commands and {:.1} injected faults on average",
            self.histories,
            per(self.steps),
            per(self.commands),
            per(self.injected()),
        )?;
        if let Some([devices, commands, faults]) = self.fewest {
            writeln!(
                f,
                "at least: {devices} clients, {commands} commands, {faults} faults"
            )?;
        }
        let most = Kind::ALL
            .iter()
            .map(|kind| self.times(*kind))
            .max()
            .unwrap_or_default();
        for kind in Kind::ALL {
            let times = self.times(*kind);
            let bar = "#".repeat((times * 40).div_ceil(most.max(1)) as usize);
            writeln!(f, "{times:>9}  {:<68} {bar}", kind.name())?;
        }
        for (what, times) in &self.met {
            writeln!(f, "{times:>9}  {what}")?;
        }
        write!(
            f,
            "simulation: {} histories, {} faults of {} kinds, {} acknowledged commands checked, lost {}, doubled {}",
            self.histories,
            self.faults_in_all(),
            Kind::ALL
                .iter()
                .filter(|kind| self.times(**kind) > 0)
                .count(),
            self.acknowledged,
            self.lost,
            self.doubled
        )
    }
}
