//! Searching the unit's listings: what is typed, and the lines that it leaves.

use crate::signals::*;
use domain::review::ReviewState;
use domain::sentence::Sentence;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};

use super::detail::tags;
use super::line::{Line, found};
use super::place::address;
use super::search::Query;
use crate::components::{El, Weight, Words, button, div, el, link, p, slot};
use crate::language::tell;

/// How many lines are made at a time: more would only be scrolled past.
pub const SHOWN: usize = 100;

/// The search and the filter; both show the first lines again.
pub fn search(
    query: RwSignal<String>,
    state: RwSignal<Option<ReviewState>>,
    shown: RwSignal<usize>,
) -> El {
    let input = el("input")
        .id("search")
        .class("input")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .on("input", move |event| {
            if let Some(target) = event.target() {
                query.set(target.unchecked_into::<HtmlInputElement>().value());
                shown.set(SHOWN);
            }
        });
    let states = &ReviewState::ALL[1..];
    let options = states.iter().map(|state| el("option").text(state.label()));
    let select = el("select")
        .id("state")
        .class("input")
        .child(el("option").text(("全部", "All")))
        .children(options)
        .on("change", move |event| {
            if let Some(target) = event.target() {
                let place = target
                    .unchecked_into::<HtmlSelectElement>()
                    .selected_index();
                state.set(
                    usize::try_from(place)
                        .ok()
                        .and_then(|place| ReviewState::ALL.get(place).copied())
                        .filter(|state| *state != ReviewState::Draft),
                );
                shown.set(SHOWN);
            }
        });
    let labelled = |id: &str, words: (&'static str, &'static str), control: El| {
        div("field")
            .child(el("label").class("label").attr("for", id).text(words))
            .child(control)
    };
    div("search")
        .attr("role", "search")
        .child(labelled(
            "search",
            (
                "按名称、编码、企业或规格查找",
                "Find by name, code, maker or specification",
            ),
            input,
        ))
        .child(labelled("state", ("状态", "State"), select))
}

/// The lines that are found, and how many there are.
pub fn results(
    all: Memo<Vec<Line>>,
    whole: Signal<bool>,
    query: RwSignal<String>,
    state: RwSignal<Option<ReviewState>>,
    shown: RwSignal<usize>,
    platform: &'static str,
) -> El {
    let counted = move || {
        all.with(|all| {
            (
                found(all, &Query::read(&query.get()), state.get()).len(),
                all.len(),
            )
        })
    };
    let count = Words::live(move || {
        if !whole.get() {
            return tell(&Sentence::new(
                "正在读取其余申报…",
                "Reading the other listings…",
            ));
        }
        let (some, every) = counted();
        let (some_text, all_text) = (some.to_string(), every.to_string());
        tell(&if some == every {
            Sentence::new(
                ["共 ", &all_text, " 份"].concat(),
                [&all_text, " in all"].concat(),
            )
        } else {
            Sentence::new(
                ["找到 ", &some_text, " 份，共 ", &all_text, " 份"].concat(),
                [&some_text, " of ", &all_text, " found"].concat(),
            )
        })
    });
    let lines = el("ul").class("rows").live(move || {
        let query = Query::read(&query.get());
        all.with(|all| {
            found(all, &query, state.get())
                .into_iter()
                .take(shown.get())
                .map(|line| row(line, platform))
                .collect()
        })
    });
    let more = slot(move || match counted().0.saturating_sub(shown.get()) {
        0 => vec![],
        _ if !whole.get() => vec![],
        left => {
            let left = left.min(SHOWN).to_string();
            let words = Sentence::new(
                ["再显示 ", &left, " 份"].concat(),
                ["Show ", &left, " more"].concat(),
            );
            vec![button(words, Weight::Secondary, move || {
                shown.update(|shown| *shown += SHOWN)
            })]
        }
    });
    div("slot")
        .child(p(count).class("hint").attr("role", "status"))
        .child(lines)
        .child(more)
}

fn row(line: &Line, platform: &str) -> El {
    let name = link(line.name(), &address(platform, line.id())).class("row-name");
    let about = line.about().into_iter().map(|text| el("span").text(text));
    el("li")
        .child(
            div("row-head")
                .child(name)
                .child(el("span").class("row-price").text(line.price())),
        )
        .child(div("row-about").children(about))
        .child(tags(line.state, line.standing))
}
