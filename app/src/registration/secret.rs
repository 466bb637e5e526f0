//! The key to an application: whoever has it can go on with it on another device.

use crate::signals::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::components::{El, Weight, button, div, el, heading, p};

/// The key, hidden until it is asked for, with a button that copies it.
pub(super) fn secret(words: String) -> El {
    let copied = RwSignal::new(None::<bool>);
    let text = words.clone();
    let copy = button(
        ("复制查询凭证", "Copy the key"),
        Weight::Secondary,
        move || {
            let text = text.clone();
            spawn_local(async move {
                copied.try_set(Some(write_to_clipboard(&text).await.is_some()));
            });
        },
    );
    let told = div("slot")
        .attr("role", "status")
        .live(move || match copied.get() {
            None => vec![],
            Some(true) => vec![p((
                "已复制，请存到稳妥的地方。",
                "Copied; keep it somewhere safe.",
            ))],
            Some(false) => vec![p((
                "浏览器不允许复制，请手工抄录。",
                "The browser does not allow copying; please write it down.",
            ))],
        });
    el("section")
        .class("card")
        .child(heading(("查询凭证", "Application key")))
        .child(p((
            "换手机或电脑时，用它查看和修改这份申请。请自己保存，不要发给别人；平台不会向您索要。",
            "With it you can see and correct this application on another device. Keep it to yourself; the platform will \
             never ask for it.",
        )))
        .child(
            el("details")
                .class("plain")
                .child(el("summary").text(("显示查询凭证", "Show the key")))
                .child(el("p").class("code secret").text(words)),
        )
        .child(div("actions no-print").child(copy))
        .child(told)
}

/// Copies; none where the browser has no clipboard or does not let us.
async fn write_to_clipboard(text: &str) -> Option<()> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok()?;
    let write = js_sys::Reflect::get(&clipboard, &"writeText".into()).ok()?;
    let write: js_sys::Function = write.dyn_into().ok()?;
    let promise: js_sys::Promise = write
        .call1(&clipboard, &text.into())
        .ok()?
        .dyn_into()
        .ok()?;
    JsFuture::from(promise).await.ok().map(|_| ())
}
