//! What a backup covers: until then clients keep what they have sent.

use crate::store::{Covered, StoreError, Transaction};

/// Notes that a backup which covers `covered` is somewhere safe. Commands that
/// came while it was made are not in it, so its own account is asked for:
/// [`Store::backup`](crate::store::Store::backup) gives it.
///
/// # Errors
/// The store failed.
pub fn mark_backed_up(tx: &Transaction<'_>, covered: &Covered) -> Result<(), StoreError> {
    covered
        .iter()
        .try_for_each(|(client, mid)| tx.cover(*client, *mid))
}
