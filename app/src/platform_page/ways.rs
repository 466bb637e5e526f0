//! Who registers how: every kind of organisation, also those that cannot
//! register here, with what to do instead.

use domain::profile::{OrganisationKind, PlatformProfile, RegistrationPath};

use crate::clock;
use crate::components::Icon;
use crate::components::{El, Weight, div, el, heading, link_button, p, tag};
use crate::shell::at;

pub(super) fn ways(profile: &'static PlatformProfile) -> El {
    let kinds = OrganisationKind::ALL
        .into_iter()
        .filter_map(|kind| way(profile, kind));
    el("section")
        .child(heading((
            "各类单位怎样开户",
            "How each kind of organisation gets an account",
        )))
        .child(div("ways-in").children(kinds))
}

fn way(profile: &'static PlatformProfile, kind: OrganisationKind) -> Option<El> {
    let access = profile.registration(kind, clock::now().date_in_shanghai())?;
    let here = access.open && access.rule.path == RegistrationPath::SelfService;
    let (class, shape, words) = if here {
        (
            "tag received",
            Icon::Tick,
            ("可在这里注册", "Register here"),
        )
    } else if access.open {
        (
            "tag draft",
            Icon::Info,
            ("按以下办法申请", "Apply as below"),
        )
    } else {
        (
            "tag waiting",
            Icon::Clock,
            ("暂不在此注册", "Not here for now"),
        )
    };
    let summary = el("summary")
        .child(el("span").class("grow").text(kind.label()))
        .child(tag(class, shape, words));
    let mut way = el("details").child(summary);
    if let Some(notice) = access.notice.filter(|_| !access.open) {
        way = way.child(p(notice));
    }
    way = way.child(p(&access.rule.explanation));
    if let Some(instead) = access.instead.filter(|_| !access.open) {
        way = way.child(p(instead));
    }
    if here {
        way = way.child(link_button(
            ("注册单位", "Register a unit"),
            &at(profile, "/register"),
            Weight::Secondary,
        ));
    }
    Some(way)
}
