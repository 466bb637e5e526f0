//! The frame around every screen: who one is and where, what the network and
//! the queue are doing, and whom to ask.

mod account_menu;
mod banners;
mod footer;
mod header;
mod navigation;
mod online;
mod screens;
mod update;

pub use online::online;

use crate::signals::*;
use domain::profile::PlatformProfile;

use crate::components::{El, div, el, link};
use crate::{profiles, router, routes, session};

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
    update::watch();
    let place = Memo::new(|_| place());
    let path = Memo::new(|_| router::path());
    let main = el("main").id("main").attr("tabindex", "-1");
    div("app")
        .child(link(("跳到主要内容", "Skip to main content"), "#main").class("skip"))
        .child(header::header(place))
        .child(banners::banners(place))
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
