//! What a registration asks, and how far each step has come.

use domain::profile::PlatformProfile;

use super::draft::{DRAFT, Draft, OPERATOR, Progress, UNIT};
use crate::components::{
    El, Icon, Page, Weight, actions, asking_button, el, link_button, opened, p, slot, tag,
};
use crate::pages::beside;
use crate::router::navigate;
use crate::shell::at;
use crate::workspace::{Beside, Who, Workspace};

const TITLE: (&str, &str) = ("注册单位", "Register a unit");

/// 注册单位 — the list of steps.
#[must_use]
pub fn tasks(profile: &'static PlatformProfile) -> El {
    opened(profile, Who::Visitor, TITLE, page)
}

fn page(workspace: Workspace) -> El {
    let profile = workspace.platform();
    // To throw away what stands here is not to throw away what another tab writes meanwhile.
    Draft::open(workspace);
    let steps = el("ol").class("tasks").live(move || {
        workspace.drafts().track();
        rows(profile, &Draft::of(workspace))
    });
    let bottom = slot(move || {
        workspace.drafts().track();
        let draft = Draft::of(workspace);
        let mut buttons = vec![next(profile, &draft)];
        if workspace.own_draft(DRAFT).is_some() {
            buttons.push(discard(workspace));
        }
        vec![actions(buttons)]
    });
    Page::new(TITLE).back(&profile.name, &at(profile, "")).view(vec![
        p((
            "三步，约 5 分钟。每一栏随写随存在本机，断网、关机都不丢；可以改天再接着填。",
            "Three steps, about five minutes. Every field is kept on this device as you type; you can go on another day.",
        ))
        .class("lead"),
        steps,
        bottom,
        beside(Beside {
            workspace,
            name: DRAFT.to_owned(),
        }),
        p((
            "密码不在这里设置：审核通过后，联网时设置。",
            "No password is set here: that is done while connected, after approval.",
        ))
        .class("hint"),
    ])
}

fn rows(profile: &'static PlatformProfile, draft: &Draft) -> Vec<El> {
    let (unit, operator) = (draft.progress(UNIT), draft.progress(OPERATOR));
    let ready = unit == Progress::Done && operator == Progress::Done;
    let check = if ready {
        row(
            ("核对并提交", "Check and submit"),
            Some(&at(profile, "/register/check")),
            shown(Progress::Untouched),
        )
    } else {
        let why = p((
            "前两步完成后才能核对和提交。",
            "Finish the first two steps, then check and submit.",
        ))
        .class("hint");
        row(
            ("核对并提交", "Check and submit"),
            None,
            tag("tag draft", Icon::Clock, ("暂不能开始", "Cannot start yet")),
        )
        .child(why)
    };
    vec![
        row(
            ("单位信息", "Your unit"),
            Some(&at(profile, "/register/unit")),
            shown(unit),
        ),
        row(
            ("经办人信息", "The operator"),
            Some(&at(profile, "/register/operator")),
            shown(operator),
        ),
        check,
    ]
}

fn row(words: (&'static str, &'static str), href: Option<&str>, tag: El) -> El {
    let name = match href {
        Some(href) => crate::components::link(words, href),
        None => el("span").text(words),
    };
    el("li").child(name.class("grow")).child(tag)
}

fn shown(progress: Progress) -> El {
    match progress {
        Progress::Untouched => tag("tag draft", Icon::Open, ("未开始", "Not started")),
        Progress::Begun => tag("tag waiting", Icon::Draft, ("进行中", "In progress")),
        Progress::Done => tag("tag received", Icon::Tick, ("已完成", "Completed")),
    }
}

fn next(profile: &PlatformProfile, draft: &Draft) -> El {
    let (rest, begun) = match (draft.progress(UNIT), draft.progress(OPERATOR)) {
        (Progress::Untouched, Progress::Untouched) => ("/register/unit", false),
        (Progress::Done, Progress::Done) => ("/register/check", true),
        (Progress::Done, _) => ("/register/operator", true),
        _ => ("/register/unit", true),
    };
    let words = if begun {
        ("继续", "Continue")
    } else {
        ("开始", "Start")
    };
    link_button(words, &at(profile, rest), Weight::Primary)
}

fn discard(workspace: Workspace) -> El {
    asking_button(
        ("放弃这份草稿", "Discard this draft"),
        Weight::Quiet,
        ("放弃这份草稿？", "Discard this draft?"),
        (
            "本机上已填的注册内容会删除，不能恢复。已提交的申请不受影响。",
            "What you entered for this registration is deleted from this device for good. Applications already \
             submitted are not affected.",
        ),
        move || {
            workspace.keep_draft(DRAFT, String::new());
            navigate(&at(workspace.platform(), ""));
        },
    )
}
