//! Step three: reading it over, accepting the duty of custody, submitting.

use crate::data_saver;
use crate::signals::*;
use domain::command::Command;
use domain::field::Field;
use domain::merge::Contested;
use domain::profile::PlatformProfile;
use domain::record_id::RecordId;
use domain::registration::RegistrationEntry;
use domain::rejection::Rejection;
use domain::sentence::Sentence;
use leptos::task::spawn_local;

use super::draft::{DRAFT, OPERATOR, Progress, UNIT, now, text};
use super::sheet::Sheet;
use crate::components::{
    El, Page, Tone, Weight, Working, actions, alert, answer, answers, checkbox, div, form,
    link_button, notice, opened, p, slot, submit_while,
};
use crate::outbox::both_values;
use crate::router::replace;
use crate::shell::at;
use crate::workspace::{GiveFault, Who, Workspace};

const TITLE: (&str, &str) = ("核对并提交", "Check and submit");

/// 核对并提交
#[must_use]
pub fn check_step(profile: &'static PlatformProfile) -> El {
    opened(profile, Who::Visitor, TITLE, step)
}

fn step(workspace: Workspace) -> El {
    let profile = workspace.platform();
    let sheet = Sheet::open(workspace);
    let draft = sheet.earlier();
    let page = Page::new(TITLE)
        .above(("注册单位 · 第 3 步，共 3 步", "Registration · step 3 of 3"))
        .back(
            ("经办人信息", "The operator"),
            &at(profile, "/register/operator"),
        );
    let steps = [(UNIT, "/register/unit"), (OPERATOR, "/register/operator")];
    if let Some((_, step)) = steps
        .into_iter()
        .find(|(fields, _)| draft.progress(fields) != Progress::Done)
    {
        let why = p((
            "前面的步骤填完后，才能在这里核对和提交。已填的内容都在本机。",
            "Finish the earlier steps first; then everything can be checked and submitted here. What you entered is kept.",
        ));
        let go = link_button(("去填写", "Go there"), &at(profile, step), Weight::Primary);
        return page.view(vec![
            notice(
                Tone::Warning,
                ("还有步骤没有完成", "A step is not finished"),
                vec![why],
            ),
            actions(vec![go]),
        ]);
    }
    let trouble = RwSignal::new(None::<Sentence>);
    let values = RwSignal::new((vec![], RegistrationEntry::default()));
    let working = Working::new();
    let hindrance = Signal::derive(|| None);
    let submit = move || {
        if !working.is_on() && sheet.form.judge(&[Field::CustodianDuty]) {
            working.begin();
            let command = Command::SubmitRegistration {
                registration: sheet.earlier().again,
                entry: sheet.entry(),
            };
            spawn_local(give(sheet, command, trouble, values, working));
        }
    };
    let duty = (
        "我是上述经办人，由我专人保管账号和密码，不转借他人，并对使用账号的操作负责。",
        "I am the operator named above. I alone keep the account and its password, lend it to nobody, and answer for \
         what is done with it.",
    );
    let inside = vec![
        summary(profile, sheet),
        div("slot").live(move || trouble.get().map(alert).into_iter().collect()),
        div("slot").live(move || values.with(|(fields, mine)| both_values(fields, mine))),
        form(
            submit,
            vec![
                checkbox(Field::CustodianDuty, sheet.form, sheet.accepts_custody, duty),
                p(data_saver::either(
                    (
                        "提交后先存在本机，联网时自动上传；平台收到后会在申请页写明。",
                        "It is saved on this device first and uploads when connected; the application’s page says \
                         when the platform has it.",
                    ),
                    (
                        "提交后先存在本机，等您点「立即同步」上传。",
                        "It is saved on this device first and uploads when you press “Sync now”.",
                    ),
                ))
                .class("hint"),
                actions(vec![submit_while(
                    ("提交申请", "Submit application"),
                    working,
                    ("正在保存…", "Saving…"),
                    hindrance,
                )]),
            ],
        ),
    ];
    sheet.keeping(page.form(sheet.form).view(inside), &[Field::CustodianDuty])
}

fn summary(profile: &'static PlatformProfile, sheet: Sheet) -> El {
    slot(move || {
        let entry = sheet.entry();
        let row = |field: Field, step: &str| {
            let href = at(
                profile,
                &[step, "?from=check&field=", field.name()].concat(),
            );
            match field {
                Field::OrganisationKind => entry
                    .kind
                    .map(|kind| answer(field.label(), kind.label(), Some(&href))),
                _ => text(&entry, field).map(|text| match text {
                    "" => answer(field.label(), ("未填", "Not given"), Some(&href)),
                    text => answer(field.label(), text, Some(&href)),
                }),
            }
        };
        let unit = UNIT
            .iter()
            .filter_map(|field| row(*field, "/register/unit"))
            .collect();
        let operator = OPERATOR
            .iter()
            .filter_map(|field| row(*field, "/register/operator"))
            .collect();
        vec![
            crate::components::heading(("单位信息", "Your unit")),
            answers(unit),
            crate::components::heading(("经办人信息", "The operator")),
            answers(operator),
        ]
    })
}

async fn give(
    sheet: Sheet,
    command: Command,
    trouble: RwSignal<Option<Sentence>>,
    values: RwSignal<(Vec<Contested>, RegistrationEntry)>,
    working: Working,
) {
    let workspace = sheet.workspace;
    let again = command.target();
    match workspace.give_on(command, sheet.earlier().seen()).await {
        Ok(origin) => {
            workspace.keep_draft(DRAFT, String::new());
            let id = again.unwrap_or_else(|| RecordId::of_command(origin.client, origin.mid));
            replace(&at(
                workspace.platform(),
                &["/applications/", &id.to_string(), "?new"].concat(),
            ));
        }
        Err(GiveFault::Rejected(rejection @ Rejection::ChangedMeanwhile { .. })) => {
            // The application changed on another device while this was written.
            working.end();
            let mut draft = sheet.earlier();
            draft.entry = untrack(move || sheet.entry());
            values.try_set((rejection.contested().to_vec(), draft.entry.clone()));
            if let Some((theirs, version)) = again.and_then(|id| now(workspace, id)) {
                draft = draft.on(&theirs, version);
                draft.keep(workspace);
                sheet.goes_on_with(draft);
            }
            trouble.try_set(Some(rejection.sentence()));
        }
        Err(fault) => {
            working.end();
            sheet.form.refuse(fault.faults());
            trouble.set(Some(fault.sentence()));
        }
    }
}
