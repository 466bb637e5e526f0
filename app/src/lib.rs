//! The front end of Yangcai: the replica that syncs, the store under it and
//! the screens on top.

pub mod clock;
pub mod components;
pub mod device;
pub mod hall;
pub mod home;
pub mod language;
pub mod listing;
pub mod local_store;
pub mod net;
pub mod not_found;
pub mod outbox;
pub mod password;
pub mod platform_page;
pub mod profiles;
pub mod registration;
pub mod replica;
pub mod review;
pub mod router;
pub mod routes;
pub mod session;
pub mod shell;
pub mod sign_in;
pub mod workspace;

/// Starts the front end in the page.
pub fn start() {
    wasm_bindgen_futures::spawn_local(async {
        device::recall(session::recalled).await;
        language::show(language::remembered());
        leptos::mount::mount_to_body(|| components::View::from(shell::app()));
    });
}
