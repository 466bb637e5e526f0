//! When data is exchanged although nobody has asked for it.

/// Whether a workspace that opens looks for news at once. While data is being
/// saved it does so in two cases, in which there is nothing to be seen without:
/// an account that has never been in touch from this device, and records that
/// may be shown again only after a contact.
#[must_use]
pub fn begins_in_touch_when(saving: bool, account: bool, known: bool, lease_holds: bool) -> bool {
    !saving || account && !(known && lease_holds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_saved_unless_there_would_be_nothing_to_see() {
        for (saving, account, known, lease_holds, begins) in [
            (false, false, false, false, true),
            (false, true, true, true, true),
            (true, true, true, true, false),
            (true, true, false, true, true),
            (true, true, true, false, true),
            (true, false, false, false, false),
            (true, false, true, false, false),
        ] {
            let found = begins_in_touch_when(saving, account, known, lease_holds);
            assert_eq!(found, begins, "{saving} {account} {known} {lease_holds}");
        }
    }
}
