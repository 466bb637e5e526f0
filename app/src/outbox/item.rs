//! One item of the queue: what it is, how old, where it stands, and what can
//! be done with it.

use domain::map::SortedMap;

use domain::command::Command;
use domain::merge::Base;
use domain::rejection::Rejection;
use domain::sentence::Sentence;

use super::act::Act;
use super::contested::of_command;
use super::rescue::rescue;
use super::trouble::Trouble;
use super::wording::{meaning, subject, verb};
use crate::components::{
    El, Kept, Weight, Words, actions, ago, asking_button, button, div, el, kept_tag, link_button, p,
};
use crate::language::tell;
use crate::listing::Ground;
use crate::replica::{Item, Status};
use crate::workspace::Workspace;

/// An item as the outbox shows it; `doubt` is why it will most likely be refused.
pub fn view(workspace: Workspace, item: &Item, doubt: Option<&Rejection>, trouble: Trouble) -> El {
    let queued = item.queued_at;
    let (command, ground) = match item.envelope() {
        Some(envelope) => {
            let version = envelope.base_version;
            let base = envelope.base.as_ref().and_then(Base::listing).cloned();
            (Some(envelope.command), Ground { version, base })
        }
        None => (None, Ground::default()),
    };
    let age = Words::live(move || {
        let age = ago(queued);
        tell(&Sentence::new(
            [&age, "提交"].concat(),
            ["Submitted ", &age].concat(),
        ))
    });
    let (what, name) = match &command {
        Some(command) => (
            verb(command),
            workspace
                .rows()
                .with_untracked(|rows| subject(command, rows)),
        ),
        None => (
            Sentence::new("新版本的操作", "Work of a newer version"),
            String::new(),
        ),
    };
    let head = div("row-head").child(
        el("strong")
            .text(what)
            .text(" ")
            .child(el("span").text(name)),
    );
    let mut row = el("li")
        .child(head)
        .child(
            div("tags")
                .child(kept_tag(Kept::from(&item.status)))
                .child(el("span").class("hint").text(age)),
        )
        .child(p(meaning(&item.status)));
    if let Status::Refused { rejection } = &item.status {
        let faults = rejection
            .faults()
            .iter()
            .filter(|_| rejection.faults().len() > 1);
        row = row.child(el("ul").class("said").children(faults.map(|fault| {
            el("li")
                .child(el("strong").text(fault.field.label()).text(("：", ": ")))
                .text(fault.sentence())
        })));
        row = row.children(of_command(rejection.contested(), command.as_ref()));
    }
    if let Some(doubt) = doubt.filter(|_| item.status == Status::Waiting) {
        let why = doubt.sentence();
        row = row
            .child(
                p(Sentence::new(
                    ["平台很可能不会接受：", &why.zh].concat(),
                    ["The platform will most likely refuse it: ", &why.en].concat(),
                ))
                .class("hint"),
            )
            .children(of_command(doubt.contested(), command.as_ref()));
    }
    match command {
        Some(command) => row.child(possible(workspace, item, command, ground, trouble)),
        None => row,
    }
}

fn possible(
    workspace: Workspace,
    item: &Item,
    command: Command,
    ground: Ground,
    trouble: Trouble,
) -> El {
    let (origin, waiting) = (item.origin, item.status == Status::Waiting);
    let typed = !matches!(command, Command::Review { .. } if rescue(&command, &ground, &[], &SortedMap::new(), "").is_empty());
    let act = Act {
        workspace,
        origin,
        command,
        ground,
        trouble,
        taking_back: waiting,
    };
    match &item.status {
        Status::Waiting => {
            let open = act.clone();
            let mut row = vec![];
            if typed {
                row.push(button(
                    ("取回修改", "Take back and edit"),
                    Weight::Secondary,
                    move || open.clone().run(&[], true),
                ));
            }
            row.push(asking_button(
                ("取回", "Take back"),
                Weight::Quiet,
                ("取回这一条，不再上传？", "Take this back and not upload it?"),
                if typed {
                    ("它还没有发出。取回后，填写的内容放回草稿，不会丢。", "It has not been sent. What you wrote goes back into a draft; nothing is lost.")
                } else {
                    ("它还没有发出。取回后，平台不会知道这一步。", "It has not been sent. The platform will never know of it.")
                },
                move || act.clone().run(&[], false),
            ));
            actions(row)
        }
        Status::Refused { rejection } => {
            let faults = rejection.faults().to_vec();
            let put_away = act.clone();
            let mut row = vec![];
            if typed {
                row.push(button(
                    ("去修改", "Correct it"),
                    Weight::Primary,
                    move || act.clone().run(&faults, true),
                ));
            } else if let Command::Review { record, .. } = act.command {
                let href = crate::listing::address(workspace.platform().id.as_str(), record);
                row.push(link_button(
                    ("查看申报", "See the listing"),
                    &href,
                    Weight::Secondary,
                ));
            }
            row.push(asking_button(
                ("不再提示", "Put away"),
                Weight::Quiet,
                ("收起这一条？", "Put this away?"),
                if typed {
                    ("平台没有接受它。收起后，填写的内容放回草稿，不会丢。", "The platform did not accept it. What you wrote goes back into a draft; nothing is lost.")
                } else {
                    ("平台没有接受它，收起后不再显示。", "The platform did not accept it; it will no longer be shown.")
                },
                move || put_away.clone().run(&[], false),
            ));
            actions(row)
        }
        Status::Sent | Status::Accepted { .. } => div("slot"),
    }
}
