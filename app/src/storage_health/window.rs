//! Private windows: what is kept there goes when the last of them is closed.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// 窗口迹象 — what a window tells of itself. Chromium means its private windows
/// not to be told from others, so they are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    /// Whether the browser has a place for a site's own files; none where it is
    /// too old to know of one.
    pub files: Option<bool>,
    /// Whether it has service workers, which need a safe connection.
    pub worker: bool,
    /// Whether the connection is safe, or none is needed.
    pub safe: bool,
}

/// 无痕窗口 — whether a window with these signs is a private one, in which Firefox
/// and Safari give a site no files, and Firefox no service worker.
#[must_use]
pub fn private_window(signs: Signs) -> bool {
    match signs.files {
        Some(given) => !given,
        None => signs.safe && !signs.worker,
    }
}

/// What this window tells of itself.
pub async fn signs() -> Signs {
    let Some(window) = web_sys::window() else {
        return Signs {
            files: None,
            worker: true,
            safe: false,
        };
    };
    let has = |name: &str| {
        Reflect::get(&window.navigator(), &name.into()).is_ok_and(|found| found.is_truthy())
    };
    Signs {
        files: files(&window).await,
        worker: has("serviceWorker"),
        safe: window.is_secure_context(),
    }
}

async fn files(window: &web_sys::Window) -> Option<bool> {
    let storage = Reflect::get(&window.navigator(), &"storage".into()).ok()?;
    let ask = Reflect::get(&storage, &"getDirectory".into()).ok()?;
    let asked = ask.dyn_into::<Function>().ok()?.call0(&storage).ok()?;
    let answer = JsFuture::from(asked.dyn_into::<Promise>().ok()?).await;
    Some(answer.is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_window_is_told_by_what_it_does_not_give() {
        for (files, worker, safe, private) in [
            (Some(true), true, true, false),
            (Some(false), true, true, true),  // Safari
            (Some(false), false, true, true), // Firefox
            (None, false, true, true),        // Firefox before it had files
            (None, true, true, false),        // an old browser
            (None, false, false, false),      // no window has workers without a safe connection
            (Some(true), false, true, false), // workers switched off
        ] {
            let signs = Signs {
                files,
                worker,
                safe,
            };
            assert_eq!(private_window(signs), private, "{files:?} {worker} {safe}");
        }
    }
}
