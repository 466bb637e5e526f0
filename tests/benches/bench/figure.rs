//! One figure: ours, the peers', what we want and what we must not fall below.

use serde::Serialize;

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Better {
    /// Bytes, times.
    Lower,
    /// Rates.
    Higher,
}

/// What was measured, round by round.
#[derive(Clone, Debug, Serialize)]
pub struct Samples {
    /// The values in the figure's unit.
    pub values: Vec<f64>,
}

impl Samples {
    /// One value that does not vary, or many.
    pub fn new(values: impl IntoIterator<Item = f64>) -> Self {
        Self {
            values: values.into_iter().collect(),
        }
    }

    /// The value below which `part` (0 to 1) of the samples lie; 0 where nothing was measured.
    pub fn quantile(&self, part: f64) -> f64 {
        let mut sorted = self.values.clone();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().saturating_sub(1);
        sorted
            .get((part * last as f64).round() as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The middle value.
    pub fn median(&self) -> f64 {
        self.quantile(0.5)
    }
}

/// 指标 — one line of the table.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What is measured, for people.
    pub name: String,
    /// `bytes`, `ms`, `/s`, `rows`…
    pub unit: &'static str,
    /// Which way is better.
    pub better: Better,
    /// Ours.
    pub ours: Samples,
    /// The peers' by name.
    pub peers: Vec<(String, Samples)>,
    /// What we want, in the unit.
    pub goal: Option<f64>,
    /// What fails the run, in the unit.
    pub floor: Option<f64>,
    /// A peer that we must be ahead of, by name, and by which factor.
    pub ahead_of: Option<(String, f64)>,
    /// What limits it, or how it was measured.
    pub note: String,
}

impl Figure {
    /// A figure of which only ours is known so far.
    pub fn new(name: impl Into<String>, unit: &'static str, better: Better, ours: Samples) -> Self {
        Self {
            name: name.into(),
            unit,
            better,
            ours,
            peers: Vec::new(),
            goal: None,
            floor: None,
            ahead_of: None,
            note: String::new(),
        }
    }

    /// With a peer's measurements.
    pub fn peer(mut self, name: impl Into<String>, samples: Samples) -> Self {
        self.peers.push((name.into(), samples));
        self
    }

    /// With what we want.
    pub fn goal(mut self, goal: f64) -> Self {
        self.goal = Some(goal);
        self
    }

    /// With what fails the run.
    pub fn floor(mut self, floor: f64) -> Self {
        self.floor = Some(floor);
        self
    }

    /// With a peer that must be left behind, by a factor.
    pub fn ahead_of(mut self, peer: impl Into<String>, factor: f64) -> Self {
        self.ahead_of = Some((peer.into(), factor));
        self
    }

    /// With a remark.
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }

    /// By how much we are better than a peer; above 1 is ahead.
    pub fn lead(&self, peer: &Samples) -> f64 {
        let (ours, theirs) = (self.ours.median(), peer.median());
        match self.better {
            Better::Lower => theirs / ours,
            Better::Higher => ours / theirs,
        }
    }

    fn reaches(&self, wanted: f64) -> bool {
        match self.better {
            Better::Lower => self.ours.median() <= wanted,
            Better::Higher => self.ours.median() >= wanted,
        }
    }

    /// Whether we are where we want to be.
    pub fn goal_reached(&self) -> bool {
        self.goal.is_none_or(|goal| self.reaches(goal))
    }

    /// Whether nothing speaks against this build.
    pub fn floor_holds(&self) -> bool {
        let ahead = self.ahead_of.as_ref().is_none_or(|(name, factor)| {
            let peer = self.peers.iter().find(|(known, _)| known == name);
            peer.is_some_and(|(_, samples)| self.lead(samples) >= *factor)
        });
        ahead && self.floor.is_none_or(|floor| self.reaches(floor))
    }
}
