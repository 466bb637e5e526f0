//! 服务大厅: choosing a platform.

use domain::profile::PlatformProfile;

use crate::components::{El, Icon, Page, div, el, icon, p};
use crate::language::say;
use crate::{profiles, session};

/// 服务大厅 — every platform, one link each.
#[must_use]
pub fn hall() -> El {
    let list = el("ul")
        .class("platforms")
        .children(profiles::all().iter().map(entry));
    Page::new(("请选择平台", "Choose a platform")).above(("服务大厅", "Service hall")).view(vec![
        p((
            "药品和医用耗材的注册、挂网和审核。没有网络也能填写，联网后自动上传。",
            "Registration, listing and review of medicines and consumables. Fill in without a network; it uploads once \
             connected.",
        ))
        .class("lead"),
        list,
    ])
}

fn entry(profile: &'static PlatformProfile) -> El {
    let name = el("span").class("platform-name").text(&profile.region);
    let text = div("platform-text")
        .child(name)
        .child(el("span").class("hint").text(&profile.name))
        .child(el("span").class("slot").live(move || signed_in(profile)));
    let link = el("a").attr("href", &["/", profile.id.as_str()].concat());
    el("li").child(link.child(text).child(icon(Icon::Next)))
}

fn signed_in(profile: &'static PlatformProfile) -> Vec<El> {
    let Some(account) = session::account(&profile.id) else {
        return vec![];
    };
    let whose = account.unit_name.unwrap_or(account.name);
    vec![
        el("span")
            .class("tag received")
            .text([say("已登录：", "Signed in: "), &whose].concat()),
    ]
}
