//! 审核 — the centre's queue, and deciding one application.

mod case;
mod decide;
mod deciding;
mod decision;
mod draft;
mod notes;
mod queue;
mod sheet;

pub use case::{Case, CaseKind, cases, lateness};
pub use decide::decide;
pub use draft::ReviewDraft;
pub use queue::queue;

use domain::record_id::RecordId;

/// The address at which an application is decided.
#[must_use]
pub fn address(platform: &str, id: RecordId) -> String {
    ["/", platform, "/review/", &id.to_string()].concat()
}
