//! Which program runs: the present one, or one from before the schema was told, which
//! knows neither packed pushes nor echoes nor segments. Some devices, and some servers,
//! begin a history with that one and are brought up to date in it.

use domain::protocol::SCHEMA;

use crate::device::Device;
use crate::faults::Kind;
use crate::history::Step;
use crate::network::Message;
use crate::world::World;

/// Rows of which no device has as many: nothing is packed into segments.
const NEVER: usize = usize::MAX;
/// Few records are enough here to be packed.
const SOON: usize = 3;
/// How many devices there are at first.
const AT_FIRST: usize = 3;

/// A program, of a device or of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    Earlier,
    Present,
}

impl Program {
    pub fn packs_from(self) -> usize {
        match self {
            Self::Earlier => NEVER,
            Self::Present => SOON,
        }
    }
}

/// What an earlier program would have asked instead.
pub fn as_earlier(question: &mut Message) {
    match question {
        Message::Pull(request) => request.schema = SCHEMA - 1,
        Message::Push(request) => {
            assert!(request.unpack(), "it was packed badly");
            (request.schema, request.cursors) = (SCHEMA - 1, None);
        }
        Message::Pushed(..) | Message::Pulled(..) => {}
    }
}

impl Device {
    /// Its tabs run this program from now on.
    pub fn run(&mut self, program: Program) {
        self.program = program;
        for tab in &mut self.tabs {
            tab.replica.pack_from(program.packs_from());
        }
    }
}

impl World {
    /// Whoever is brought up to date in the history begins it with an earlier program.
    pub fn begin_earlier(&mut self, steps: &[Step]) {
        for step in steps {
            match step {
                Step::Fault { kind, aim } if *kind == Kind::ClientUpgraded => {
                    self.devices[aim.pick % AT_FIRST].run(Program::Earlier);
                }
                Step::Fault { kind, .. } if *kind == Kind::ServerUpgraded => {
                    self.server.program = Program::Earlier;
                }
                _ => {}
            }
        }
    }

    /// A device, or the server, is brought up to date.
    pub fn bring_up_to_date(&mut self, kind: Kind, pick: usize) -> bool {
        if kind == Kind::ClientUpgraded {
            return self.upgrade_client(pick % AT_FIRST);
        }
        let is_old = self.server.program == Program::Earlier;
        if is_old {
            self.disconnect();
            // The earliest schema that anybody can have, or a later one.
            self.server.upgrade(2 + pick % 4);
        }
        is_old
    }

    /// The new program takes over the store that the earlier one has left.
    pub fn upgrade_client(&mut self, client: usize) -> bool {
        let is_old = self.devices[client].program == Program::Earlier;
        if is_old {
            self.devices[client].run(Program::Present);
            (0..2).for_each(|tab| self.kill(client, tab, tab == 1));
        }
        is_old
    }
}
