//! Messages in flight: they arrive in any order, or not, or twice.

use domain::protocol::{Problem, PullRequest, PullResponse, PushRequest, PushResponse};

/// Which tab, in which of its lives, at which of its questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Return {
    pub client: usize,
    pub tab: usize,
    pub question: u64,
}

#[derive(Clone)]
#[expect(clippy::large_enum_variant, reason = "few are under way at a time")]
pub enum Message {
    Push(PushRequest),
    Pull(PullRequest),
    Pushed(PushRequest, Result<PushResponse, Problem>),
    Pulled(PullRequest, Result<PullResponse, Problem>),
}

impl Message {
    pub fn is_question(&self) -> bool {
        matches!(self, Self::Push(_) | Self::Pull(_))
    }
}

/// A message with what stands around it.
#[derive(Clone)]
pub struct Letter {
    pub back: Return,
    /// The session in the cookie with which it went.
    pub session: u64,
    pub message: Message,
}

#[derive(Default)]
pub struct Network {
    pub in_flight: Vec<Letter>,
}

impl Network {
    /// The place of one of the messages that are `wanted`.
    pub fn find(&self, pick: usize, wanted: impl Fn(&Message) -> bool) -> Option<usize> {
        let found: Vec<_> = (0..self.in_flight.len())
            .filter(|at| wanted(&self.in_flight[*at].message))
            .collect();
        (!found.is_empty()).then(|| found[pick % found.len()])
    }

    /// Takes a message out; and whether it has overtaken an earlier one of its device.
    pub fn take(&mut self, pick: usize) -> Option<(Letter, bool)> {
        if self.in_flight.is_empty() {
            return None;
        }
        let at = pick % self.in_flight.len();
        let letter = self.in_flight.remove(at);
        let overtaken = |other: &Letter| other.back.client == letter.back.client;
        let overtakes = self.in_flight[..at].iter().any(overtaken);
        Some((letter, overtakes))
    }
}
