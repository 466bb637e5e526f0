//! What has to be said across the page: no network where that matters, a
//! session that has ended; the rest of the program says more there (`news`).

use crate::signals::*;
use domain::profile::PlatformProfile;

use super::{Place, at, online};
use crate::components::{El, Icon, Words, coming, div, el, icon, link, slot};
use crate::data_saver;
use crate::router;
use crate::routes::Screen;
use crate::workspace::{Opening, SyncState, Who, has_locked, use_workspace};

pub(super) fn banners(place: Memo<Place>) -> El {
    div("banners")
        .attr("role", "status")
        .child(slot(|| match router::waiting() {
            true => vec![div("wrap").child(coming((
                "正在下载这一页要用的程序…",
                "Fetching the program of this page…",
            )))],
            false => vec![],
        }))
        .child(slot(move || match data_saver::on() {
            // Told beside the button by which one synchronises.
            true => vec![],
            false => network(place.get(), false),
        }))
}

fn banner(class: &str, shape: Icon, words: impl Into<Words>) -> El {
    div(class).child(div("wrap").child(icon(shape)).child(el("p").text(words)))
}

/// How it stands with the network, as far as that hinders; `told` where it has been
/// said already that there is none.
pub(super) fn network(place: Place, told: bool) -> Vec<El> {
    let Some(profile) = place.profile else {
        return vec![];
    };
    let state = if place.signed_in {
        sync_state(profile)
    } else {
        None
    };
    if !told && (!online() || state == Some(SyncState::Offline)) {
        return vec![banner(
            "banner offline",
            Icon::Offline,
            match place.screen {
                Some(Screen::SignIn) if has_locked(&profile.id) => (
                    "当前没有网络。用密码可以打开本机锁住的内容，上传要等联网。",
                    "No network. Your password opens what is locked on this device; uploading has to wait.",
                ),
                screen => offline_words(screen),
            },
        )];
    }
    match state {
        Some(SyncState::NotSignedIn) => {
            let words = (
                "登录已过期。本机内容都在，重新登录后继续上传。",
                "Your session has ended. Everything is kept here; sign in again to go on uploading.",
            );
            let again = link(("重新登录", "Sign in again"), &at(profile, "/sign-in"))
                .class("button secondary");
            let wrap = div("wrap")
                .child(icon(Icon::Info))
                .child(el("p").text(words))
                .child(again);
            vec![div("banner").child(wrap)]
        }
        Some(SyncState::UpgradeRequired) => vec![banner(
            "banner",
            Icon::Info,
            (
                "平台已升级，请联网刷新页面取得新版本。本机内容都在。",
                "The platform has moved on; reload while connected to get the new version. Everything is kept here.",
            ),
        )],
        Some(SyncState::Trouble(sentence)) => vec![banner("banner", Icon::Wrong, sentence)],
        _ => vec![],
    }
}

fn sync_state(profile: &PlatformProfile) -> Option<SyncState> {
    match use_workspace(&profile.id, Who::Member) {
        Opening::Open(workspace) => Some(workspace.sync_state().get()),
        _ => None,
    }
}

/// What still works here without a network.
fn offline_words(screen: Option<Screen>) -> (&'static str, &'static str) {
    match screen {
        Some(Screen::SignIn | Screen::Password | Screen::Activate) => (
            "当前没有网络。密码不存在本机，登录和设置密码要等联网后进行。",
            "No network. Passwords are never kept here, so signing in and setting one has to wait for a connection.",
        ),
        Some(Screen::Platform | Screen::Application) => (
            "当前没有网络。可以照常查看和填写注册申请，联网后自动上传。",
            "No network. You can read and fill in applications as usual; they upload once connected.",
        ),
        _ => (
            "当前没有网络。可以照常填写和提交，内容存在本机，联网后自动上传。",
            "No network. Fill in and submit as usual: it is kept on this device and uploads once connected.",
        ),
    }
}
