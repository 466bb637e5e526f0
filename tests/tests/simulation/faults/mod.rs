//! What goes wrong, a family a file. Each fault is counted when it strikes: one
//! that finds nothing to strike, a message to lose where none is under way, is none.

mod access;
mod clock;
mod deleted;
mod device;
mod kinds;
mod network;
mod server;
mod versions;

pub use kinds::Kind;
pub use server::problem;

use crate::world::World;

/// Where a fault strikes; the numbers wrap around what there is.
#[derive(Clone, Copy, Debug)]
pub struct Aim {
    pub client: usize,
    pub tab: usize,
    pub pick: usize,
}

impl World {
    /// Lets a fault strike. Some strike later, and are counted then.
    pub fn inject(&mut self, kind: Kind, aim: Aim) {
        use Kind::*;
        let aim = Aim {
            client: aim.client % self.devices.len(),
            tab: aim.tab % 2,
            ..aim
        };
        let struck = match kind {
            RequestLost | AnswerLost | RequestTwice | AnswerTwice | PushPartlySent | AnswerCut
            | BytesAltered | CaptivePortal => self.on_the_way(kind, aim.pick),
            KilledBeforeCommit | KilledAfterCommit | DiskFailed | TooBusy | TooLarge | Restored
            | RestoredOlder | NewsMissing | EchoAltered => self.at_the_server(kind, aim.pick),
            TabKilled
            | TabKilledBeforeCommit
            | TabKilledAfterCommit
            | QuotaExceeded
            | StoreUnavailable
            | StoreAnswerLost
            | StoreTornDown
            | Copied
            | SetBack
            | UnknownCommand => self.on_the_device(kind, aim),
            ClockForward | ClockBack => self.by_the_clock(kind, aim),
            SessionExpired | PermissionTaken | UnitChanged | RoleChanged => {
                self.at_the_account(kind, aim)
            }
            OldClient | OldServer | NewerClient => self.between_versions(kind, aim.pick),
            ClientUpgraded | ServerUpgraded => self.bring_up_to_date(kind, aim.pick),
            PermissionBetweenPages => self.between_pages(aim),
            AnswerStored => self.answer_from_store(aim.pick),
            Deleted | TombstonesCollected => self.of_deletions(kind, aim.pick),
            PokeLost | PokeTwice | PokeStorm => self.of_announcements(kind, aim.client, aim.pick),
            OutOfOrder | AnswerLate | PullInterrupted | EchoLeftAside | TwoTabsAtOnce
            | LeaseEnded => panic!("{kind:?} comes about by itself"),
        };
        if struck {
            self.tally.fault(kind);
        }
    }
}
