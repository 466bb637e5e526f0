//! The screens of the two programs: what people do every day comes first and
//! alone, so that it arrives soon; everything else is in a program that has it all.

use domain::profile::PlatformProfile;
use domain::record_id::RecordId;

use crate::components::El;
use crate::routes::Screen;
use crate::{
    hall, home, listing, outbox, password, platform_page, registration, review, session, sign_in,
};

/// 页面函数 — makes the screen of a platform, and of a record where the address
/// names one; none where the program does not have it.
pub type MakePage = fn(Screen, Option<&'static PlatformProfile>, Option<RecordId>) -> Option<El>;

/// The screens of the everyday program.
#[must_use]
pub fn everyday(
    screen: Screen,
    profile: Option<&'static PlatformProfile>,
    id: Option<RecordId>,
) -> Option<El> {
    let Some(profile) = profile else {
        return (screen == Screen::Hall).then(hall::hall);
    };
    Some(match (screen, id) {
        (Screen::Platform, None) => platform_page::platform_page(profile),
        (Screen::SignIn, None) => sign_in::sign_in(profile, false),
        (Screen::Home, None) => home::home(profile),
        (Screen::Listings, None) => listing::list(profile),
        (Screen::ListingNew, None) => listing::create(profile),
        (Screen::Listing, Some(id)) => listing::detail(profile, id),
        (Screen::ListingEdit, Some(id)) => listing::edit(profile, id),
        _ => return None,
    })
}

/// Every screen there is.
#[must_use]
pub fn every(
    screen: Screen,
    profile: Option<&'static PlatformProfile>,
    id: Option<RecordId>,
) -> Option<El> {
    let Some(platform) = profile else {
        return everyday(screen, profile, id);
    };
    Some(match (screen, id) {
        (Screen::Register, None) => registration::tasks(platform),
        (Screen::RegisterUnit, None) => registration::unit_step(platform),
        (Screen::RegisterOperator, None) => registration::operator_step(platform),
        (Screen::RegisterCheck, None) => registration::check_step(platform),
        (Screen::Application, Some(id)) => registration::application(platform, id),
        (Screen::Activate, Some(id)) => password::activate(platform, id),
        (Screen::Password, None) => password::change(platform, must_change(platform)),
        (Screen::Outbox, None) => outbox::outbox(platform),
        (Screen::Review, None) => review::queue(platform),
        (Screen::ReviewOne, Some(id)) => review::decide(platform, id),
        _ => return everyday(screen, profile, id),
    })
}

fn must_change(profile: &PlatformProfile) -> bool {
    session::account_untracked(&profile.id).is_some_and(|account| account.must_change_password)
}
