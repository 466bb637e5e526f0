//! On the way: lost, doubled, cut off, altered, answered by somebody else.

use domain::json::{self, Raw};
use domain::protocol::{PullRequest, PullResponse, PushRequest, PushResponse};
use serde::Serialize;

use super::Kind;
use crate::network::Message;
use crate::world::World;

/// What stands between a phone and the network where one has to agree to something first.
const PORTAL: [&str; 2] = [
    "<!DOCTYPE html><html><title>登录</title><body>请先登录无线网络</body></html>",
    "{\"status\":\"login required\",\"url\":\"http://10.0.0.1/\"}",
];

impl World {
    pub(super) fn on_the_way(&mut self, kind: Kind, pick: usize) -> bool {
        let wanted = |message: &Message| match kind {
            Kind::RequestLost | Kind::RequestTwice | Kind::PushPartlySent => message.is_question(),
            Kind::BytesAltered => {
                matches!(message, Message::Push(request) if !request.commands.is_empty())
            }
            _ => !message.is_question(),
        };
        let Some(at) = self.network.find(pick, wanted) else {
            return false;
        };
        match kind {
            Kind::RequestTwice | Kind::AnswerTwice => {
                let copy = self.network.in_flight[at].clone();
                self.network.in_flight.push(copy);
            }
            Kind::BytesAltered => self.alter(at, pick),
            _ => self.break_off(kind, at, pick),
        }
        true
    }

    /// Somebody on the way has kept an answer to the very question that is under way.
    pub(super) fn answer_from_store(&mut self, pick: usize) -> bool {
        let network = &self.network;
        let kept = |message: &Message| network.stored(message).is_some();
        let Some(at) = network.find(pick, kept) else {
            return false;
        };
        let question = &network.in_flight[at].message;
        let Some(answer) = network.stored(question).cloned() else {
            return false;
        };
        self.network.in_flight[at].message = answer;
        true
    }

    /// The message does not arrive, or only its beginning, which must not be taken
    /// for the whole.
    fn break_off(&mut self, kind: Kind, at: usize, pick: usize) {
        let letter = self.network.in_flight.remove(at);
        match (kind, &letter.message) {
            (Kind::PushPartlySent, Message::Push(request)) => {
                let part = beginning(request, pick);
                assert!(
                    serde_json::from_str::<PushRequest>(&part).is_err(),
                    "{part}"
                );
            }
            (Kind::PushPartlySent, Message::Pull(request)) => {
                let part = beginning(request, pick);
                assert!(
                    serde_json::from_str::<PullRequest>(&part).is_err(),
                    "{part}"
                );
            }
            (Kind::AnswerCut, Message::Pushed(_, Ok(answer))) => {
                let part = beginning(answer, pick);
                assert!(json::read::<PushResponse>(&part).is_none(), "{part}");
            }
            (Kind::AnswerCut, Message::Pulled(_, Ok(answer))) => {
                let part = beginning(answer, pick);
                assert!(json::read::<PullResponse>(&part).is_none(), "{part}");
            }
            (Kind::CaptivePortal, Message::Pushed(..)) => {
                let page = PORTAL[pick % PORTAL.len()];
                assert!(json::read::<PushResponse>(page).is_none(), "{page}");
            }
            (Kind::CaptivePortal, Message::Pulled(..)) => {
                let page = PORTAL[pick % PORTAL.len()];
                assert!(json::read::<PullResponse>(page).is_none(), "{page}");
            }
            _ => {}
        }
        self.lost(&letter);
        let tab = &mut self.devices[letter.back.client].tabs[letter.back.tab];
        let pushed = matches!(letter.message, Message::Push(_) | Message::Pushed(..));
        if pushed && tab.question == letter.back.question {
            tab.replica.push_broke_off();
        }
    }

    /// Another digit somewhere in a command.
    fn alter(&mut self, at: usize, pick: usize) {
        let Message::Push(request) = &mut self.network.in_flight[at].message else {
            return;
        };
        let place = pick % request.commands.len();
        let text = request.commands[place].get();
        let Some((at, digit)) = text.char_indices().rfind(|(_, c)| c.is_ascii_digit()) else {
            return;
        };
        let other = if digit == '7' { "3" } else { "7" };
        let altered = [&text[..at], other, &text[at + 1..]].concat();
        request.commands[place] = Raw::new(altered);
    }
}

/// Some of the bytes of a message, and not all.
fn beginning(message: &impl Serialize, pick: usize) -> String {
    let text = serde_json::to_string(message).unwrap_or_else(|error| panic!("{error}"));
    let mut end = pick % text.len();
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}
