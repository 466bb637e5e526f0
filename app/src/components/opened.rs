//! Pages that need this device's data: what is said until it is open.

use std::rc::Rc;

use domain::profile::PlatformProfile;

use super::Weight::Primary;
use super::{El, Page, Tone, alert, coming, div, link_button, notice, p};
use crate::pages::former;
use crate::rest::apart;
use crate::workspace::{Opening, Who, Workspace, use_workspace};

/// The page that `make` builds once the data of `who` on this device is open;
/// until then, and if it cannot be, why.
#[must_use]
pub fn opened(
    profile: &'static PlatformProfile,
    who: Who,
    title: (&'static str, &'static str),
    make: impl Fn(Workspace) -> El + 'static,
) -> El {
    opened_once(profile, who, title, false, Rc::new(make))
}

/// The same for a page that makes do with the first lines of the list, or needs
/// no records at all: it does not wait until all of them have been read.
#[must_use]
pub fn opened_early(
    profile: &'static PlatformProfile,
    who: Who,
    title: (&'static str, &'static str),
    make: impl Fn(Workspace) -> El + 'static,
) -> El {
    opened_once(profile, who, title, true, Rc::new(make))
}

fn opened_once(
    profile: &'static PlatformProfile,
    who: Who,
    title: (&'static str, &'static str),
    early: bool,
    make: Rc<dyn Fn(Workspace) -> El>,
) -> El {
    let sign_in = move || {
        let href = ["/", profile.id.as_str(), "/sign-in"].concat();
        link_button(("登录", "Sign in"), &href, Primary)
    };
    let page = move |inside: Vec<El>| Page::new(title).view(inside);
    div("slot").live(move || {
        vec![match use_workspace(&profile.id, who) {
            Opening::Open(workspace) if early || workspace.whole().get() => make(workspace),
            Opening::Open(_) | Opening::Opening => reading(title),
            Opening::LeaseEnded => page(vec![
                notice(
                    Tone::Warning,
                    ("需要联网确认", "A connection is needed"),
                    vec![p((
                        "这台设备已多日没有与平台联系。为保护本单位数据，请联网登录一次；本机保存的内容都还在。",
                        "This device has not been in contact with the platform for days. To protect your unit’s data, \
                         sign in once while connected; everything kept here is still here.",
                    ))],
                ),
                sign_in(),
            ]),
            Opening::Locked => apart(former as Former)(profile, title),
            Opening::SignedOut => page(vec![
                p(("请先登录，再使用这一页。", "Please sign in to use this page.")),
                sign_in(),
            ]),
            Opening::Failed(sentence) => page(vec![alert(sentence)]),
        }]
    })
}

type Former = fn(&'static PlatformProfile, (&'static str, &'static str)) -> El;

/// The page while this device's data is being read.
#[must_use]
pub fn reading(title: (&'static str, &'static str)) -> El {
    let words = ("正在读取本机数据…", "Reading what is kept on this device…");
    Page::new(title).view(vec![coming(words)])
}
