//! The unit's listings: drafts on top, then everything that was submitted,
//! searched as one types.

use domain::profile::PlatformProfile;
use domain::review::ReviewState;
use domain::sentence::Sentence;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};

use super::detail::tags;
use super::line::{Line, found, lines};
use super::place::address;
use super::search::Query;
use crate::components::{
    El, Page, Weight, Words, button, div, el, empty, heading, link, link_button, opened, p, slot,
};
use crate::home::{Task, draft_link, written};
use crate::language::tell;
use crate::shell::at;
use crate::workspace::{Who, Workspace};

const TITLE: (&str, &str) = ("产品挂网", "Listings");
/// How many lines are made at a time: more would only be scrolled past.
const SHOWN: usize = 100;

/// 挂网列表 — the unit's listings.
#[must_use]
pub fn list(profile: &'static PlatformProfile) -> El {
    opened(profile, Who::Member, TITLE, move |workspace| {
        let create = link_button(
            ("新填一份", "New listing"),
            &at(profile, "/listings/new"),
            Weight::Primary,
        );
        Page::new(TITLE).view(vec![
            el("p").child(create),
            drafts(workspace),
            submitted(workspace),
        ])
    })
}

/// What is half written, on this device only.
fn drafts(workspace: Workspace) -> El {
    let (drafts, platform) = (workspace.drafts(), workspace.platform().id.as_str());
    slot(move || {
        let tasks: Vec<Task> = drafts.with(|drafts| written(drafts).collect());
        if tasks.is_empty() {
            return vec![];
        }
        let links = tasks
            .iter()
            .filter_map(|task| draft_link(task, platform))
            .map(|link| el("li").child(link));
        vec![
            heading(("草稿，只在本机", "Drafts, on this device only")),
            el("ul").class("rows").children(links),
        ]
    })
}

fn submitted(workspace: Workspace) -> El {
    let rows = workspace.rows();
    let all = Memo::new(move |_| rows.with(|rows| lines(rows)));
    let none = Memo::new(move |_| all.with(Vec::is_empty));
    let platform = workspace.platform().id.as_str();
    slot(move || {
        if none.get() {
            return vec![empty(
                (
                    "还没有提交过申报。先新填一份：没有网络也可以填写和提交。",
                    "Nothing has been submitted yet. Begin with a new listing; that works without a network too.",
                ),
                vec![],
            )];
        }
        let (query, state, shown) = (
            RwSignal::new(String::new()),
            RwSignal::new(None),
            RwSignal::new(SHOWN),
        );
        vec![
            heading(("已提交", "Submitted")),
            search(query, state, shown),
            results(all, query, state, shown, platform),
        ]
    })
}

/// The search and the filter; both show the first lines again.
fn search(
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

fn results(
    all: Memo<Vec<Line>>,
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
    let name = link(line.name.as_str(), &address(platform, line.id)).class("row-name");
    let about = line.about.iter().map(|text| el("span").text(text.as_str()));
    el("li")
        .child(
            div("row-head")
                .child(name)
                .child(el("span").class("row-price").text(line.price.as_str())),
        )
        .child(div("row-about").children(about))
        .child(tags(line.state, line.standing))
}
