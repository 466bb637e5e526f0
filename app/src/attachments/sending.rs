//! On their way: what the platform waits for goes up after everything else.

use std::cell::Cell;

use domain::attachment;
use domain::map::SortedMap;
use domain::sentence::Sentence;
use js_sys::Array;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use super::beside;
use super::engine::ask;
use crate::components::HowFar;
use crate::data_use;
use crate::replica::{QueueCount, Standing};
use crate::signals::*;
use crate::workspace::Workspace;

/// What nothing names any more is kept so long, in milliseconds: a server that was restored
/// from a backup may want it again.
const KEPT: f64 = 7.0 * 86_400_000.0;

/// 上传情况 — how it stands with a file that is to go up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Going {
    /// So many bytes of so many have gone.
    Far(HowFar),
    /// The platform has it, and the record will say so.
    Done,
    /// It does not take it, and says why.
    Refused(Sentence),
}

thread_local! {
    static SWEPT: Cell<bool> = const { Cell::new(false) };
    static GOING: ArcRwSignal<SortedMap<String, Going>> = ArcRwSignal::new(SortedMap::new());
}

/// How it stands with the file of that digest, as far as this page knows; reactive.
#[must_use]
pub fn going(sha256: &str) -> Option<Going> {
    let going = GOING.with(Clone::clone);
    going.get().get(sha256).cloned()
}

/// What the worker tells of meanwhile.
pub fn hear(message: &Array) {
    let text = |index| message.get(index).as_string().unwrap_or_default();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    // Bytes of a file of ten megabytes at most.
    let number = |index| message.get(index).as_f64().unwrap_or_default() as usize;
    let going = match text(0).as_str() {
        "went" => {
            data_use::sent("/v1/files", number(4));
            let (done, of) = (number(2), number(3));
            Going::Far(HowFar { done, of })
        }
        "refused" => Going::Refused(Sentence::new(text(2), text(3))),
        _ => Going::Done,
    };
    let signal = GOING.with(Clone::clone);
    let mut all = signal.get_untracked();
    all.insert(text(1), going);
    signal.set(all);
}

/// 继续上传 — sends what the platform waits for and this device has, once nothing else waits.
pub fn go_on(workspace: Workspace) {
    if workspace.count().get_untracked() != QueueCount::default() {
        return;
    }
    let wanted: Vec<String> = workspace.rows().with_untracked(|rows| {
        let received = rows
            .values()
            .filter(|row| row.standing == Standing::Received);
        received
            .flat_map(|row| attachment::awaited(&row.versioned.record))
            .map(str::to_owned)
            .collect()
    });
    if !wanted.is_empty() {
        spawn_local(send(workspace, wanted));
    }
}

async fn send(workspace: Workspace, wanted: Vec<String>) {
    let files = beside(&workspace.database());
    if let Some(account) = workspace.account() {
        let mut given: Vec<JsValue> = vec![account.into()];
        given.extend(wanted.iter().map(|sha256| JsValue::from_str(sha256)));
        // What did not go now goes after the next exchange.
        let went = ask("send", &files, &given).await;
        if went.is_ok_and(|went| went.get(0).as_f64() > Some(0.0)) {
            // The records say now that nothing is missing.
            workspace.sync_now();
        }
    }
    sweep(workspace, &files, &wanted).await;
}

/// Removes what no listing waits for and no draft names, after a while.
async fn sweep(workspace: Workspace, files: &str, wanted: &[String]) {
    // Once while the page is open.
    if SWEPT.replace(true) {
        return;
    }
    let Ok(held) = ask("held", files, &[]).await else {
        return;
    };
    let held = held.to_vec();
    let drafts = workspace.drafts().get_untracked();
    for pair in held.chunks_exact(2) {
        let (Some(sha256), Some(since)) = (pair[0].as_string(), pair[1].as_f64()) else {
            continue;
        };
        let named = wanted.contains(&sha256) || drafts.values().any(|text| text.contains(&sha256));
        if !named && js_sys::Date::now() - since > KEPT {
            ask("drop", files, &[sha256.into()]).await.ok();
        }
    }
}
