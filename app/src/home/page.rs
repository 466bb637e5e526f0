//! The home page of a supplier and of a reviewer.

use crate::signals::*;
use domain::actor::{Permission, Role};
use domain::profile::PlatformProfile;
use domain::sentence::Sentence;

use super::links::{line, task_link};
use super::tasks::tasks;
use crate::clock;
use crate::components::{
    El, Page, Weight, Words, actions, card, el, heading, link, link_button, opened, p, slot,
    state_tag,
};
use crate::outbox::contact;
use crate::review::{self, cases, lateness};
use crate::session;
use crate::shell::at;
use crate::workspace::{Who, Workspace};

const TITLE: (&str, &str) = ("首页", "Home");
/// How many applications of the queue the home page names.
const NAMED: usize = 5;

/// 首页 — for whoever has signed in.
#[must_use]
pub fn home(profile: &'static PlatformProfile) -> El {
    opened(profile, Who::Member, TITLE, move |workspace| {
        let reviews = workspace.identity().actor.may(Permission::Review);
        let waits = if reviews {
            queue(workspace)
        } else {
            todo(workspace)
        };
        let files = workspace.identity().actor.may(Permission::FileListing);
        let mut inside = vec![el("p").class("lead").text(who(profile))];
        if files {
            inside.push(actions(vec![
                link_button(
                    ("新填挂网申报", "New listing"),
                    &at(profile, "/listings/new"),
                    Weight::Primary,
                ),
                link_button(
                    ("查看全部申报", "All listings"),
                    &at(profile, "/listings"),
                    Weight::Secondary,
                ),
            ]));
        }
        // Below the buttons: what the platform sends later must not move them.
        inside.push(card(vec![heading(("待办", "To do")), waits]));
        inside.push(card(vec![
            heading(("上传情况", "Uploads")),
            waiting(workspace),
            contact(workspace),
        ]));
        Page::new(greeting(profile)).view(inside)
    })
}

fn greeting(profile: &PlatformProfile) -> Words {
    let name = session::account_untracked(&profile.id)
        .map(|account| account.name)
        .unwrap_or_default();
    Sentence::new([&name, "，您好"].concat(), ["Hello, ", &name].concat()).into()
}

/// For whom one works here, and as what.
fn who(profile: &PlatformProfile) -> Words {
    let Some(account) = session::account_untracked(&profile.id) else {
        return Words::from("");
    };
    let role = account.role.label();
    let unit = match (account.role, account.unit_name) {
        (Role::Reviewer, _) | (_, None) => profile.name.clone(),
        (_, Some(name)) => Sentence::new(name.clone(), name),
    };
    Sentence::new(
        [&unit.zh, " · ", &role.zh].concat(),
        [&unit.en, " · ", &role.en].concat(),
    )
    .into()
}

fn todo(workspace: Workspace) -> El {
    let platform = workspace.platform().id.as_str();
    let found = Memo::new(move |_| {
        tasks(
            &workspace.rows().get(),
            &workspace.items().get(),
            &workspace.drafts().get(),
        )
    });
    slot(move || {
        let found = found.get();
        if found.is_empty() {
            return vec![p(("没有要办的事。", "Nothing waits for you."))];
        }
        vec![
            el("ul").class("rows").children(
                found
                    .iter()
                    .map(|task| el("li").child(task_link(task, platform))),
            ),
        ]
    })
}

/// What waits for a reviewer: how much of it is overdue, and the first few.
fn queue(workspace: Workspace) -> El {
    let platform = workspace.platform().id.as_str();
    let found = Memo::new(move |_| workspace.rows().with(|rows| cases(rows)));
    slot(move || {
        let (found, now) = (found.get(), clock::minute());
        let late = found
            .iter()
            .filter(|case| case.due.is_some_and(|due| lateness(due.at, now).0))
            .count();
        let mut shown = vec![p(counted(found.len(), late)).class("lead")];
        let lines = found.iter().take(NAMED).map(|case| {
            let due = case
                .due
                .map(|due| lateness(due.at, now).1)
                .unwrap_or(case.kind.label());
            el("li").child(line(
                case.name.as_str(),
                &review::address(platform, case.id),
                state_tag(case.state),
                due,
            ))
        });
        if !found.is_empty() {
            shown.push(el("ul").class("rows").children(lines));
            shown.push(el("p").child(link_button(
                ("去审核", "Go to the queue"),
                &["/", platform, "/review"].concat(),
                Weight::Primary,
            )));
        }
        shown
    })
}

fn counted(all: usize, late: usize) -> Sentence {
    let (all_text, late_text) = (all.to_string(), late.to_string());
    match (all, late) {
        (0, _) => Sentence::new("没有待审核的申请。", "No application waits for review."),
        (_, 0) => Sentence::new(
            ["待审核 ", &all_text, " 件，没有超期。"].concat(),
            [&all_text, " to review, none overdue."].concat(),
        ),
        _ => Sentence::new(
            [
                "待审核 ",
                &all_text,
                " 件，其中 ",
                &late_text,
                " 件已超期。",
            ]
            .concat(),
            [&all_text, " to review, ", &late_text, " of them overdue."].concat(),
        ),
    }
}

/// 待上传 N 条, and the way to the queue.
fn waiting(workspace: Workspace) -> El {
    let (count, href) = (workspace.count(), at(workspace.platform(), "/outbox"));
    slot(move || {
        let pending = count.get().pending;
        if pending == 0 {
            return vec![p(("没有待上传的内容。", "Nothing waits to be uploaded."))];
        }
        let number = pending.to_string();
        let words = Sentence::new(
            ["待上传 ", &number, " 条"].concat(),
            [&number, " waiting to upload"].concat(),
        );
        vec![el("p").child(link(words, &href).class("row-name"))]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overdue_applications_are_counted_in_words() {
        assert_eq!(counted(0, 0).zh, "没有待审核的申请。");
        assert_eq!(counted(4, 0).zh, "待审核 4 件，没有超期。");
        assert_eq!(counted(4, 2).zh, "待审核 4 件，其中 2 件已超期。");
    }
}
