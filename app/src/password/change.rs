//! Changing one's password; and having to, before anything else (row G5).

use crate::signals::*;
use domain::field::Field;
use domain::profile::PlatformProfile;
use domain::protocol::{Problem, ProblemCode};
use domain::sentence::Sentence;
use leptos::task::spawn_local;

use super::checklist;
use super::field::{ASKING, login_name_beside, needs_network, password_field};
use crate::components::{
    El, Form, Page, Tone, Working, actions, alert, div, form, notice, p, submit_while,
};
use crate::net::CallFault;
use crate::router::navigate;
use crate::session;
use crate::shell::at;

const OFFLINE: (&str, &str) = (
    "没有网络，暂不能修改密码；联网后再试。",
    "No network: the password cannot be changed now. Try again once connected.",
);

#[derive(Clone, Copy)]
struct Change {
    profile: &'static PlatformProfile,
    current_form: Form,
    form: Form,
    trouble: RwSignal<Option<Sentence>>,
    working: Working,
}

/// 修改密码 — `forced` where nothing else goes before it.
#[must_use]
pub fn change(profile: &'static PlatformProfile, forced: bool) -> El {
    let account = session::account_untracked(&profile.id);
    let login_name = StoredValue::new(
        account
            .map(|account| account.login_name)
            .unwrap_or_default(),
    );
    let (current, new) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let missing = move || match current.with(String::is_empty) {
        true => vec![(
            Field::Password,
            Sentence::new("请填写当前密码。", "Please enter the current password."),
        )],
        false => vec![],
    };
    let change = Change {
        profile,
        current_form: Form::in_words(missing).with_ids(|_| "current_password"),
        form: checklist::form(&profile.password, login_name, new),
        trouble: RwSignal::new(None),
        working: Working::new(),
    };
    let hindrance = needs_network(OFFLINE);
    let submit = move || {
        if !change.working.is_on() && hindrance.get_untracked().is_none() && change.judged() {
            change.working.begin();
            spawn_local(change.send(current.get_untracked(), new.get_untracked()));
        }
    };
    let fields = vec![
        login_name_beside(&login_name.get_value()),
        password_field(
            "current_password",
            ("当前密码", "Current password"),
            "current-password",
            current,
            change.current_form,
        ),
        password_field(
            "password",
            ("新密码", "New password"),
            "new-password",
            new,
            change.form,
        ),
        checklist::checklist(&profile.password, login_name, new),
        actions(vec![submit_while(
            ("修改密码", "Change password"),
            change.working,
            ASKING,
            hindrance,
        )]),
    ];
    let why = div("slot").live(move || if forced { vec![must()] } else { vec![] });
    let trouble = div("slot").live(move || change.trouble.get().map(alert).into_iter().collect());
    let page = Page::new(("修改密码", "Change password"))
        .form(change.current_form)
        .form(change.form);
    let page = if forced {
        page
    } else {
        page.back(("首页", "Home"), &at(profile, "/home"))
    };
    page.view(vec![why, trouble, form(submit, fields)])
}

fn must() -> El {
    let text = p((
        "您现在的密码不符合本平台的规定。设好新密码后，才能使用其他功能；本机内容都还在。",
        "Your present password does not meet this platform’s rules. Set a new one first; everything on this device is \
         still here.",
    ));
    notice(
        Tone::Warning,
        ("请先修改密码", "Please change your password first"),
        vec![text],
    )
}

impl Change {
    /// One summary at a time: the current password's first.
    fn judged(self) -> bool {
        self.trouble.set(None);
        self.form.clear();
        self.current_form.judge(&[Field::Password]) && self.form.judge(&[Field::Password])
    }

    async fn send(self, current: String, new: String) {
        let outcome = session::change_password(current, new).await;
        self.working.end();
        match outcome {
            Ok(()) => navigate(&at(self.profile, "/home")),
            Err(fault) => self.refused(&fault),
        }
    }

    fn refused(self, fault: &CallFault) {
        if let CallFault::Problem(problem) = fault {
            if let Some(told) = checklist::refused(problem) {
                return self.form.refuse_in_words(told);
            }
            if let Problem {
                code: ProblemCode::WrongCredentials,
                ..
            } = problem
            {
                let wrong = Sentence::new(
                    "当前密码不对，请重新输入。",
                    "The current password is wrong; please enter it again.",
                );
                return self
                    .current_form
                    .refuse_in_words(vec![(Field::Password, wrong)]);
            }
        }
        self.trouble.try_set(Some(fault.sentence()));
    }
}
