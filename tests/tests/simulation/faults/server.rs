//! At the server: killed around a commit, a disk that refuses, too much to do, a
//! machine lost and another begun from a backup.

use domain::protocol::{Problem, ProblemCode};
use domain::sentence::Sentence;
use server::sync::unavailable;

use super::Kind;
use crate::network::Message;
use crate::world::World;

impl World {
    pub(super) fn at_the_server(&mut self, kind: Kind, pick: usize) -> bool {
        match kind {
            Kind::KilledBeforeCommit | Kind::KilledAfterCommit | Kind::DiskFailed => {
                self.server.accident = Some(kind);
                false
            }
            Kind::Restored => {
                self.server.restore(0);
                true
            }
            Kind::RestoredOlder => self.restore_older(),
            Kind::TooBusy => self.refuse(pick, Message::is_question, |message| match message {
                Message::Push(_) => problem(429, ProblemCode::TooManyRequests { retry_after: 5 }),
                _ => unavailable(),
            }),
            Kind::TooLarge => {
                let several = |message: &Message| match message {
                    Message::Push(request) => request.packed.is_some(),
                    _ => false,
                };
                self.refuse(pick, several, |_| problem(413, ProblemCode::TooLarge))
            }
            _ => self.spoil_answer(kind, pick),
        }
    }

    /// A question in flight is answered with a problem, by whoever stands before the server.
    pub(super) fn refuse(
        &mut self,
        pick: usize,
        wanted: impl Fn(&Message) -> bool,
        problem: impl Fn(&Message) -> Problem,
    ) -> bool {
        let Some(at) = self.network.find(pick, wanted) else {
            return false;
        };
        let message = &mut self.network.in_flight[at].message;
        let problem = problem(message);
        *message = match message {
            Message::Push(request) => Message::Pushed(request.clone(), Err(problem)),
            Message::Pull(request) => Message::Pulled(request.clone(), Err(problem)),
            Message::Pushed(..) | Message::Pulled(..) => return false,
        };
        true
    }

    /// The last backup is lost too. What it promised is then lost where clients have
    /// relied on it, and only that.
    fn restore_older(&mut self) -> bool {
        if !self.server.has_backup() {
            return false;
        }
        self.excused.extend(self.server.only_in_last());
        self.server.restore(1);
        true
    }

    fn spoil_answer(&mut self, kind: Kind, pick: usize) -> bool {
        let has = |message: &Message| match message {
            Message::Pushed(_, Ok(answer)) if kind == Kind::NewsMissing => answer.news.is_some(),
            Message::Pushed(_, Ok(answer)) => answer.echo.is_some(),
            _ => false,
        };
        let Some(at) = self.network.find(pick, has) else {
            return false;
        };
        if let Message::Pushed(_, Ok(answer)) = &mut self.network.in_flight[at].message {
            if kind == Kind::NewsMissing {
                answer.news = None;
            } else if let Some(echo) = &mut answer.echo {
                echo.digest = "0".repeat(64);
            }
        }
        true
    }
}

/// A problem as the server words it, without the words.
pub fn problem(status: u16, code: ProblemCode) -> Problem {
    Problem {
        status,
        code,
        sentence: Sentence::new("", ""),
        field: None,
    }
}
