//! The front end of Yangcai: the replica that syncs, the store under it and
//! the screens on top.

pub mod clock;
pub mod components;
pub mod device;
pub mod language;
pub mod local_store;
pub mod net;
pub mod profiles;
pub mod replica;
pub mod session;
pub mod workspace;

/// Starts the front end in the page.
pub fn start() {
    leptos::task::spawn_local(async {
        device::recall(session::recalled).await;
        language::show(language::remembered());
    });
}
