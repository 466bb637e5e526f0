//! The page on what this device sends and receives, with the switch that saves it.

use crate::signals::*;
use domain::profile::PlatformProfile;
use domain::sentence::Sentence;
use domain::timestamp::Day;
use js_sys::Promise;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::tally::{Bytes, Kind, Tally, last_month, same_month};
use super::{counted, size};
use crate::clock;
use crate::components::{El, Page, Words, answer, answers, card, day, el, heading, p, slot};
use crate::data_saver;
use crate::language::tell;
use crate::shell::at;

/// Milliseconds between two looks at what has been counted.
const LOOK: i32 = 2_000;

/// 流量
#[must_use]
pub fn data_use(profile: &'static PlatformProfile) -> El {
    let found = RwSignal::new(None::<Tally>);
    spawn_local(look(found));
    Page::new(("流量", "Data use"))
        .back(&profile.name, &at(profile, ""))
        .view(vec![
            slot(move || found.get().map(amounts).unwrap_or_default()),
            data_saver::switch(),
            how(),
        ])
}

/// Looks again and again, as long as the page stands.
async fn look(found: RwSignal<Option<Tally>>) {
    loop {
        let now = counted().await;
        match found.try_with_untracked(|before| before.as_ref() == Some(&now)) {
            None => return,
            Some(true) => {}
            Some(false) => drop(found.try_set(Some(now))),
        }
        let pause = Promise::new(&mut |done, _| {
            if let Some(window) = web_sys::window() {
                // A page that lives can always be woken.
                window
                    .set_timeout_with_callback_and_timeout_and_arguments_0(&done, LOOK)
                    .ok();
            }
        });
        // It is only ever fulfilled.
        JsFuture::from(pause).await.ok();
    }
}

fn amounts(tally: Tally) -> Vec<El> {
    let today = clock::now().date_in_shanghai();
    let since = match tally.since() {
        Some(since) => Words::live(move || {
            let day = day(since);
            tell(&Sentence::new(
                ["这台设备从 ", &day, "起的计数。只记字节数，不记内容。"].concat(),
                [
                    "Counted on this device since ",
                    &day,
                    ". Amounts only, never contents.",
                ]
                .concat(),
            ))
        }),
        None => ("还没有计数。", "Nothing has been counted yet.").into(),
    };
    let mut shown = vec![
        el("p").class("lead").text(since),
        amount(("今天", "Today"), &tally, &|day| day == today),
        amount(("本月", "This month"), &tally, &|day| {
            same_month(day, today)
        }),
    ];
    if tally.since().is_some_and(|since| last_month(since, today)) {
        shown.push(amount(("上月", "Last month"), &tally, &|day| {
            last_month(day, today)
        }));
    }
    shown
}

fn amount(title: (&'static str, &'static str), tally: &Tally, of: &dyn Fn(Day) -> bool) -> El {
    let each = Kind::ALL.map(|kind| (kind, tally.sum(kind, of)));
    let all = each
        .iter()
        .fold(Bytes::default(), |sum, (_, bytes)| sum.and(*bytes));
    let mut rows = vec![answer(("合计", "Together"), both_ways(all), None)];
    rows.extend(each.map(|(kind, bytes)| answer(name(kind), both_ways(bytes), None)));
    card(vec![heading(title), answers(rows)])
}

fn both_ways(bytes: Bytes) -> Sentence {
    let (received, sent) = (size(bytes.received), size(bytes.sent));
    Sentence::new(
        ["收到 ", &received, "，发出 ", &sent].concat(),
        [&received, " received, ", &sent, " sent"].concat(),
    )
}

fn name(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Program => ("程序本身", "The program itself"),
        Kind::Sync => ("同步", "Synchronisation"),
        Kind::Other => ("登录和密码", "Signing in and passwords"),
    }
}

/// What is measured, and what is not.
fn how() -> El {
    let points = [
        (
            "内容按网络上实际走的字节计（压缩后），更新和离线副本也在内。从本机副本打开的、没有得到答复的不计。",
            "Contents count as they went, compressed, updates and the offline copy included; not what came from this device’s copy, nor requests without an answer.",
        ),
        (
            "报头是估算：每次来回约 1.2 KB，HTTP/2 以上约 0.3 KB。加密连接的开销看不到，不计，所以运营商的数字会略大。",
            "Heads are estimated: 1.2 KB an exchange, 0.3 KB over HTTP/2 and later. What encryption adds is not seen: your carrier counts a little more.",
        ),
        (
            "保留本月和上月，按北京时间分日；清除本机数据时一并清除。",
            "This month and the last are kept, by Beijing’s days; clearing this device clears them.",
        ),
    ];
    let points = points.map(|point| el("li").child(p(point)));
    el("details")
        .class("plain")
        .child(el("summary").text(("这些数字怎么来的", "Where these figures come from")))
        .child(el("ul").children(points))
}
