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

#[derive(Default)]
pub struct Network {
    pub in_flight: Vec<(Return, Message)>,
}

impl Network {
    pub fn take(&mut self, pick: usize) -> Option<(Return, Message)> {
        let count = self.in_flight.len();
        (count > 0).then(|| self.in_flight.remove(pick % count))
    }

    pub fn duplicate(&mut self, pick: usize) {
        let count = self.in_flight.len();
        if count > 0 {
            let copy = self.in_flight[pick % count].clone();
            self.in_flight.push(copy);
        }
    }
}
