//! The clock, handed in so that tests can set it.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use domain::timestamp::Timestamp;

/// 时钟 — says what time it is.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The machine's clock.
#[must_use]
pub fn system() -> Clock {
    Arc::new(|| {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    })
}
