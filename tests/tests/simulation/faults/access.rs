//! Who may do what changes while people work: sessions end, accounts are closed,
//! move to another unit, get another role.

use super::{Aim, Kind};
use crate::people;
use crate::world::World;

impl World {
    /// What one may do changes after the first pages have come, and before the last.
    pub(super) fn between_pages(&mut self, aim: Aim) -> bool {
        let count = self.devices.len();
        let turned = (0..count).map(|at| (aim.client + at) % count);
        let among = |client: &usize| {
            self.devices[*client]
                .tabs
                .iter()
                .any(|tab| tab.between_pages)
        };
        let Some(client) = turned.clone().find(among) else {
            return false;
        };
        let kinds = [Kind::PermissionTaken, Kind::UnitChanged, Kind::RoleChanged];
        self.at_the_account(kinds[aim.pick % 3], Aim { client, ..aim })
    }

    pub(super) fn at_the_account(&mut self, kind: Kind, aim: Aim) -> bool {
        let name = self.devices[aim.client].account.clone();
        let Some(account) = self.server.accounts.get_mut(&name) else {
            return false;
        };
        // Somebody is always left who can file something.
        let stays = name == "operator.b";
        match kind {
            Kind::SessionExpired => {
                let session = self.devices[aim.client].session;
                return self.server.sessions.remove(&session).is_some();
            }
            Kind::PermissionTaken => {
                if account.closed {
                    return false;
                }
                account.closed = true;
                account.for_good = aim.pick.is_multiple_of(3) && !stays;
            }
            Kind::UnitChanged => {
                let Some(unit) = account.actor.unit() else {
                    return false;
                };
                let other = if unit == people::unit(1) { 2 } else { 1 };
                account.actor = people::operator(&name, other);
            }
            _ if stays => return false,
            _ => {
                account.actor = if account.actor.unit().is_some() {
                    people::reviewer(&name)
                } else {
                    people::operator(&name, 1)
                };
            }
        }
        true
    }
}
