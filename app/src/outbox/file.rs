//! The queue as a file: carried to another device, or kept for safety.

use crate::data_saver;
use crate::signals::*;
use domain::sentence::Sentence;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url};

use super::trouble::Trouble;
use crate::clock::now;
use crate::components::{
    El, Tone, Weight, Working, actions, button_unless, div, el, heading, notice, p, slot,
};
use crate::workspace::Workspace;

/// Exporting and importing.
pub fn carrying(workspace: Workspace) -> El {
    let (trouble, taken) = (Trouble::new(), RwSignal::new(None));
    let working = Working::new();
    let count = workspace.count();
    let nothing = Signal::derive(move || {
        let any = count.with(|count| count.pending + count.refused) > 0 || workspace.holds_heads();
        (!any).then(|| Sentence::new("现在没有可导出的内容。", "There is nothing to export now."))
    });
    let export = button_unless(
        "export",
        ("导出为文件", "Export to a file"),
        Weight::Secondary,
        nothing,
        move || {
            if let Err(why) = save(workspace) {
                trouble.tell(Some(why));
            }
        },
    );
    let input = el("input")
        .id("import")
        .class("aside")
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .on("change", move |event| {
            let Some(target) = event.target() else { return };
            let input: HtmlInputElement = target.unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            if !working.begin() {
                return;
            }
            spawn_local(async move {
                let text = JsFuture::from(file.text())
                    .await
                    .ok()
                    .and_then(|text| text.as_string());
                // The same file can be chosen again.
                input.set_value("");
                let imported = workspace.import(text.unwrap_or_default()).await;
                working.end();
                match imported {
                    Ok(count) => {
                        trouble.tell(None);
                        taken.try_set(Some(count));
                    }
                    Err(why) => trouble.tell(Some(why)),
                }
            });
        });
    let import = el("label")
        .class("button secondary")
        .attr("for", "import")
        .text(("从文件导入", "Import from a file"));
    let told = slot(move || taken.get().map(imported).into_iter().collect());
    div("carrying")
        .child(heading(("带到别的设备", "To another device")))
        .child(p((
            "没有网络又要换设备时，可把待上传的内容导出成文件，在另一台设备的这一页导入后上传。同一条内容不会重复办理。文件里有您填写的内容，请妥善保管；也有平台日志的校验值，可供核对。",
            "Without a network you can export what waits to a file and import it on this page of another device. Nothing is carried out twice. The file holds what you entered: keep it safe. It also holds check values of the platform’s log.",
        )).class("hint"))
        .child(trouble.view())
        .child(working.view(("正在读取文件…", "Reading the file…")))
        .child(told)
        .child(actions(vec![export, div("import").child(input).child(import)]))
}

fn imported(count: usize) -> El {
    let number = count.to_string();
    let words = if count == 0 {
        Sentence::new(
            "文件里的内容本机都有了，没有新的。",
            "Everything in the file is here already.",
        )
    } else {
        let (zh, en) = data_saver::either(
            ("联网后自动上传", "they upload once connected"),
            (
                "等您点「立即同步」上传",
                "they upload when you press “Sync now”",
            ),
        );
        Sentence::new(
            ["已导入 ", &number, " 条，", zh].concat(),
            [&number, " items imported; ", en].concat(),
        )
    };
    notice(Tone::Plain, words, vec![]).attr("role", "status")
}

/// Hands the queue to the browser as a download.
///
/// # Errors
/// Where the browser does not save files.
pub fn save(workspace: Workspace) -> Result<(), Sentence> {
    let name = [
        "yangcai-",
        workspace.platform().id.as_str(),
        "-",
        &now().date_in_shanghai().to_string(),
        ".json",
    ]
    .concat();
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let text = js_sys::Array::of1(&workspace.export().into());
    let blob = Blob::new_with_str_sequence_and_options(&text, &kind).map_err(refused)?;
    hand_over(&blob, &name)
}

/// 交出文件 — hands `blob` to the browser, to be saved under `name`.
///
/// # Errors
/// Where the browser does not save files.
pub fn hand_over(blob: &Blob, name: &str) -> Result<(), Sentence> {
    download(blob, name).map_err(refused)
}

fn refused(_: JsValue) -> Sentence {
    Sentence::new(
        "浏览器没有让文件保存下来，请换一个浏览器再试。",
        "The browser did not let the file be saved; please try another browser.",
    )
}

fn download(blob: &Blob, name: &str) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser may begin to read only after this.
    gloo::timers::callback::Timeout::new(60_000, move || drop(Url::revoke_object_url(&url)))
        .forget();
    Ok(())
}
