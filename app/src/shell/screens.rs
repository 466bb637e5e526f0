//! Which screen stands at an address.

use crate::components::El;
use crate::pages::page;
use crate::routes::{self, Needs, Screen};
use crate::{not_found, profiles, sign_in};

/// The screen at `path`. What needs an account asks for it in its place, so
/// that one goes on where one meant to go; a password that has to be changed
/// comes before everything else (row G5).
pub fn screen(path: &str, signed_in: bool, must_change: bool) -> El {
    let Some(found) = routes::find(path) else {
        return not_found::not_found();
    };
    let mut screen = found.route.screen;
    if screen == Screen::Hall {
        return page(screen, None, None).unwrap_or_else(not_found::not_found);
    }
    let Some(profile) = profiles::find(found.platform) else {
        return not_found::not_found();
    };
    if found.route.needs == Needs::Account {
        if !signed_in {
            return sign_in::sign_in(profile, true);
        }
        if must_change {
            screen = Screen::Password;
        }
    }
    let id = match found.id {
        _ if screen == Screen::Password => None,
        "" => None,
        id => match id.parse() {
            Ok(id) => Some(id),
            Err(_) => return not_found::not_found(),
        },
    };
    page(screen, Some(profile), id).unwrap_or_else(not_found::not_found)
}
