//! What the rest of the program says across the page: a new version, whether to
//! save data, and what waits while it is being saved.

use super::banners::network;
use super::{Place, by_hand, staying, update};
use crate::components::{El, Icon, Weight, button, div, el, icon, progress, slot};
use crate::data_saver;
use crate::replica::QueueCount;
use crate::signals::*;
use crate::storage_health::{advice, ask_soon};
use crate::workspace::unsaved;
use web_sys::Element;

/// Begins to say it at the end of `banners`, as long as the page lives.
pub(super) fn begin(banners: &Element, place: Memo<Place>) {
    let owner = Owner::new();
    let said = owner.with(|| div("slot").children(news(place)));
    // An element of ours can always be appended.
    banners.append_child(said.node()).ok();
    std::mem::forget((owner, said));
}

fn news(place: Memo<Place>) -> Vec<El> {
    let version = slot(|| match (update::ready(), update::held()) {
        (true, _) => vec![new_version()],
        (_, true) => vec![held_version()],
        _ => data_saver::proposal().into_iter().collect(),
    });
    let by_hand = slot(move || match data_saver::on() {
        true => by_hand::bar(place.get()),
        false => vec![],
    });
    let network = slot(move || match data_saver::on() {
        true => network(place.get(), by_hand::workspace(place.get()).is_some()),
        false => vec![],
    });
    let reading = slot(move || {
        staying::comes_to(place.get());
        vec![]
    });
    // Who left before the browser was asked to keep what waits: it is asked now.
    let waiting = slot(move || {
        if by_hand::workspace(place.get())
            .is_some_and(|open| open.count().get() != QueueCount::default())
        {
            ask_soon();
        }
        vec![]
    });
    vec![
        unsaved(),
        new_version_coming(),
        version,
        by_hand,
        network,
        advice(),
        reading,
        waiting,
    ]
}

fn new_version() -> El {
    let words = (
        "新版本已备好。更新会重新打开这一页，已填的内容都在本机。",
        "A new version is ready. Updating reopens this page; what you entered is kept.",
    );
    let update = button(
        ("现在更新", "Update now"),
        Weight::Secondary,
        update::take_over,
    );
    let wrap = div("wrap")
        .child(icon(Icon::Info))
        .child(el("p").text(words))
        .child(update);
    div("banner").child(wrap)
}

fn new_version_coming() -> El {
    let words = ("正在下载新版本…", "Fetching the new version…");
    div("wrap").child(progress(words, update::how_far))
}

/// A version that is fetched only when the person says so.
fn held_version() -> El {
    let words = (
        "有新版本，为省流量还没有下载（几 KB 到 0.2 MB）。",
        "A new version has not been fetched, to save data (a few KB to 0.2 MB).",
    );
    let fetch = button(("下载新版本", "Fetch it"), Weight::Secondary, update::fetch);
    let wrap = div("wrap")
        .child(icon(Icon::Info))
        .child(el("p").text(words))
        .child(fetch);
    div("banner").child(wrap)
}
