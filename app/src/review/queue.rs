//! The reviewer's queue as a page.

use crate::signals::*;
use domain::actor::Permission;
use domain::profile::PlatformProfile;
use domain::review::ReviewState;
use domain::sentence::Sentence;
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use super::case::{Case, CaseKind, cases, lateness};
use crate::clock;
use crate::components::{
    El, Icon, Kept, Page, Weight, button, div, el, empty, kept_tag, link, opened, p, slot,
    state_tag, tag,
};
use crate::home::refused;
use crate::replica::Standing;
use crate::workspace::{Who, Workspace};

const TITLE: (&str, &str) = ("审核", "Review");
/// How many lines are made at a time.
const SHOWN: usize = 100;
const STATES: [ReviewState; 2] = [ReviewState::Submitted, ReviewState::UnderReview];

/// 审核队列 — everything that waits for the platform, the first due on top.
#[must_use]
pub fn queue(profile: &'static PlatformProfile) -> El {
    opened(profile, Who::Member, TITLE, |workspace| {
        refused(workspace, Permission::Review, TITLE)
            .unwrap_or_else(|| Page::new(TITLE).view(vec![waiting(workspace)]))
    })
}

fn waiting(workspace: Workspace) -> El {
    let all = Memo::new(move |_| workspace.rows().with(|rows| cases(rows)));
    let none = Memo::new(move |_| all.with(Vec::is_empty));
    let (kind, state) = (RwSignal::new(None), RwSignal::new(None));
    slot(move || {
        if none.get() {
            return vec![empty(
                (
                    "没有待审核的申请。单位提交注册或挂网申报后，会出现在这里。",
                    "No application waits. Registrations and listings appear here once units submit them.",
                ),
                vec![],
            )];
        }
        let kinds = CaseKind::ALL.map(CaseKind::label).into();
        let states = STATES.map(ReviewState::label).into();
        let filters = div("search halves")
            .child(filter("kind", ("种类", "Kind"), kinds, move |place| {
                kind.set(place.and_then(|place| CaseKind::ALL.get(place).copied()))
            }))
            .child(filter("state", ("状态", "State"), states, move |place| {
                state.set(place.and_then(|place| STATES.get(place).copied()))
            }));
        vec![
            filters,
            results(all, kind, state, workspace.platform().id.as_str()),
        ]
    })
}

/// A choice of one of `options`, or all of them.
fn filter(
    id: &str,
    words: (&'static str, &'static str),
    options: Vec<Sentence>,
    pick: impl Fn(Option<usize>) + 'static,
) -> El {
    let select = el("select")
        .id(id)
        .class("input")
        .child(el("option").text(("全部", "All")));
    let select = select
        .children(options.into_iter().map(|label| el("option").text(label)))
        .on("change", move |event| {
            if let Some(target) = event.target() {
                let chosen = target
                    .unchecked_into::<HtmlSelectElement>()
                    .selected_index();
                pick(usize::try_from(chosen - 1).ok());
            }
        });
    div("field")
        .child(el("label").class("label").attr("for", id).text(words))
        .child(select)
}

fn results(
    all: Memo<Vec<Case>>,
    kind: RwSignal<Option<CaseKind>>,
    state: RwSignal<Option<ReviewState>>,
    platform: &'static str,
) -> El {
    let shown = RwSignal::new(SHOWN);
    slot(move || {
        let (kind, state, now) = (kind.get(), state.get(), clock::minute());
        let fits = |case: &&Case| {
            kind.is_none_or(|kind| kind == case.kind)
                && state.is_none_or(|state| state == case.state)
        };
        let all = all.get();
        let found: Vec<&Case> = all.iter().filter(fits).collect();
        let late = found
            .iter()
            .filter(|case| case.due.is_some_and(|due| lateness(due.at, now).0))
            .count();
        let (count, late_text) = (found.len().to_string(), late.to_string());
        let words = if late == 0 {
            Sentence::new(
                ["共 ", &count, " 件"].concat(),
                [&count, " in all"].concat(),
            )
        } else {
            Sentence::new(
                ["共 ", &count, " 件，", &late_text, " 件已超期"].concat(),
                [&count, " in all, ", &late_text, " overdue"].concat(),
            )
        };
        let lines = found
            .iter()
            .take(shown.get())
            .map(|case| row(case, now, platform));
        let mut inside = vec![
            p(words).class("hint").attr("role", "status"),
            el("ul").class("rows").children(lines),
        ];
        if found.len() > shown.get() {
            inside.push(button(
                ("再显示一些", "Show more"),
                Weight::Secondary,
                move || shown.update(|shown| *shown += SHOWN),
            ));
        }
        inside
    })
}

fn row(case: &Case, now: domain::timestamp::Timestamp, platform: &str) -> El {
    let name = link(case.name.as_str(), &super::address(platform, case.id)).class("row-name");
    let mut tags = div("tags").child(state_tag(case.state));
    if let Some(due) = case.due {
        let (late, words) = lateness(due.at, now);
        tags = tags.child(tag(
            if late { "tag refused" } else { "tag draft" },
            Icon::Clock,
            words,
        ));
    }
    if case.standing != Standing::Received {
        tags = tags.child(kept_tag(Kept::from(case.standing)));
    }
    let mut about = div("row-about").child(el("span").text(case.kind.label()));
    if !case.about.is_empty() {
        about = about.child(el("span").text(case.about.as_str()));
    }
    if let Some(by) = &case.taken_by {
        about = about.child(el("span").text(Sentence::new(
            ["由", by, "审核"].concat(),
            ["with ", by].concat(),
        )));
    }
    el("li")
        .child(div("row-head").child(name))
        .child(about)
        .child(tags)
}
