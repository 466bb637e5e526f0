//! A browser that saves data is asked about once.

use js_sys::Reflect;

use crate::components::{El, Icon, Weight, actions, button, div, icon, p};
use crate::device;
use crate::signals::*;

use super::{KEY, set};

thread_local! {
    static PROPOSED: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// Asks where the browser saves data and nobody has answered on this device.
pub fn begin() {
    if device::read(KEY).is_none() && browser_saves() {
        PROPOSED.with(Clone::clone).set(true);
    }
    if super::is_on() {
        // A new version that was asked for and did not come is asked for again.
        super::let_update(false);
    }
}

/// What the browser says of itself, where it says anything.
fn browser_saves() -> bool {
    let navigator = web_sys::window().map(|window| window.navigator());
    navigator.is_some_and(|navigator| {
        Reflect::get(&navigator, &"connection".into())
            .and_then(|connection| Reflect::get(&connection, &"saveData".into()))
            .is_ok_and(|saves| saves.is_truthy())
    })
}

/// The question, as long as it stands; reactive.
#[must_use]
pub fn proposal() -> Option<El> {
    PROPOSED.with(Clone::clone).get().then(question)
}

fn question() -> El {
    let answer = |on| {
        move || {
            PROPOSED.with(Clone::clone).set(false);
            set(on);
        }
    };
    let words = p((
        "您的浏览器在省流量。要在这里也省流量吗？打开后由您点「立即同步」收发数据。",
        "Your browser saves data. Save it here too? You then press “Sync now” to exchange data.",
    ));
    let yes = button(("打开省流量", "Save data"), Weight::Secondary, answer(true));
    let no = button(("不用", "No"), Weight::Quiet, answer(false));
    let row = div("wrap").child(icon(Icon::Info)).child(words);
    div("banner").child(row.child(actions(vec![yes, no])))
}
