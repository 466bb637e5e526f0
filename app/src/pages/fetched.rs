//! Screens in the parts of the program that come when they are asked for.

use std::cell::Cell;

use crate::signals::*;
use leptos::task::spawn_local;

use crate::components::{El, Page, Weight, actions, button, div, p};
use crate::rest::{self, Part};
use crate::shell::online;

const TITLE: (&str, &str) = (
    "这一页还没有下载到本机",
    "This page is not on this device yet",
);

/// 按需页面 — what `show` makes once `part` of the program is here; without a
/// network, that one is needed for it.
pub fn fetched(part: Part, show: Box<dyn Fn() -> El>) -> El {
    if rest::has(part) {
        return show();
    }
    let waits = RwSignal::new(false);
    let fetch = move || {
        if waits.try_set(true).is_some() {
            return;
        }
        spawn_local(async move {
            rest::come_to(part).await;
            waits.try_set(false);
        });
    };
    fetch();
    let was_online = Cell::new(true);
    div("slot").live(move || {
        if rest::has(part) {
            return vec![show()];
        }
        if waits.get() {
            return vec![p(("正在打开这一页…", "Opening this page…")).attr("role", "status")];
        }
        // As soon as there is a network again, by itself.
        let now = online();
        if now && !was_online.replace(now) {
            spawn_local(async move { fetch() });
        }
        was_online.set(now);
        vec![Page::new(TITLE).view(vec![
            p((
                "这一页要联网打开一次，之后没有网络也能用。您填的内容都在本机。",
                "This page has to be opened once with a network; from then on it works without one. What you \
                 typed is on this device.",
            )),
            actions(vec![button(("再试一次", "Try again"), Weight::Primary, fetch)]),
        ])]
    })
}
