//! Every table says what follows from the log.

use server::check::{Finding, check};

use super::Wrong;
use crate::world::World;

pub fn follow_from_the_log(world: &World) -> Result<(), Wrong> {
    let checked = world.server.store.read(check);
    let checked = checked.map_err(|error| Wrong::Other(format!("{error:?}")))?;
    let found = checked.iter().flat_map(|checked| checked.findings.kept());
    let found: Vec<&Finding> = found.collect();
    if found.is_empty() {
        Ok(())
    } else {
        Err(Wrong::Other(format!("the check finds: {found:#?}")))
    }
}
