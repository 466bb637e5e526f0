//! The switch, and what it costs.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::components::{El, card, div, el, heading, p};

use super::{on, set};

/// 省流量 — the switch with what it means.
#[must_use]
pub fn switch() -> El {
    let input = el("input")
        .attr("type", "checkbox")
        .attr("role", "switch")
        .id("data-saver")
        .attr("aria-describedby", "data-saver-hint");
    let node: HtmlInputElement = input.node().clone().unchecked_into();
    let input = input
        .follow(move || node.set_checked(on()))
        .on("change", |event| {
            if let Some(target) = event.target() {
                set(target.unchecked_ref::<HtmlInputElement>().checked());
            }
        });
    let label = el("label")
        .attr("for", "data-saver")
        .text(("在这台设备上省流量", "Save data on this device"));
    let points = [
        (
            "不再自动同步：提交的内容照常存在本机，您点「立即同步」才上传和取回。审核结果会看到得晚，期限照常计算。",
            "Nothing syncs by itself: what you submit is kept here, and goes up when you press “Sync now”. Decisions show later; time limits do not stop.",
        ),
        (
            "新版本先问您再下载。离线用的程序（约 0.2 MB）照常保存一份，没有网络也能打开。",
            "A new version is fetched when you say so. The copy for working offline (0.2 MB) is kept all the same.",
        ),
        (
            "首次登录、或多日没有联系时，仍会联系一次，否则没有内容可看。",
            "After a first sign-in, or days without contact, it still gets in touch once: there would be nothing to see.",
        ),
    ];
    let points = points.map(|point| el("li").child(p(point).class("hint")));
    card(vec![
        heading(("省流量", "Data saver")),
        div("choice").child(input).child(label),
        el("ul")
            .class("checklist")
            .id("data-saver-hint")
            .children(points),
    ])
}
