//! The frame around every screen: who one is and where, what the network and
//! the queue are doing, and whom to ask.

mod account_menu;
mod banners;
mod by_hand;
mod clearing;
mod footer;
mod header;
mod leaving;
mod navigation;
mod news;
mod online;
mod screens;
mod staying;
mod update;

pub use clearing::UNSEEN;
pub use online::online;

use crate::signals::*;
use domain::profile::PlatformProfile;
use leptos::task::spawn_local;
use web_sys::Element;

use crate::components::{El, div, el, link};
use crate::{data_saver, data_use, profiles, rest, router, routes, session};

/// Where one is: which platform, and whether signed in there.
#[derive(Clone, Copy, PartialEq)]
struct Place {
    profile: Option<&'static PlatformProfile>,
    screen: Option<routes::Screen>,
    signed_in: bool,
    must_change: bool,
}

/// The whole app.
#[must_use]
pub fn app() -> El {
    router::listen();
    online::listen();
    let place = Memo::new(|_| place());
    let path = Memo::new(|_| router::path());
    let banners = banners::banners(place);
    let node = banners.node().clone();
    rest::when_here(Box::new(move || whole(&node, place)));
    let main = el("main").id("main").attr("tabindex", "-1");
    div("app")
        .child(link(("跳到主要内容", "Skip to main content"), "#main").class("skip"))
        .child(header::header(place))
        .child(banners)
        .child(
            div("frame")
                .child(navigation::navigation(place, path))
                .child(main.live(move || {
                    // Another account, or another address, is another screen.
                    let place = place.get();
                    vec![screens::screen(
                        &path.get(),
                        place.signed_in,
                        place.must_change,
                    )]
                })),
        )
        .child(footer::footer(place))
}

/// What begins when the whole program is here: nothing of it is in its first part.
fn whole(banners: &Element, place: Memo<Place>) {
    update::watch();
    news::begin(banners, place);
    data_saver::begin();
    spawn_local(data_use::forget_old());
}

fn place() -> Place {
    let path = router::path();
    let found = routes::find(&path);
    let profile = found.and_then(|found| profiles::find(found.platform));
    let account = profile.and_then(|profile| session::account(&profile.id));
    Place {
        profile,
        screen: found.map(|found| found.route.screen),
        signed_in: account.is_some(),
        must_change: account.is_some_and(|account| account.must_change_password),
    }
}

/// An address on a platform: `at(profile, "/home")`.
#[must_use]
pub fn at(profile: &PlatformProfile, rest: &str) -> String {
    ["/", profile.id.as_str(), rest].concat()
}
