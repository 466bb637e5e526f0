//! Going on here with an application that was begun on another device.

use crate::data_saver;
use crate::signals::*;
use domain::profile::PlatformProfile;
use domain::sentence::Sentence;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::components::{El, Weight, Working, asking_button, div, el, p};
use crate::workspace;

pub(super) fn adopting(profile: &'static PlatformProfile) -> El {
    let told = RwSignal::new(None::<Sentence>);
    let working = Working::new();
    let input = el("input")
        .id("intake-secret")
        .class("input code")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "intake-secret-hint");
    let node: HtmlInputElement = input.node().clone().unchecked_into();
    let go = asking_button(
        ("在这台设备上继续", "Go on with it here"),
        Weight::Secondary,
        ("换用这份凭证？", "Use this key here?"),
        (
            "这台设备上现有的注册草稿和申请列表会换成凭证对应的那一份；已上传的申请不受影响。",
            "Drafts and applications shown on this device are replaced by those of the key; what has been uploaded is \
             not affected.",
        ),
        move || {
            if !working.begin() {
                return;
            }
            let secret = node.value().trim().to_owned();
            spawn_local(async move {
                let said = adopt(profile, &secret).await;
                working.end();
                told.try_set(Some(said));
            });
        },
    );
    let hint = p((
        "提交申请后得到的查询凭证，可以在另一台设备上查看和修改同一份申请。",
        "The key you got after applying lets you see and correct the same application on another device.",
    ));
    let label = el("label")
        .attr("for", "intake-secret")
        .class("label")
        .text(("查询凭证", "Application key"));
    let field = div("field")
        .child(label)
        .child(hint.class("hint").id("intake-secret-hint"))
        .child(input);
    let answer = div("answered")
        .attr("role", "status")
        .live(move || told.get().map(p).into_iter().collect());
    el("details")
        .class("plain")
        .child(el("summary").text(("在另一台设备上提交过申请？", "Applied on another device?")))
        .child(field)
        .child(go)
        .child(working.view(("正在换用…", "Changing over…")))
        .child(answer)
}

async fn adopt(profile: &PlatformProfile, secret: &str) -> Sentence {
    let digits = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if secret.len() != 64 || !secret.bytes().all(digits) {
        return Sentence::new(
            "查询凭证是 64 位数字和字母 a–f，请完整粘贴。",
            "The key has 64 digits and letters a–f; paste all of it.",
        );
    }
    match workspace::adopt(&profile.id, secret).await {
        Ok(()) => {
            let (zh, en) = data_saver::either(
                (
                    "已换用这份凭证，联网后申请会出现在上面的列表里。",
                    "The key is in use; its applications appear in the list above once connected.",
                ),
                (
                    "已换用这份凭证，点「立即同步」后申请会出现在上面的列表里。",
                    "The key is in use; its applications appear in the list above after “Sync now”.",
                ),
            );
            Sentence::new(zh, en)
        }
        Err(sentence) => sentence,
    }
}
