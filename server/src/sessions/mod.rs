//! Sessions: a random token in a cookie, of which only the hash is stored.

mod cookie;
mod token;

pub use cookie::Cookie;
pub use token::{Token, TokenHash};

use domain::timestamp::Timestamp;

const HOUR_MS: i64 = 3_600_000;

/// 会话时限 — how long a session lives.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// Without any call, in milliseconds.
    pub idle: i64,
    /// At most, in milliseconds.
    pub absolute: i64,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            idle: 12 * HOUR_MS,
            absolute: 30 * 24 * HOUR_MS,
        }
    }
}

/// 会话 — what is stored of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The account that signed in.
    pub account: String,
    /// When it signed in.
    pub began: Timestamp,
    /// When it last called, to the minute.
    pub seen: Timestamp,
}

impl Session {
    /// Whether the session still counts at `now`.
    #[must_use]
    pub fn lives(&self, now: Timestamp, timeouts: Timeouts) -> bool {
        now < self.began.plus_millis(timeouts.absolute)
            && now < self.seen.plus_millis(timeouts.idle)
    }

    /// Whether the last call is long enough ago to be written down again.
    #[must_use]
    pub fn stale(&self, now: Timestamp) -> bool {
        now >= self.seen.plus_millis(60_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_when_unused_and_in_any_case_after_thirty_days() {
        let at = |hours: i64| Timestamp::from_millis(hours * HOUR_MS);
        let session = |seen| Session {
            account: "a".into(),
            began: at(0),
            seen: at(seen),
        };
        let lives = |seen, now: i64| session(seen).lives(at(now), Timeouts::default());
        assert!(lives(0, 11));
        assert!(!lives(0, 12));
        assert!(lives(719, 719));
        assert!(!lives(719, 720));
    }
}
