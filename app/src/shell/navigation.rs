//! The way around for those who have signed in: one row under the header.

use crate::signals::*;
use domain::actor::Role;

use super::{Place, at};
use crate::components::{El, Icon, el, icon};
use crate::session;

pub(super) fn navigation(place: Memo<Place>, path: Memo<String>) -> El {
    crate::components::slot(move || {
        let place = place.get();
        let Some(profile) = place
            .profile
            .filter(|_| place.signed_in && !place.must_change)
        else {
            return vec![];
        };
        let reviewer = session::account_untracked(&profile.id)
            .is_some_and(|account| account.role == Role::Reviewer);
        let work = if reviewer {
            ("/review", Icon::List, ("审核", "Review"))
        } else {
            ("/listings", Icon::List, ("产品挂网", "Listings"))
        };
        let entries = [
            ("/home", Icon::Home, ("首页", "Home")),
            work,
            ("/outbox", Icon::Outbox, ("待上传", "Outbox")),
        ];
        let list =
            el("ul")
                .class("wrap")
                .children(entries.into_iter().map(|(rest, shape, words)| {
                    let href = at(profile, rest);
                    let link = el("a")
                        .attr("href", &href)
                        .child(icon(shape))
                        .child(el("span").text(words));
                    el("li").child(link.live_attr("aria-current", move || {
                        path.get().starts_with(&href).then(|| "page".to_owned())
                    }))
                }));
        vec![
            el("nav")
                .class("ways")
                .live_attr("aria-label", || {
                    Some(crate::language::say("主导航", "Main").to_owned())
                })
                .child(list),
        ]
    })
}
