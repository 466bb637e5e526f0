//! How safe the data on this device is, in words: a card beside the queue, and
//! an advice across the page where it is not safe at all.

use domain::sentence::Sentence;
use leptos::task::spawn_local;

use super::persist::{amounts, ask, is_due};
use super::{InApp, Promised, in_app, little_room, private_window, promise, signs};
use crate::components::{
    El, Icon, Tone, Weight, actions, answer, answers, button, div, heading, icon, notice, p, slot,
};
use crate::data_use::size;
use crate::device;
use crate::signals::*;
use crate::workspace::Workspace;

/// Under which it is remembered that the advice has been read.
const READ: &str = "in_app_read";

fn app_here() -> Option<InApp> {
    in_app(&web_sys::window()?.navigator().user_agent().ok()?)
}

/// 本机存储 — what the browser has promised, how much room there is, and what to
/// do where it throws things away.
#[must_use]
pub fn card(workspace: Workspace) -> El {
    let promised = RwSignal::new(None);
    let room = RwSignal::new(None);
    let private = RwSignal::new(false);
    spawn_local(async move {
        room.try_set(amounts().await);
        private.try_set(private_window(signs().await));
    });
    let (items, drafts) = (workspace.items(), workspace.drafts());
    let lies_here =
        Memo::new(move |_| !items.with(|all| all.is_empty()) || !drafts.with(|all| all.is_empty()));
    let keeping = slot(move || {
        let mut rows = vec![];
        if let Some(promised) = promised.get() {
            rows.push(answer(
                ("长期保存", "Lasting storage"),
                words(promised),
                None,
            ));
        }
        if let Some((usage, quota)) = room.get() {
            rows.push(answer(("占用空间", "Room"), taken(usage, quota), None));
        }
        let mut shown = vec![];
        if !rows.is_empty() {
            shown.push(answers(rows));
        }
        if promised.get() == Some(Promised::No) {
            let again = button(
                ("再请求一次", "Ask again"),
                Weight::Secondary,
                move || {
                    spawn_local(async move {
                        promised.try_set(Some(ask().await));
                    })
                },
            );
            shown.push(actions(vec![again]));
        }
        shown
    })
    .follow(move || {
        let due = is_due(lies_here.get());
        spawn_local(async move {
            let mut found = promise().await;
            // Who reads this has time for what the browser asks in its turn.
            if found == Promised::NotAsked && due {
                promised.try_set(Some(Promised::Asking));
                found = ask().await;
            }
            promised.try_set(Some(found));
        });
    });
    let warnings = slot(move || {
        let little = room
            .get()
            .is_some_and(|(usage, quota)| little_room(usage, quota));
        let little = little.then(|| {
            notice(
                Tone::Warning,
                ("本机空间快用完了", "This device has little room left"),
                vec![p((
                    "新填的内容可能存不下。请联网把待上传的内容传完，或清理手机上的其他文件。",
                    "What you enter next may not fit. Get connected so that waiting work goes up, or remove other files.",
                ))],
            )
        });
        let window = private.get().then(|| {
            notice(
                Tone::Warning,
                ("这像是无痕（隐私）窗口", "This looks like a private window"),
                vec![p((
                    "窗口一关，本机存的内容就会被浏览器删除。请用普通窗口打开本页；没有上传的内容先上传或导出。",
                    "The browser deletes everything kept here when the window closes. Open this page in an ordinary window; upload or export first what has not gone up.",
                ))],
            )
        });
        let app = app_here().map(|app| notice(Tone::Warning, title(app), vec![p(app.way)]));
        [app, window, little].into_iter().flatten().collect()
    });
    crate::components::card(vec![
        heading(("本机存储", "Storage on this device")),
        warnings,
        keeping,
    ])
}

fn title(app: InApp) -> Sentence {
    Sentence::new(
        ["您在", app.zh, "里打开了本页，这里存的内容可能被清掉"].concat(),
        [
            "This page is open inside ",
            app.en,
            ", which may clear what is kept here",
        ]
        .concat(),
    )
}

fn words(promised: Promised) -> (&'static str, &'static str) {
    match promised {
        Promised::Yes => (
            "浏览器已答应：不会自动清除本机的内容。",
            "The browser has promised not to clear what is kept here by itself.",
        ),
        Promised::No => (
            "浏览器没有答应：手机空间紧张或很久不用时，可能清除本机的内容。请常联网上传，把本页加到主屏幕也有帮助。",
            "The browser has not promised: it may clear what is kept here when room is short or after long disuse. Get connected often; adding this page to the home screen helps.",
        ),
        Promised::Asking => (
            "正在请浏览器答应；它若问您，请选「允许」。",
            "The browser is being asked; if it asks you, please allow it.",
        ),
        Promised::NotAsked => (
            "还没有请求：本机没有待上传的内容和草稿。提交时会请浏览器答应。",
            "Not asked yet: nothing waits here, and no draft. The browser is asked when you submit.",
        ),
        Promised::Unknown => (
            "这个浏览器不能答应长期保存，请常联网上传。",
            "This browser cannot promise it; get connected often.",
        ),
    }
}

fn taken(usage: u64, quota: u64) -> Sentence {
    let (used, left) = (size(usage), size(quota.saturating_sub(usage)));
    Sentence::new(
        ["已用 ", &used, "，最多还可用 ", &left].concat(),
        [&used, " used, at most ", &left, " left"].concat(),
    )
}

/// What is said across the page inside another app, until it has been read once.
#[must_use]
pub fn advice() -> El {
    let app = RwSignal::new(app_here().filter(|_| device::read(READ).is_none()));
    slot(move || {
        let Some(found) = app.get() else {
            return vec![];
        };
        let read = button(("知道了", "Understood"), Weight::Secondary, move || {
            device::write(READ, Some("1"));
            app.set(None);
        });
        let text = div("grow").child(p(title(found))).child(p(found.way));
        let wrap = div("wrap").child(icon(Icon::Info)).child(text).child(read);
        vec![div("banner").child(wrap)]
    })
}
