//! Who has signed in, and the way out.

use crate::signals::*;
use domain::profile::PlatformProfile;
use domain::sentence::Sentence;
use leptos::task::spawn_local;

use super::{at, clearing, leaving};
use crate::components::{El, Weight, Working, alert, asking_button, div, el, link, p, slot};
use crate::rest::{self, apart};
use crate::router::navigate;
use crate::session::{self, Account};

/// The person's name and unit; behind it, what one can do with the account.
pub(super) fn account_menu(profile: &'static PlatformProfile) -> El {
    let account = Memo::new(move |_| session::account(&profile.id));
    // What is in it is made when it is first opened, by the rest of the program.
    let asked = RwSignal::new(false);
    let inside = move || match account.get().filter(|_| asked.get()) {
        Some(account) => vec![apart(menu as Menu)(profile, &account)],
        None => vec![],
    };
    el("details")
        .class("who")
        .on("toggle", move |_| {
            spawn_local(async move {
                rest::come().await;
                asked.try_set(true);
            });
        })
        .child(el("summary").live(move || match account.get() {
            Some(account) => summary(&account),
            None => vec![],
        }))
        .child(slot(inside))
}

/// Signing out under way, and why it did not come to it.
#[derive(Clone, Copy)]
pub(super) struct Leaving {
    working: Working,
    why: RwSignal<Option<Sentence>>,
}

type Menu = fn(&'static PlatformProfile, &Account) -> El;

fn summary(account: &Account) -> Vec<El> {
    let whose = account
        .unit_name
        .clone()
        .map_or_else(|| account.role.label().into(), Into::into);
    let whose: crate::components::Words = whose;
    vec![
        el("strong").text(account.name.as_str()),
        el("span").class("unit").text(whose),
    ]
}

fn menu(profile: &'static PlatformProfile, account: &Account) -> El {
    let about = p(("登录名：", "Login name: "))
        .text(account.login_name.as_str())
        .class("hint");
    let leaving = Leaving {
        working: Working::new(),
        why: RwSignal::new(None),
    };
    let Leaving { working, why } = leaving;
    let keep = leaving::way_out(profile, leaving);
    let clear = asking_button(
        ("退出并清除本机数据", "Sign out and clear this device"),
        Weight::Danger,
        ("清除这台设备上的数据？", "Clear the data on this device?"),
        clearing::consequence(profile),
        move || leave(profile, false, leaving),
    );
    let password =
        link(("修改密码", "Change password"), &at(profile, "/password")).class("button quiet");
    div("who-menu")
        .child(about)
        .child(password)
        .child(keep)
        .child(clear)
        .child(working.view(("正在退出…", "Signing out…")))
        .child(slot(move || why.get().map(alert).into_iter().collect()))
}

pub(super) fn leave(profile: &'static PlatformProfile, keep: bool, leaving: Leaving) {
    let Leaving { working, why } = leaving;
    if !working.begin() {
        return;
    }
    spawn_local(async move {
        let outcome = session::sign_out(profile.id.clone(), keep).await;
        working.end();
        match outcome {
            Ok(()) => navigate(&at(profile, "/sign-in")),
            Err(fault) => why.set(Some(fault)),
        }
    });
}
