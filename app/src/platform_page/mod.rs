//! One platform: signing in, registering, what was begun on this device.

mod adopting;
mod applications;
mod ways;

use crate::signals::*;
use domain::profile::PlatformProfile;

use crate::components::{El, Page, Weight, actions, link_button, p, slot};
use crate::shell::at;
use crate::workspace::{Opening, Who, use_workspace};
use crate::{registration, session};

/// 平台页 — how to come in, and whom to ask.
#[must_use]
pub fn platform_page(profile: &'static PlatformProfile) -> El {
    let signed_in = Memo::new(move |_| session::account(&profile.id).is_some());
    let begun = Memo::new(move |_| match use_workspace(&profile.id, Who::Visitor) {
        Opening::Open(workspace) => workspace.drafts().with(|drafts| {
            drafts
                .keys()
                .any(|name| name.starts_with(registration::DRAFT))
        }),
        _ => false,
    });
    let doors = slot(move || vec![actions(doors(profile, signed_in.get(), begun.get()))]);
    Page::new(&profile.name)
        .back(("服务大厅", "Service hall"), "/")
        .view(vec![
            p(&profile.intro).class("lead"),
            doors,
            slot(move || match use_workspace(&profile.id, Who::Visitor) {
                Opening::Open(workspace) => vec![applications::applications(workspace)],
                Opening::Failed(sentence) => vec![crate::components::alert(sentence)],
                _ => vec![],
            }),
            ways::ways(profile),
            adopting::adopting(profile),
        ])
}

fn doors(profile: &'static PlatformProfile, signed_in: bool, begun: bool) -> Vec<El> {
    let register = if begun {
        ("继续填写注册申请", "Go on with the registration")
    } else {
        ("注册单位", "Register a unit")
    };
    let inside = if signed_in {
        link_button(
            ("进入首页", "Go to home"),
            &at(profile, "/home"),
            Weight::Primary,
        )
    } else {
        link_button(
            ("登录", "Sign in"),
            &at(profile, "/sign-in"),
            Weight::Primary,
        )
    };
    vec![
        inside,
        link_button(register, &at(profile, "/register"), Weight::Secondary),
    ]
}
