//! Messages in flight: they arrive in any order, or not, or twice.

use std::collections::VecDeque;

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

/// So many of the last answers are kept by somebody on the way.
const STORED: usize = 12;

#[derive(Default)]
pub struct Network {
    pub in_flight: Vec<Letter>,
    /// Announcements under way: to which client, and to which of its tabs.
    pub pokes: Vec<(usize, usize)>,
    /// Answers, for whoever asks the same again.
    stored: VecDeque<Message>,
}

impl Network {
    /// Keeps an answer.
    pub fn store(&mut self, answer: &Message) {
        if self.stored.len() == STORED {
            self.stored.pop_front();
        }
        self.stored.push_back(answer.clone());
    }

    /// The answer that was kept to the very same question.
    pub fn stored(&self, question: &Message) -> Option<&Message> {
        self.stored.iter().find(|answer| match (question, answer) {
            (Message::Pull(asked), Message::Pulled(earlier, _)) => asked == earlier,
            (Message::Push(asked), Message::Pushed(earlier, _)) => {
                let of = |push: &PushRequest| (push.client_id, push.first_mid);
                let same = of(asked) == of(earlier) && asked.digest == earlier.digest;
                same && asked.epoch == earlier.epoch && asked.cursors == earlier.cursors
            }
            _ => false,
        })
    }

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
