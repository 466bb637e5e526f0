//! 附件 — scans and photos that a listing names: picked or photographed, shrunk and kept on
//! this device at once, uploaded once the platform has the listing, and seen by its reviewer.
//!
//! The work is done beside the page, by `public/attachments.js`; here is what asks for it
//! and shows it. All of it belongs to the rest of the program but the button that opens it.

mod door;
mod engine;
mod listed;
mod picture;
mod section;
mod sending;

pub use door::door;
pub use listed::listed;
pub use sending::go_on;

use domain::listing::AttachmentRef;
use domain::product_kind::ProductKind;

use crate::components::Words;
use crate::local_store::IndexedDb;

/// The name of the database that has the files beside the workspace of this name.
fn beside(database: &str) -> String {
    [database, ".files"].concat()
}

/// Removes the files beside the workspace whose database has this name.
pub async fn forget(database: &str) {
    // What the browser does not let us remove stays, as its records do.
    IndexedDb::new(beside(database)).destroy().await.ok();
}

/// What a file is called: what it shows, where that was said.
fn title(file: &AttachmentRef, kind: Option<ProductKind>) -> Words {
    match file.document {
        Some(document) => document.label(kind).into(),
        None => file.name.as_str().into(),
    }
}
