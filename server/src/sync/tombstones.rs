//! Collecting tombstones: rows that only say that something is gone.

use std::collections::BTreeSet;

use domain::space::Space;

use crate::store::{StoreError, Transaction};

/// Removes the tombstones of `space` up to number `through`. A client that had
/// not read them yet starts the space afresh at its next pull.
///
/// # Errors
/// The store failed.
pub fn collect_tombstones(
    tx: &Transaction<'_>,
    space: &Space,
    through: u64,
) -> Result<(), StoreError> {
    let mut locked = tx.lock_spaces(&BTreeSet::from([space.clone()]))?;
    let Some(row) = locked.get_mut(space) else {
        return Ok(());
    };
    if let Some(last) = tx.remove_tombstones(space, through)? {
        row.trimmed_through = row.trimmed_through.max(last);
        row.trims += 1;
        tx.advance_space(space, row);
    }
    Ok(())
}
