//! The way out: where work has not gone up yet, it is sent, saved as a file or
//! left here, as the person says; nothing of it is lost by leaving.

use domain::profile::PlatformProfile;
use domain::sentence::Sentence;
use leptos::task::spawn_local;

use super::account_menu::{Leaving, leave};
use crate::components::{
    El, Tone, Weight, Words, Working, asking_button, button, choosing_button, div, notice, p, slot,
};
use crate::language::tell;
use crate::outbox;
use crate::replica::{QueueCount, any_here_only};
use crate::signals::*;
use crate::workspace::{Opening, Who, Workspace, use_workspace};

const OUT: (&str, &str) = ("退出登录", "Sign out");

/// The button by which one signs out.
pub(super) fn way_out(profile: &'static PlatformProfile, leaving: Leaving) -> El {
    let unsent = Memo::new(move |_| match use_workspace(&profile.id, Who::Member) {
        Opening::Open(workspace) => {
            let QueueCount { pending, refused } = workspace.count().get();
            pending + refused > 0
        }
        _ => false,
    });
    let here_only = Memo::new(move |_| match use_workspace(&profile.id, Who::Member) {
        Opening::Open(workspace) => workspace.drafts().with(|drafts| any_here_only(drafts)),
        _ => false,
    });
    slot(move || {
        if unsent.get()
            && let Opening::Open(workspace) = use_workspace(&profile.id, Who::Member)
        {
            return vec![three_ways(profile, workspace, leaving)];
        }
        vec![asking_button(
            OUT,
            Weight::Secondary,
            if here_only.get() {
                (
                    "退出登录？有草稿只在本机",
                    "Sign out? Some drafts are on this device only",
                )
            } else {
                ("退出登录？", "Sign out?")
            },
            kept_words(profile),
            move || leave(profile, true, leaving),
        )]
    })
}

fn three_ways(profile: &'static PlatformProfile, workspace: Workspace, leaving: Leaving) -> El {
    let why = RwSignal::new(None::<Sentence>);
    let sending = Working::new();
    let question = Words::live(move || tell(&unsent(workspace.count().get())));
    let about = (
        "请选一种办法。哪一种都不会丢内容，草稿也留着。",
        "Choose a way. None of them loses anything; drafts stay too.",
    );
    choosing_button(OUT, Weight::Secondary, question, about, move |close| {
        let (sent, saved, kept) = (close.clone(), close.clone(), close);
        let press = move || {
            if !sending.begin() {
                return;
            }
            let sent = sent.clone();
            spawn_local(async move {
                let outcome = workspace.send_all().await;
                sending.end();
                why.try_set(outcome.clone().err());
                if outcome.is_ok() {
                    sent();
                    leave(profile, true, leaving);
                }
            });
        };
        // What was refused does not go up by being sent once more.
        let waits = Memo::new(move |_| workspace.count().get().pending > 0);
        let send = slot(move || {
            if !waits.get() {
                return vec![];
            }
            vec![way(
                ("上传后退出", "Upload, then sign out"),
                (
                    "现在联网上传，平台收到以后才退出。未被接受的留在本机。",
                    "It goes up now, and you are signed out once the platform has it. What was not accepted stays here.",
                ),
                Weight::Primary,
                press.clone(),
            )]
        });
        let export = way(
            ("存成文件后退出", "Save a file, then sign out"),
            (
                "把没有上传的内容存成文件，可到另一台设备的「待上传」导入后上传。文件不加密，请收好。本机也留一份，不会重复办理。",
                "What has not gone up is saved as a file, to be imported under “Outbox” on another device. The file is not locked: keep it safe. A copy stays here; nothing is carried out twice.",
            ),
            Weight::Secondary,
            move || match outbox::save(workspace) {
                Ok(()) => {
                    saved();
                    leave(profile, true, leaving);
                }
                Err(fault) => why.set(Some(fault)),
            },
        );
        let keep = way(
            ("留在本机并退出", "Leave it here and sign out"),
            kept_words(profile),
            Weight::Secondary,
            move || {
                kept();
                leave(profile, true, leaving);
            },
        );
        let told = slot(move || match why.get() {
            Some(sentence) => vec![notice(Tone::Bad, sentence, vec![]).attr("role", "alert")],
            None => vec![],
        });
        let progress = sending.view(("正在上传…", "Uploading…"));
        vec![told, progress, send, export, keep]
    })
}

/// What becomes of what stays here. What an earlier version kept is sealed only once
/// its owner has signed in with this one.
fn kept_words(profile: &'static PlatformProfile) -> (&'static str, &'static str) {
    match use_workspace(&profile.id, Who::Member) {
        Opening::Open(workspace) if !workspace.is_sealed() => (
            "本机保存的内容和草稿都会保留，但还没有用密码锁住：和别人共用时，请上传后选「退出并清除本机数据」。",
            "What is kept here stays, drafts included, but not under your password yet: on a shared device, upload and clear it.",
        ),
        _ => (
            "本机保存的内容和草稿都会保留，用您的密码锁住，别人打不开；下次登录后继续。",
            "What is kept here, drafts included, stays under your password; it goes on when you next sign in.",
        ),
    }
}

/// One way: its button, and what follows from it.
fn way(
    words: (&'static str, &'static str),
    follows: (&'static str, &'static str),
    weight: Weight,
    press: impl FnMut() + 'static,
) -> El {
    div("way")
        .child(button(words, weight, press))
        .child(p(follows).class("hint"))
}

/// How much has not gone up, in words.
fn unsent(count: QueueCount) -> Sentence {
    let all = (count.pending + count.refused).to_string();
    Sentence::new(
        ["退出登录？还有 ", &all, " 条没有上传成功"].concat(),
        ["Sign out with ", &all, " not uploaded?"].concat(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_and_what_was_refused_count_as_not_uploaded() {
        let count = QueueCount {
            pending: 2,
            refused: 1,
        };
        assert_eq!(unsent(count).zh, "退出登录？还有 3 条没有上传成功");
    }
}
