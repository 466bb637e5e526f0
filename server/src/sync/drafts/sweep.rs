//! 清理: drafts that nobody has changed for half a year are removed. A device that still has
//! one keeps it, and brings it along again when somebody goes on with it.

use domain::draft::KEPT_DAYS;
use domain::timestamp::Timestamp;

use crate::store::{StoreError, Transaction};

/// 清理草稿 — removes what nobody has changed for [`KEPT_DAYS`]; how many drafts there were.
///
/// # Errors
/// The store failed.
pub fn sweep_drafts(tx: &Transaction<'_>, now: Timestamp) -> Result<u64, StoreError> {
    tx.remove_drafts_untouched_since(now.plus_hours(-24 * KEPT_DAYS))
}
