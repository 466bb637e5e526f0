//! 产品挂网 — a supplier writes listings, finds them again and follows what
//! becomes of them.

mod contest;
mod correction;
mod detail;
mod draft;
mod fields;
mod form;
mod ground;
mod hint;
mod line;
mod list;
mod notes;
mod offer;
mod place;
mod possible;
mod results;
#[cfg(test)]
pub(crate) mod samples;
mod search;
mod sheet;
mod sheet_rows;
mod submit;

pub use detail::{detail, watched};
pub use draft::{ListingDraft, TYPED, write};
pub use form::{create, edit};
pub use ground::Ground;
pub use list::list;
pub use place::{Place, address};
pub use search::{Query, normalised};
pub use sheet_rows::rows_of;
