//! The unit's listings: drafts on top, then everything that was submitted,
//! searched as one types.

use crate::signals::*;
use domain::profile::PlatformProfile;
use domain::sentence::Sentence;
use gloo::timers::callback::Timeout;

use super::line::lines;
use super::results::{SHOWN, results, search};
use crate::components::{
    El, Page, Weight, Words, actions, el, empty, heading, link_button, moment, opened_early, p,
    slot,
};
use crate::home::{Task, draft_link, written};
use crate::replica::{LINES, Whereabouts, whereabouts};
use crate::shell::at;
use crate::workspace::{Who, Workspace};

const TITLE: (&str, &str) = ("产品挂网", "Listings");
/// Milliseconds until the others follow: the first are to be painted before.
const BETWEEN: u32 = 60;

/// 挂网列表 — the unit's listings.
#[must_use]
pub fn list(profile: &'static PlatformProfile) -> El {
    opened_early(profile, Who::Member, TITLE, move |workspace| {
        let create = link_button(
            ("新填一份", "New listing"),
            &at(profile, "/listings/new"),
            Weight::Primary,
        );
        let products = link_button(
            ("从产品目录新填", "From the product list"),
            &at(profile, "/products"),
            Weight::Secondary,
        );
        Page::new(TITLE).view(vec![
            actions(vec![create, products]),
            drafts(workspace),
            submitted(workspace),
        ])
    })
}

/// What is half written, and where it is.
fn drafts(workspace: Workspace) -> El {
    let (drafts, platform) = (workspace.drafts(), workspace.platform().id.as_str());
    slot(move || {
        let tasks: Vec<Task> = drafts.with(|drafts| written(drafts).collect());
        if tasks.is_empty() {
            return vec![];
        }
        let links = tasks.iter().filter_map(|task| {
            let Task::Draft { place, .. } = task else {
                return None;
            };
            let link = draft_link(task, platform)?;
            let place = drafts.with(|drafts| whereabouts(drafts, &place.draft()));
            Some(el("li").child(link).child(told(place)))
        });
        vec![
            heading(("草稿", "Drafts")),
            el("ul").class("rows").children(links),
        ]
    })
}

/// On which of a person's devices a draft is.
fn told(place: Whereabouts) -> El {
    let words: Words = match place {
        Whereabouts::Here => ("还只在本机", "Only on this device so far").into(),
        Whereabouts::Carried => {
            ("您的其他设备上也能接着填", "Your other devices have it too").into()
        }
        Whereabouts::Elsewhere(at) => {
            let at = moment(at);
            Sentence::new(
                ["来自另一台设备，", &at].concat(),
                ["From another device, ", &at].concat(),
            )
            .into()
        }
    };
    p(words).class("hint")
}

fn submitted(workspace: Workspace) -> El {
    let rows = workspace.rows();
    let all = Memo::new(move |_| rows.with(|rows| lines(rows)));
    let none = Memo::new(move |_| all.with(Vec::is_empty));
    let (platform, whole) = (workspace.platform().id.as_str(), workspace.whole());
    slot(move || {
        if none.get() && !whole.get() {
            return vec![p(("正在读取…", "Reading…")).attr("role", "status")];
        }
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
            // An old phone takes its time for more.
            RwSignal::new(LINES),
        );
        Timeout::new(BETWEEN, move || {
            shown.try_set(SHOWN);
        })
        .forget();
        vec![
            heading(("已提交", "Submitted")),
            search(query, state, shown),
            results(all, whole, query, state, shown, platform),
        ]
    })
}
