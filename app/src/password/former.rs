//! What lies on this device under an earlier password: it is asked for, or given up.

use domain::field::Field;
use domain::profile::PlatformProfile;
use domain::sentence::Sentence;
use leptos::task::spawn_local;

use super::field::password_field;
use crate::components::{
    El, Form, Page, Tone, Weight, Working, actions, alert, asking_button, form, notice, p, slot,
    submit_while,
};
use crate::local_store::at_rest::Password;
use crate::replica::CommitFault;
use crate::router::navigate;
use crate::shell::{UNSEEN, at};
use crate::signals::*;
use crate::{session, workspace};

/// Asks for the password under which this device has locked the person's data.
#[must_use]
#[inline(never)]
pub fn former(profile: &'static PlatformProfile, title: (&'static str, &'static str)) -> El {
    let password = RwSignal::new(String::new());
    let sheet = Form::in_words(move || {
        let missing = password.with(String::is_empty).then(|| {
            let sentence = Sentence::new("请填写密码。", "Please fill in the password.");
            (Field::Password, sentence)
        });
        missing.into_iter().collect()
    });
    let working = Working::new();
    let trouble = RwSignal::new(None::<Sentence>);
    let submit = move || {
        if !sheet.judge(&[Field::Password]) || !working.begin() {
            return;
        }
        spawn_local(async move {
            let typed = password.get_untracked();
            let opened = open_by(profile, typed).await;
            working.end();
            // Where it has opened, this page is gone.
            trouble.try_set(match opened {
                Ok(true) => None,
                Ok(false) => Some(Sentence::new(
                    "不是锁住本机内容时用的密码。",
                    "This is not the password under which it was locked.",
                )),
                Err(_) => Some(Sentence::new(
                    "浏览器没能打开本机的内容，请再试一次。",
                    "The browser could not open what is kept here; please try again.",
                )),
            });
        });
    };
    let never = Signal::derive(|| None::<Sentence>);
    let opening = ("正在打开…", "Opening…");
    Page::new(title).form(sheet).view(vec![
        notice(
            Tone::Warning,
            (
                "本机的内容要用密码打开",
                "What is kept here opens with a password",
            ),
            vec![p((
                "这台设备上的内容是锁住的。请填上次在这台设备上用的密码；改过密码的，填改之前的那个。",
                "What this device keeps is locked. Give the password last used on this device: the earlier one, if it has been changed since.",
            ))],
        ),
        slot(move || trouble.get().map(alert).into_iter().collect()),
        form(
            submit,
            vec![
                password_field(
                    "former",
                    (
                        "上次在这台设备上用的密码",
                        "The password last used on this device",
                    ),
                    "current-password",
                    password,
                    sheet,
                ),
                actions(vec![
                    submit_while(("打开", "Open"), working, opening, never),
                    asking_button(
                        ("不要本机的内容了", "Give up what is kept here"),
                        Weight::Danger,
                        ("删除本机锁住的内容？", "Delete what is locked here?"),
                        UNSEEN,
                        move || spawn_local(give_up(profile)),
                    ),
                ]),
            ],
        ),
    ])
}

/// Opens with an earlier password what this device keeps for whoever has signed in;
/// from then on the present one opens it. Whether it was that password.
async fn open_by(profile: &PlatformProfile, former: String) -> Result<bool, CommitFault> {
    let Some(account) = session::account_untracked(&profile.id) else {
        return Ok(false);
    };
    let opens = workspace::unlock(&account, &former, Password::Former).await?;
    if opens {
        workspace::reopen(&profile.id);
    }
    Ok(opens)
}

/// Removes what lies under a password that nobody knows any more. Who signs in anew
/// gives what comes then a lock.
async fn give_up(profile: &PlatformProfile) {
    // Without keeping anything it does not fail.
    session::sign_out(profile.id.clone(), false).await.ok();
    navigate(&at(profile, "/sign-in"));
}
