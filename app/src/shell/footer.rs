//! Whom to ask, offline too; and what nobody will ever ask.

use crate::signals::*;
use domain::profile::{Contact, ContactKind, PlatformProfile};

use super::{Place, at};
use crate::components::{El, answer_of, answers, div, el, heading, link, p, slot};

pub(super) fn footer(place: Memo<Place>) -> El {
    let contacts = slot(move || match place.get().profile {
        Some(profile) => vec![contacts(profile), data_use(profile)],
        None => vec![],
    });
    let secret = p((
        "任何工作人员都不会向您索要密码。",
        "Nobody on the staff will ever ask for your password.",
    ));
    let product = p((
        "阳采 · 断网也能填，联网就上报。",
        "Yangcai · Fill in offline; it is reported once connected.",
    ))
    .class("hint");
    el("footer")
        .class("bottom")
        .child(div("wrap").child(contacts).child(secret).child(product))
}

/// The way to what this device sends and receives.
fn data_use(profile: &'static PlatformProfile) -> El {
    p("").child(
        link(
            ("流量和省流量", "Data use and data saver"),
            &at(profile, "/data-use"),
        )
        .class("row-name"),
    )
}

/// The ways to ask this platform.
pub fn contacts(profile: &'static PlatformProfile) -> El {
    let rows = profile.contacts.iter().map(contact).collect();
    el("section")
        .child(heading(("联系平台", "Contact the platform")))
        .child(answers(rows))
}

fn contact(contact: &'static Contact) -> El {
    let scheme = match contact.kind {
        ContactKind::Phone => "tel:",
        ContactKind::Email => "mailto:",
        ContactKind::Web => "",
        ContactKind::Address | ContactKind::Hours | ContactKind::Desk => {
            return answer_of(&contact.label, el("span").text(&contact.value));
        }
    };
    let target = scheme.to_owned() + contact.value.zh.trim();
    answer_of(
        &contact.label,
        link(&contact.value, &target).class("contact"),
    )
}
