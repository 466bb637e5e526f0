//! This device's clock.

use std::cell::OnceCell;

use crate::signals::*;
use domain::timestamp::Timestamp;
use gloo::timers::callback::Interval;

/// Now, by this device's clock.
#[must_use]
pub fn now() -> Timestamp {
    #[allow(clippy::cast_possible_truncation)] // Milliseconds fit an i64 for 292 million years.
    Timestamp::from_millis(js_sys::Date::now() as i64)
}

thread_local! {
    static MINUTE: OnceCell<ArcRwSignal<Timestamp>> = const { OnceCell::new() };
}

/// Now, to the minute: for ages that go on counting while they are read; reactive.
#[must_use]
pub fn minute() -> Timestamp {
    let signal = MINUTE.with(|minute| {
        minute
            .get_or_init(|| {
                let signal = ArcRwSignal::new(now());
                let ticking = signal.clone();
                Interval::new(60_000, move || ticking.set(now())).forget();
                signal
            })
            .clone()
    });
    signal.get()
}
