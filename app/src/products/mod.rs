//! 产品目录 — the supplier's own list of products on this device: loaded from a
//! sheet, opened without a network, and the start of new listings.

mod columns;
mod finding;
mod import;
mod loading;
mod page;
mod product;
mod reel;
mod row;
mod segment;
mod sheet;
mod shelf;
mod store;
mod told;
mod window;

pub use page::products;

/// Removes the list beside the workspace whose database has this name.
pub async fn forget(database: &str) {
    store::Store::beside(database).destroy().await;
}
