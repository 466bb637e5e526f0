//! Soft locks: after a wrong password an account's sign-in waits, longer each
//! time. Running sessions notice nothing, so nobody is locked out of their work.

use domain::timestamp::Timestamp;

/// 登录失败记录 — what is remembered of wrong passwords under one name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    /// How many since the last right one.
    pub count: u32,
    /// Until when no password is looked at.
    pub locked_until: Timestamp,
}

impl Failures {
    /// The seconds still to wait at `now`, if there are any.
    #[must_use]
    pub fn wait(&self, now: Timestamp) -> Option<u64> {
        let left = self.locked_until.as_millis() - now.as_millis();
        (left > 0).then(|| u64::try_from(left).unwrap_or_default().div_ceil(1000))
    }

    /// What is remembered after one more.
    #[must_use]
    pub fn one_more(&self, now: Timestamp) -> Self {
        let count = self.count.saturating_add(1);
        Self {
            count,
            locked_until: now.plus_millis(seconds_after(count) * 1000),
        }
    }
}

/// 1, 3, 5 and 10 seconds, then twice as long each time up to a minute: slow
/// enough for guessing, and over before a person has found the right one.
fn seconds_after(count: u32) -> i64 {
    match count {
        0 => 0,
        1 => 1,
        2 => 3,
        3 => 5,
        4 => 10,
        5 => 20,
        6 => 40,
        _ => 60,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_failure_locks_longer_and_none_for_more_than_a_minute() {
        let now = Timestamp::from_millis(1_000_000);
        let mut failures = Failures::default();
        assert_eq!(failures.wait(now), None);
        for seconds in [1, 3, 5, 10, 20, 40, 60, 60] {
            failures = failures.one_more(now);
            assert_eq!(failures.wait(now), Some(seconds));
            assert_eq!(
                failures.wait(now.plus_millis(i64::try_from(seconds).unwrap_or(0) * 1000)),
                None
            );
        }
    }
}
