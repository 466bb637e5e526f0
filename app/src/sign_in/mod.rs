//! 登录: signing in to a platform.

use crate::signals::*;
use domain::field::Field;
use domain::profile::PlatformProfile;
use domain::sentence::Sentence;
use leptos::task::spawn_local;

use crate::components::{
    El, Form, Page, TextField, Working, actions, alert, el, form, link, p, slot, submit_while,
};
use crate::password::{ASKING, needs_network, password_field};
use crate::router::navigate;
use crate::shell::at;
use crate::{early, session, workspace};

const OFFLINE: (&str, &str) = (
    "没有网络，暂不能登录。没有账号也可以先离线填写注册申请。",
    "No network: signing in has to wait. A registration can be filled in offline meanwhile.",
);

/// 登录 — `in_place` where another page asks for it and is shown right after.
#[must_use]
pub fn sign_in(profile: &'static PlatformProfile, in_place: bool) -> El {
    let before = session::account_untracked(&profile.id)
        .map(|account| account.login_name)
        .unwrap_or_default();
    let [name, word] = early::typed();
    let before = if name.is_empty() { before } else { name };
    let (login_name, password) = (RwSignal::new(before), RwSignal::new(word));
    let sheet = Form::in_words(move || {
        let fields = [(Field::LoginName, login_name), (Field::Password, password)];
        fields
            .into_iter()
            .filter(|(_, text)| text.with(|text| text.trim().is_empty()))
            .map(|(field, _)| (field, missing(field)))
            .collect()
    });
    let working = Working::new();
    let trouble = RwSignal::new(None::<Sentence>);
    let online = needs_network(OFFLINE);
    let hindrance = Signal::derive(move || {
        // What is locked on this device opens without a network.
        online.get().filter(|_| !workspace::has_locked(&profile.id))
    });
    let submit = move || {
        if working.is_on()
            || hindrance.get_untracked().is_some()
            || !sheet.judge(&[Field::LoginName, Field::Password])
        {
            return;
        }
        working.begin();
        trouble.set(None);
        let (name, word) = (
            login_name.get_untracked().trim().to_owned(),
            password.get_untracked(),
        );
        spawn_local(async move {
            let outcome = session::sign_in(profile.id.clone(), name, word).await;
            working.end();
            match outcome {
                Ok(account) if account.must_change_password => navigate(&at(profile, "/password")),
                Ok(_) if !in_place => navigate(&at(profile, "/home")),
                Ok(_) => {}
                Err(fault) => {
                    trouble.try_set(Some(fault.sentence()));
                }
            }
        });
    };
    let name = TextField::new(Field::LoginName, login_name, sheet)
        .attr("autocomplete", "username")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false");
    let fields = vec![
        name.view(),
        password_field(
            "password",
            Field::Password.label(),
            "current-password",
            password,
            sheet,
        ),
        actions(vec![submit_while(
            ("登录", "Sign in"),
            working,
            ASKING,
            hindrance,
        )]),
    ];
    let lead = if in_place {
        p((
            "这一页要登录后才能看，登录后会直接打开。",
            "This page needs you to sign in; it opens right after.",
        ))
        .class("lead")
    } else {
        p(&profile.name).class("lead")
    };
    Page::new(("登录", "Sign in")).back(&profile.name, &at(profile, "")).form(sheet).view(vec![
        lead,
        slot(move || trouble.get().map(alert).into_iter().collect()),
        form(submit, fields),
        el("section")
            .child(p(("还没有账号？", "No account yet?")).text(" ").child(link(("注册单位", "Register a unit"), &at(profile, "/register"))))
            .child(p((
                "忘记密码：请联系平台重置，联系方式见本页底部。",
                "Forgot the password: ask the platform to reset it; see the contacts below.",
            )).class("hint")),
    ])
}

fn missing(field: Field) -> Sentence {
    let label = field.label();
    Sentence::new(
        ["请填写", &label.zh, "。"].concat(),
        ["Please fill in: ", &label.en, "."].concat(),
    )
}
