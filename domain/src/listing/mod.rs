//! 挂网 — a supplier files a product for listing on a platform (row S5).

mod entry;
mod fields;
mod product_code;
mod submit;

pub use entry::{AttachmentRef, ListingDetails, ListingEntry};
pub use product_code::{ProductCode, ProductCodeFault};
pub use submit::{due, submit};

use serde::{Deserialize, Serialize};

use crate::record_id::RecordId;
use crate::review::Review;

/// 挂网申报 — one product that a unit files for listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// The unit that files it.
    pub unit: RecordId,
    /// What was written, as it was written, so that a form can be opened again.
    pub entry: ListingEntry,
    /// The same, understood.
    pub details: ListingDetails,
    /// Where it stands.
    pub review: Review,
    /// Files named by the entry that have not arrived; no review passes while
    /// there are any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub awaited: Vec<AttachmentRef>,
}
