//! The screens.

mod beside;
mod fetched;

pub use beside::beside;

use domain::profile::PlatformProfile;
use domain::record_id::RecordId;

use crate::components::El;
use crate::rest::{Part, apart};
use crate::routes::{Screen, part};
use crate::{
    data_use, hall, home, listing, outbox, password, platform_page, products, registration, review,
    session, sign_in,
};

/// The screen of a platform, and of a record where the address names one; none
/// where the two do not belong together.
#[must_use]
pub fn page(
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
        (Screen::ListingNew, None) => listing::create(profile),
        _ => return apart(later as Later)(screen, profile, id),
    })
}

type Later = fn(Screen, &'static PlatformProfile, Option<RecordId>) -> Option<El>;

/// The screens that nobody opens in the first minutes: in the rest of the program
/// (`app/later.txt`).
fn later(screen: Screen, profile: &'static PlatformProfile, id: Option<RecordId>) -> Option<El> {
    Some(match (screen, id) {
        (Screen::Listings, None) => listing::list(profile),
        (Screen::Listing, Some(id)) => listing::detail(profile, id),
        (Screen::ListingEdit, Some(id)) => listing::edit(profile, id),
        (Screen::Outbox, None) => outbox::outbox(profile),
        _ => return asked(screen, profile, id),
    })
}

/// The screens that not everybody opens: in parts that come when they are asked for
/// (`app/asked_part.mjs`), and stay on the device from then on.
fn asked(screen: Screen, profile: &'static PlatformProfile, id: Option<RecordId>) -> Option<El> {
    let show: Box<dyn Fn() -> El> = match (screen, id) {
        (Screen::Activate, Some(id)) => Box::new(move || password::activate(profile, id)),
        (Screen::Password, None) => {
            Box::new(move || password::change(profile, must_change(profile)))
        }
        (Screen::Products, None) => Box::new(move || products::products(profile)),
        (Screen::DataUse, None) => Box::new(move || data_use::data_use(profile)),
        (Screen::Review, None) => Box::new(move || review::queue(profile)),
        (Screen::ReviewOne, Some(id)) => Box::new(move || review::decide(profile, id)),
        (Screen::Register, None) => Box::new(move || registration::tasks(profile)),
        (Screen::RegisterUnit, None) => Box::new(move || registration::unit_step(profile)),
        (Screen::RegisterOperator, None) => Box::new(move || registration::operator_step(profile)),
        (Screen::RegisterCheck, None) => Box::new(move || registration::check_step(profile)),
        (Screen::Application, Some(id)) => Box::new(move || registration::application(profile, id)),
        _ => return None,
    };
    Some(fetched::fetched(part(screen), show))
}

/// The page of that title where what this device keeps lies under an earlier password.
pub fn former(profile: &'static PlatformProfile, title: (&'static str, &'static str)) -> El {
    fetched::fetched(
        Part::Asked,
        Box::new(move || password::former(profile, title)),
    )
}

fn must_change(profile: &PlatformProfile) -> bool {
    session::account_untracked(&profile.id).is_some_and(|account| account.must_change_password)
}
