//! The front end of Yangcai: the replica that syncs, the store under it and
//! the screens on top.

pub mod attachments;
pub mod clock;
pub mod components;
pub mod data_saver;
pub mod data_use;
pub mod device;
pub mod early;
pub mod hall;
pub mod home;
pub mod language;
pub mod listing;
pub mod local_store;
pub mod net;
pub mod not_found;
pub mod outbox;
pub mod pages;
pub mod password;
pub mod platform_page;
pub mod products;
pub mod profiles;
pub mod registration;
pub mod replica;
pub mod rest;
pub mod review;
pub mod router;
pub mod routes;
pub mod session;
pub mod shell;
pub mod sign_in;
pub mod signals;
pub mod storage_health;
pub mod workspace;

use crate::signals::*;

/// Starts the app in the page. The screens stand as soon as this device has
/// recalled what it remembers.
pub fn start() {
    rest::listen();
    leptos::mount::mount_to_body(move || {
        let recalled = RwSignal::new(false);
        workspace::listen_to_leaving();
        leptos::task::spawn_local(async move {
            device::recall(heard).await;
            if data_saver::is_on() {
                // What it says stands on every page and is in the rest, which is on this device.
                rest::come().await;
            }
            // Once more, for what was pressed while the first wait lasted.
            for _ in 0..2 {
                early::settled().await;
                router::ready().await;
            }
            language::show(language::remembered());
            if let Some(found) = routes::find(&router::path_untracked()) {
                workspace::ahead(found.platform).await;
            }
            let focused = early::take_over();
            recalled.set(true);
            if let Some(field) = focused {
                early::go_on_in(field).await;
            }
        });
        components::View::from(components::slot(move || match recalled.get() {
            true => vec![shell::app()],
            false => vec![],
        }))
    });
}

/// Another tab has written what this device remembers.
fn heard() {
    session::recalled();
    data_saver::recalled();
}
