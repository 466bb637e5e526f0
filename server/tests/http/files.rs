//! Attachments: uploads by tus that break off and go on, what is taken, and who sees it.

#[path = "files/arrival.rs"]
mod arrival;
#[path = "files/broken.rs"]
mod broken;
#[path = "files/kinds.rs"]
mod kinds;
#[path = "files/peer.rs"]
mod peer;
#[path = "files/pictures.rs"]
pub mod pictures;
#[path = "files/protocol.rs"]
mod protocol;
#[path = "files/seen.rs"]
mod seen;
#[path = "files/sender.rs"]
mod sender;
#[path = "files/torn.rs"]
mod torn;
