//! Old and new beside each other: a client that was cached long ago, a server that
//! has not been brought up to date yet.

use domain::protocol::{ProblemCode, SCHEMA};

use super::Kind;
use super::server::problem;
use crate::network::Message;
use crate::program::as_earlier;
use crate::world::World;

impl World {
    pub(super) fn between_versions(&mut self, kind: Kind, pick: usize) -> bool {
        let wanted = |message: &Message| match message {
            Message::Push(_) => true,
            // Only a push is refused to who is newer.
            Message::Pull(_) => kind == Kind::OldClient,
            _ => false,
        };
        let Some(at) = self.network.find(pick, wanted) else {
            return false;
        };
        match (kind, &mut self.network.in_flight[at].message) {
            (Kind::OldClient, message) => as_earlier(message),
            (Kind::NewerClient, Message::Push(request)) => request.schema = SCHEMA + 1,
            (_, Message::Push(request)) if request.packed.is_none() => request.cursors = None,
            _ => {
                let malformed = |_: &Message| problem(400, ProblemCode::Malformed);
                let packed = |message: &Message| match message {
                    Message::Push(request) => request.packed.is_some(),
                    _ => false,
                };
                return self.refuse(pick, packed, malformed);
            }
        }
        true
    }
}
