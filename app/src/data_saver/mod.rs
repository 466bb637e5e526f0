//! 省流量 — while it is on, this device exchanges data only when the person says
//! so, and fetches a new version only when the person asks for it.
//!
//! It is off until somebody turns it on. A browser that says it saves data is
//! reason to ask, once, and no more.

mod proposal;
mod rule;
mod switch;

pub use proposal::{begin, proposal};
pub use rule::begins_in_touch_when;
pub use switch::switch;

use crate::signals::*;

use crate::{device, workspace};

/// Also read by `public/service-worker.js`.
const KEY: &str = "data_saver";
const ON: &str = "on";
const OFF: &str = "off";
/// On, and a new version has been asked for.
const UPDATING: &str = "update";

thread_local! {
    static SAVING: ArcRwSignal<bool> = ArcRwSignal::new(remembered());
}

fn remembered() -> bool {
    device::read(KEY).is_some_and(|kept| kept != OFF)
}

fn signal() -> ArcRwSignal<bool> {
    SAVING.with(Clone::clone)
}

/// Whether data is being saved; reactive.
#[must_use]
pub fn on() -> bool {
    signal().get()
}

/// The same, without following it.
#[must_use]
pub fn is_on() -> bool {
    signal().get_untracked()
}

/// Whether an open workspace looks for news at once: see [`rule`].
#[must_use]
pub fn begins_in_touch(account: bool, known: bool, lease_holds: bool) -> bool {
    begins_in_touch_when(is_on(), account, known, lease_holds)
}

/// Turns it on or off, for this device and from now on.
pub fn set(on: bool) {
    device::write(KEY, Some(if on { ON } else { OFF }));
    show(on);
}

fn show(on: bool) {
    signal().set(on);
    workspace::heed_saver();
}

/// Another tab may have turned it on or off.
pub fn recalled() {
    let on = remembered();
    if on != is_on() {
        show(on);
    }
}

/// What is said of waiting work: that it goes by itself, or by hand; reactive.
#[must_use]
pub fn either(
    by_itself: (&'static str, &'static str),
    by_hand: (&'static str, &'static str),
) -> (&'static str, &'static str) {
    if on() { by_hand } else { by_itself }
}

/// Lets a new version come although data is being saved, or no longer.
pub fn let_update(come: bool) {
    let wanted = if come { UPDATING } else { ON };
    if is_on() && device::read(KEY).as_deref() != Some(wanted) {
        device::write(KEY, Some(wanted));
    }
}
