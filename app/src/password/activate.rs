//! The first password of an approved registration; then one is signed in.

use crate::signals::*;
use domain::field::Field;
use domain::profile::PlatformProfile;
use domain::protocol::ProblemCode;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::registration::Registration;
use domain::review::ReviewState;
use domain::sentence::Sentence;
use leptos::task::spawn_local;

use super::checklist;
use super::field::{ASKING, login_name_beside, needs_network, password_field};
use crate::components::{
    El, Page, Weight, Working, actions, alert, answer, answers, div, form, link_button, opened, p,
    slot, submit_while,
};
use crate::net::CallFault;
use crate::router::navigate;
use crate::session;
use crate::shell::at;
use crate::workspace::{Who, Workspace};

const TITLE: (&str, &str) = ("设置密码", "Set the password");
const OFFLINE: (&str, &str) = (
    "没有网络，暂不能设置密码：密码不存在本机，只在联网时直接交给平台。",
    "No network: a password cannot be set now. It is never kept here and goes straight to the platform.",
);

/// 设置密码
#[must_use]
pub fn activate(profile: &'static PlatformProfile, id: RecordId) -> El {
    opened(profile, Who::Visitor, TITLE, move |workspace| {
        page(workspace, id)
    })
}

fn page(workspace: Workspace, id: RecordId) -> El {
    let profile = workspace.platform();
    // News of other records must not take away what is being typed.
    let approved = Memo::new(move |_| {
        workspace.rows().with(
            |rows| match rows.get(&id).map(|row| &row.versioned.record) {
                Some(Record::Registration(found))
                    if found.review.state == ReviewState::Approved =>
                {
                    Some(found.clone())
                }
                _ => None,
            },
        )
    });
    let page = div("slot");
    page.live(move || {
        vec![match (approved.get(), workspace.intake_secret()) {
            (Some(found), Some(secret)) => ready(profile, id, &found, secret),
            _ => not_yet(profile, id),
        }]
    })
}

fn not_yet(profile: &'static PlatformProfile, id: RecordId) -> El {
    let href = at(profile, &["/applications/", &id.to_string()].concat());
    Page::new(TITLE).view(vec![
        p((
            "这份申请审核通过后才能设置密码，而且要在提交申请的设备上、或用查询凭证打开之后。",
            "The password can be set once the application is approved, on the device where it was made or where its key \
             was used.",
        )),
        actions(vec![link_button(("查看申请", "See the application"), &href, Weight::Primary)]),
    ])
}

fn ready(
    profile: &'static PlatformProfile,
    id: RecordId,
    found: &Registration,
    secret: String,
) -> El {
    let login_name = found.details.login_name.as_str().to_owned();
    let stored = StoredValue::new(login_name.clone());
    let new = RwSignal::new(String::new());
    let rules = checklist::form(&profile.password, stored, new);
    let working = Working::new();
    let trouble = RwSignal::new(None::<CallFault>);
    let hindrance = needs_network(OFFLINE);
    let submit = move || {
        if working.is_on()
            || hindrance.get_untracked().is_some()
            || !rules.judge(&[Field::Password])
        {
            return;
        }
        working.begin();
        trouble.set(None);
        let (secret, password) = (secret.clone(), new.get_untracked());
        spawn_local(async move {
            let outcome = session::activate(profile.id.clone(), secret, id, password).await;
            working.end();
            match outcome {
                Ok(_) => navigate(&at(profile, "/home")),
                Err(CallFault::Problem(problem)) if checklist::refused(&problem).is_some() => {
                    rules.refuse_in_words(checklist::refused(&problem).unwrap_or_default());
                }
                Err(fault) => {
                    trouble.try_set(Some(fault));
                }
            }
        });
    };
    let fields = vec![
        login_name_beside(&login_name),
        password_field("password", ("密码", "Password"), "new-password", new, rules),
        checklist::checklist(&profile.password, stored, new),
        actions(vec![submit_while(
            ("设置密码并登录", "Set the password and sign in"),
            working,
            ASKING,
            hindrance,
        )]),
    ];
    let about = answers(vec![
        answer(
            Field::OrganisationName.label(),
            found.entry.organisation_name.as_str(),
            None,
        ),
        answer(Field::LoginName.label(), login_name, None),
    ]);
    Page::new(TITLE).form(rules).view(vec![
        p((
            "审核已通过。设好密码，账号就能使用。",
            "Approved. Set the password and the account is ready.",
        ))
        .class("lead"),
        about,
        slot(move || {
            trouble
                .get()
                .map(|fault| told(profile, &fault))
                .into_iter()
                .collect()
        }),
        form(submit, fields),
    ])
}

fn told(profile: &'static PlatformProfile, fault: &CallFault) -> El {
    let opened_before = matches!(fault, CallFault::Problem(problem) if problem.code == ProblemCode::AlreadyActivated);
    let sentence: Sentence = fault.sentence();
    if opened_before {
        return div("slot")
            .child(alert(sentence))
            .child(actions(vec![link_button(
                ("去登录", "Sign in"),
                &at(profile, "/sign-in"),
                Weight::Secondary,
            )]));
    }
    alert(sentence)
}
