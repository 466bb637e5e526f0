//! The device's clock, which may say anything.

use super::{Aim, Kind};
use crate::world::{HOUR, World};

impl World {
    /// By hours, days, or a year: whole hours, so that the time of giving still marks
    /// a command as no other.
    pub(super) fn by_the_clock(&mut self, kind: Kind, aim: Aim) -> bool {
        let hours = [1, 30, 24 * 8, 24 * 365][aim.pick % 4];
        let by = if kind == Kind::ClockForward {
            hours
        } else {
            -hours
        };
        self.devices[aim.client].clock += by * HOUR;
        true
    }
}
