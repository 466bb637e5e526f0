//! What a check has to say.

use domain::sentence::Sentence;

/// So many findings of one kind are kept in words; the others are counted.
const KEPT: usize = 50;

/// 发现的问题 — one thing that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its kind, for programs.
    pub code: &'static str,
    /// What it is.
    pub sentence: Sentence,
}

/// 问题清单 — what a check has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    kept: Vec<Finding>,
    more: u64,
}

impl Findings {
    /// Adds one.
    pub(super) fn add(&mut self, code: &'static str, zh: String, en: String) {
        if self.kept.iter().filter(|kept| kept.code == code).count() < KEPT {
            let sentence = Sentence::new(zh, en);
            self.kept.push(Finding { code, sentence });
        } else {
            self.more += 1;
        }
    }

    /// Takes over what was found on the way.
    pub(super) fn extend(&mut self, other: &Self) {
        self.kept.extend(other.kept.iter().cloned());
        self.more += other.more;
    }

    /// Those that are told in words.
    #[must_use]
    pub fn kept(&self) -> &[Finding] {
        &self.kept
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.kept.len() as u64 + self.more
    }

    /// How many are only counted.
    #[must_use]
    pub fn more(&self) -> u64 {
        self.more
    }
}
