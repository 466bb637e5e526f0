//! Where two people changed the same fields: both values, side by side.

use domain::command::Command;
use domain::merge::{Contested, Entry, said};

use crate::components::{El, Side, both, div, p};

/// What `entry` and the record say at each of these fields.
#[must_use]
pub fn both_values(fields: &[Contested], entry: &dyn Entry) -> Vec<El> {
    let values = |found: &Contested| {
        let mine = said(found.field, &entry.text(found.field));
        div("contested").child(p(found.field.label())).child(both(
            found.field.label(),
            Side::new(found.said()),
            Side::new(mine),
        ))
    };
    fields.iter().map(values).collect()
}

/// The same of what a command says.
#[must_use]
pub fn of_command(fields: &[Contested], command: Option<&Command>) -> Vec<El> {
    match command {
        Some(Command::SubmitListing { entry, .. }) => both_values(fields, entry),
        Some(Command::SubmitRegistration { entry, .. }) => both_values(fields, entry),
        _ => vec![],
    }
}
