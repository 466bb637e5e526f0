//! A tab: a replica in memory over the device's store, read whole or in parts.

use app::replica::{Identity, Replica, Rows};
use domain::client_id::ClientId;

use crate::local::LocalDatabase;
use crate::people;
use crate::program::Program;

/// What happens to the tab at its next commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accident {
    None,
    KilledBefore,
    KilledAfter,
    NoRoom,
    Unavailable,
    /// It commits, and the store dies before it says so.
    AnswerLost,
    /// What is queued next is of a kind that the server does not know.
    Unknown,
}

pub struct Tab {
    pub replica: Replica,
    pub accident: Accident,
    /// The number of the question whose answer it waits for.
    pub question: u64,
    /// Of which commit of the store it last knew.
    pub generation: u64,
    /// Whether it has been told of news since it last asked.
    pub poked: bool,
    /// Whether it pushes or pulls next.
    pub pulling: bool,
    /// Whether some pages have come and others have not.
    pub between_pages: bool,
}

impl Tab {
    /// Opens a tab over `database`: with everything that is in it, or with what is
    /// read first.
    pub fn open(
        database: &LocalDatabase,
        identity: Identity,
        fresh: ClientId,
        in_parts: bool,
        question: u64,
        program: Program,
    ) -> Self {
        let mut replica =
            Replica::load(Rows::default(), identity.clone(), people::profile(), fresh);
        replica.pack_from(program.packs_from());
        if in_parts {
            replica.reload_first(database.first());
        } else {
            replica.reload(database.load());
        }
        replica.act_as(identity);
        Self {
            replica,
            accident: Accident::None,
            question,
            generation: database.generation,
            poked: false,
            pulling: false,
            between_pages: false,
        }
    }

    /// Takes over what others have written, as the workspace does.
    pub fn reload(&mut self, database: &LocalDatabase) {
        let first = database.first();
        let opening = !self.replica.is_whole();
        if opening || self.replica.has_segments(&first.segments) {
            self.replica.reload_first(first);
        } else {
            self.replica.reload(database.load());
        }
        self.generation = database.generation;
        self.between_pages = false;
    }

    /// Reads the segments that it has not read yet, two at a time.
    pub fn be_whole(&mut self, database: &LocalDatabase) {
        while !self.replica.is_whole() {
            let keys = self.replica.pending(2);
            let rows: Vec<_> = keys
                .iter()
                .filter_map(|key| Some((key, database.row(key)?)))
                .collect();
            if rows.len() < keys.len() {
                // Another tab has packed them anew meanwhile.
                self.reload(database);
                continue;
            }
            for (key, value) in rows {
                self.replica.absorb_segment(key, &value);
            }
        }
    }
}
