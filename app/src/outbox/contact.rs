//! When the platform was last heard, and what that means: calm after a day,
//! plain after three.

use domain::sentence::Sentence;
use domain::timestamp::Timestamp;

use crate::clock;
use crate::components::{
    El, Tone, Weight, Words, actions, ago, button, el, link_button, notice, p, slot,
};
use crate::data_saver;
use crate::language::tell;
use crate::rest::apart;
use crate::shell::{at, online};
use crate::workspace::{SyncState, Workspace};

const DAY: i64 = 86_400_000;

/// 失联提示 — what a long silence is told as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Silence {
    Short,
    Day,
    Days,
}

fn silence(since: Timestamp, now: Timestamp) -> Silence {
    match now.as_millis().saturating_sub(since.as_millis()) {
        ..DAY => Silence::Short,
        gone if gone < 3 * DAY => Silence::Day,
        _ => Silence::Days,
    }
}

/// How it stands with the network, when the platform was last heard, and a way
/// to try now; `waiting` says whether anything waits to be uploaded.
#[must_use]
pub fn contact(workspace: Workspace) -> El {
    slot(move || {
        let waiting = workspace.count().get().pending > 0;
        // The last exchange may have been a good one, before the network went.
        let state = if online() {
            workspace.sync_state().get()
        } else {
            SyncState::Offline
        };
        let last = workspace.last_contact();
        let said = if data_saver::on() {
            apart(by_hand as fn(&SyncState, bool) -> Words)(&state, waiting)
        } else {
            words(&state)
        };
        let mut shown = vec![el("p").text(said).attr("role", "status")];
        if let Some(last) = last {
            let heard = Words::live(move || {
                let age = ago(last);
                tell(&Sentence::new(
                    ["上次与平台联系：", &age, "。"].concat(),
                    ["Last contact with the platform: ", &age, "."].concat(),
                ))
            });
            shown.push(p(heard).class("hint"));
        }
        shown.extend(
            last.filter(|_| waiting)
                .and_then(|last| warning(silence(last, clock::minute()))),
        );
        let profile = workspace.platform();
        let way = match state {
            SyncState::NotSignedIn => Some(link_button(
                ("重新登录", "Sign in again"),
                &at(profile, "/sign-in"),
                Weight::Primary,
            )),
            SyncState::PasswordChangeRequired => Some(link_button(
                ("设置新密码", "Set a new password"),
                &at(profile, "/password"),
                Weight::Primary,
            )),
            SyncState::Working => None,
            _ => Some(button(
                data_saver::either(
                    ("现在联系平台", "Contact the platform now"),
                    ("立即同步", "Sync now"),
                ),
                Weight::Secondary,
                move || workspace.sync_now(),
            )),
        };
        shown.extend(way.map(|way| actions(vec![way])));
        shown
    })
}

/// The same where a person who saves data synchronises by hand.
fn by_hand(state: &SyncState, waiting: bool) -> Words {
    match (state, waiting) {
        (SyncState::Idle { .. }, true) => (
            "省流量：等您点「立即同步」上传。",
            "Saving data: it goes up when you press “Sync now”.",
        )
            .into(),
        (SyncState::Idle { .. }, false) => (
            "省流量：没有待上传的。平台的新消息同步后才看得到。",
            "Saving data: nothing waits. News shows after the next sync.",
        )
            .into(),
        (SyncState::Offline, _) => (
            "现在连不上平台。联网后点「立即同步」上传。",
            "The platform cannot be reached now. Once connected, press “Sync now”.",
        )
            .into(),
        _ => words(state),
    }
}

fn words(state: &SyncState) -> Words {
    match state {
        SyncState::Idle { .. } => (
            "已与平台联系，本机与平台一致。",
            "In contact: this device and the platform agree.",
        )
            .into(),
        SyncState::Working => ("正在与平台交换数据…", "Exchanging data with the platform…").into(),
        SyncState::Offline => (
            "现在连不上平台。可以照常填写和提交，联网后自动上传。",
            "The platform cannot be reached now. Work as usual; it goes up once connected.",
        )
            .into(),
        SyncState::NotSignedIn => (
            "登录已失效。本机的内容都在，重新登录后继续上传。",
            "Your session has ended. Everything here is kept; it goes up after you sign in again.",
        )
            .into(),
        SyncState::PasswordChangeRequired => (
            "请先设置新密码，之后继续上传。",
            "Please set a new password first; uploading goes on after that.",
        )
            .into(),
        SyncState::UpgradeRequired => (
            "需要更新到新版本才能继续上传。本机的内容都在。",
            "A newer version is needed to go on uploading. Everything here is kept.",
        )
            .into(),
        SyncState::Trouble(sentence) => sentence.into(),
    }
}

fn warning(silence: Silence) -> Option<El> {
    match silence {
        Silence::Short => None,
        Silence::Day => Some(
            p((
                "待上传的内容已在本机超过一天，方便时请联网。",
                "Work has been waiting here for over a day; please get connected when you can.",
            ))
            .class("hint"),
        ),
        Silence::Days => Some(notice(
            Tone::Warning,
            (
                "已超过三天没有与平台联系",
                "No contact with the platform for over three days",
            ),
            vec![p((
                "平台还没有收到待上传的内容，期限也不会因此顺延。请尽快联网；不能联网时，可在「待上传」导出文件，到别的设备上传。",
                "The platform does not have the waiting work, and no time limit stops for it. Get connected soon, or export the queue under “Outbox” and upload it from another device.",
            ))],
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_told_calmly_after_a_day_and_plainly_after_three() {
        let since = Timestamp::from_millis(0);
        let after = |hours| silence(since, since.plus_hours(hours));
        assert_eq!(
            [after(23), after(24), after(71), after(72)],
            [Silence::Short, Silence::Day, Silence::Day, Silence::Days]
        );
    }

    #[test]
    fn a_clock_that_was_set_back_is_no_silence() {
        assert_eq!(
            silence(Timestamp::from_millis(5), Timestamp::from_millis(0)),
            Silence::Short
        );
    }
}
