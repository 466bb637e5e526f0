//! Which screen stands at an address.

use domain::profile::PlatformProfile;
use domain::record_id::RecordId;

use crate::components::El;
use crate::routes::{self, Needs, Screen};
use crate::{hall, home, listing, not_found, outbox, password, platform_page, profiles, registration, review, sign_in};

/// The screen at `path`. What needs an account asks for it in its place, so
/// that one goes on where one meant to go; a password that has to be changed
/// comes before everything else (row G5).
pub fn screen(path: &str, signed_in: bool, must_change: bool) -> El {
    let Some(found) = routes::find(path) else { return not_found::not_found() };
    if found.route.screen == Screen::Hall {
        return hall::hall();
    }
    let Some(profile) = profiles::find(found.platform) else { return not_found::not_found() };
    if found.route.needs == Needs::Account {
        if !signed_in {
            return sign_in::sign_in(profile, true);
        }
        if must_change {
            return password::change(profile, true);
        }
    }
    match found.id {
        "" => plain(found.route.screen, profile),
        id => match id.parse() {
            Ok(id) => of_record(found.route.screen, profile, id),
            Err(_) => not_found::not_found(),
        },
    }
}

fn plain(screen: Screen, profile: &'static PlatformProfile) -> El {
    match screen {
        Screen::Platform => platform_page::platform_page(profile),
        Screen::Register => registration::tasks(profile),
        Screen::RegisterUnit => registration::unit_step(profile),
        Screen::RegisterOperator => registration::operator_step(profile),
        Screen::RegisterCheck => registration::check_step(profile),
        Screen::SignIn => sign_in::sign_in(profile, false),
        Screen::Password => password::change(profile, false),
        Screen::Home => home::home(profile),
        Screen::Listings => listing::list(profile),
        Screen::ListingNew => listing::create(profile),
        Screen::Outbox => outbox::outbox(profile),
        Screen::Review => review::queue(profile),
        _ => not_found::not_found(),
    }
}

fn of_record(screen: Screen, profile: &'static PlatformProfile, id: RecordId) -> El {
    match screen {
        Screen::Application => registration::application(profile, id),
        Screen::Activate => password::activate(profile, id),
        Screen::Listing => listing::detail(profile, id),
        Screen::ListingEdit => listing::edit(profile, id),
        Screen::ReviewOne => review::decide(profile, id),
        _ => not_found::not_found(),
    }
}
