//! Whoever stays on a platform's page without an account may be about to register: that
//! part of the program comes while they read, so that they can do so without a network.

use leptos::task::spawn_local;

use super::Place;
use crate::rest::{self, Part};
use crate::routes::Screen;
use crate::workspace::pause;
use crate::{data_saver, router, session};

/// Whoever has an account goes on sooner. Milliseconds.
const READING: i32 = 5_000;

/// To be told of each place that the person comes to.
pub(super) fn comes_to(place: Place) {
    let Some(profile) = place.profile else { return };
    if place.screen != Some(Screen::Platform) || place.signed_in {
        return;
    }
    let address = router::path_untracked();
    spawn_local(async move {
        pause(READING).await;
        let stays = router::path_untracked() == address
            && session::account_untracked(&profile.id).is_none();
        if stays && !data_saver::is_on() {
            rest::come_to(Part::Applying).await;
        }
    });
}
