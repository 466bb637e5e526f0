//! Loading a file: choosing it, the question before it takes the place of
//! another list, how far it has come, and what was in it.

use std::rc::Rc;

use domain::sentence::Sentence;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlInputElement};

use super::shelf::{Shelf, Stand, Work};
use super::store::Catalogue;
use super::told;
use crate::components::{
    El, Tone, Weight, Words, actions, alert, asking_button, button, div, el, focus_soon, notice, p,
    slot,
};
use crate::language::{say, tell};

const INPUT: &str = "sheet";
const REPLACE: &str = "replace";
/// An empty sheet with the right headings; the mark in front makes spreadsheets read it as UTF-8.
const TEMPLATE: &str = "data:text/csv;charset=utf-8,%EF%BB%BF医保编码,产品名称,注册证编号,生产企业,规格型号,计价单位,挂网价%0D%0A";

/// The buttons: another file, and away with the list.
pub fn buttons(shelf: Shelf) -> El {
    let input = el("input")
        .id(INPUT)
        .class("aside")
        .attr("type", "file")
        .attr("accept", ".csv,text/csv")
        .on("change", move |event| {
            let Some(target) = event.target() else { return };
            let input: HtmlInputElement = target.unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            shelf.chosen(file);
            // The same file can be chosen again.
            input.set_value("");
        });
    let held = move || shelf.stand.with(|stand| matches!(stand, Stand::Held(_)));
    let words = Words::live(move || {
        if held() {
            say("换一份文件", "Load another file").to_owned()
        } else {
            say("选择文件装入", "Choose a file").to_owned()
        }
    });
    let choose = el("label")
        .attr("for", INPUT)
        .live_attr("class", move || {
            let weight = if held() { "button secondary" } else { "button" };
            Some(weight.to_owned())
        })
        .text(words);
    let clear = slot(move || {
        if !held() {
            return vec![];
        }
        vec![asking_button(
            ("移除目录", "Remove the list"),
            Weight::Danger,
            (
                "移除这台设备上的目录？",
                "Remove the list from this device?",
            ),
            (
                "只移除这份目录；已提交的申报和草稿不受影响。",
                "Only this list goes; listings and drafts stay.",
            ),
            move || shelf.clear(),
        )]
    });
    // One file at a time.
    let choosing = div("import").live_attr("hidden", move || {
        let importing = shelf.work.with(|work| matches!(work, Work::Importing));
        importing.then(String::new)
    });
    actions(vec![choosing.child(input).child(choose), clear])
}

/// How a sheet has to look.
pub fn explained() -> El {
    el("details")
        .class("plain")
        .child(el("summary").text(("表格怎么准备", "How to prepare the sheet")))
        .child(
            el("ul")
                .child(el("li").text((
                    "第一行写列名。医保编码、产品名称必须有，其他列可以没有，先后不限。",
                    "The first line names the columns. Code and name are needed; the order is free.",
                )))
                .child(el("li").text((
                    "在表格软件里另存为 CSV。",
                    "In your spreadsheet, save it as CSV.",
                )))
                .child(
                    el("li").child(
                        el("a")
                            .class("row-name")
                            .attr("href", TEMPLATE)
                            .attr("download", "products.csv")
                            .text(("下载空白表格", "Download an empty sheet")),
                    ),
                ),
        )
}

/// What is being done, and what came of it.
pub fn work(shelf: Shelf) -> El {
    slot(move || match shelf.work.get() {
        Work::None => vec![],
        Work::Asking(file) => vec![question(shelf, file)],
        Work::Importing => vec![progress(shelf)],
        Work::Done(outcome) => told::outcome(&outcome),
        Work::Failed(why, outcome) => {
            let unchanged = p(("目录没有变。", "The list is as it was.")).class("hint");
            let mut told = vec![alert(why), unchanged];
            told.extend(told::left_out(&outcome));
            told
        }
    })
}

fn question(shelf: Shelf, file: File) -> El {
    let rows = shelf.stand.with_untracked(|stand| match stand {
        Stand::Held(catalogue) => catalogue.rows,
        _ => 0,
    });
    let (rows, name) = (rows.to_string(), file.name());
    let title = Sentence::new(
        ["用“", &name, "”换掉现在的目录？"].concat(),
        ["Replace the list with “", &name, "”?"].concat(),
    );
    let consequence = Sentence::new(
        ["现在的 ", &rows, " 条会从这台设备上移除。"].concat(),
        [
            "The ",
            &rows,
            " products on this device now will be removed.",
        ]
        .concat(),
    );
    let yes = button(("换掉", "Replace"), Weight::Primary, move || {
        shelf.load(file.clone())
    });
    let no = button(
        ("不换", "Keep the present one"),
        Weight::Secondary,
        move || shelf.work.set(Work::None),
    );
    focus_soon(REPLACE);
    let asked = vec![p(consequence), actions(vec![yes.id(REPLACE), no])];
    notice(Tone::Warning, title, asked).attr("role", "status")
}

fn progress(shelf: Shelf) -> El {
    let percent = move || shelf.percent.get().to_string();
    let told = Words::live(move || {
        let percent = percent();
        tell(&Sentence::new(
            ["正在装入，已读 ", &percent, "%"].concat(),
            ["Loading, ", &percent, "% read"].concat(),
        ))
    });
    let bar = el("progress")
        .attr("max", "100")
        .live_attr("aria-label", || Some(say("正在装入", "Loading").to_owned()))
        .live_attr("value", move || Some(percent()));
    let stop = button(("停止", "Stop"), Weight::Secondary, move || {
        shelf.work.set(Work::None)
    });
    div("card loading")
        .child(p(told))
        .child(bar)
        .child(
            p((
                "请留在这一页，直到装完。",
                "Stay on this page until it is done.",
            ))
            .class("hint"),
        )
        .child(actions(vec![stop]))
}

/// What the list is: how much, from which file, since when.
pub fn about(catalogue: &Rc<Catalogue>) -> El {
    let at = crate::components::moment(catalogue.loaded_at);
    let words = Sentence::new(
        [&catalogue.file, "，", &at, " 装入（北京时间）"].concat(),
        [&catalogue.file, ", loaded ", &at, " Beijing time"].concat(),
    );
    p(words).class("hint")
}
