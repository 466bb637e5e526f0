//! Step one: the unit.

use crate::signals::*;
use domain::field::Field;
use domain::profile::{OrganisationKind, PlatformProfile, RegistrationPath};

use super::draft::{DRAFT, UNIT};
use super::sheet::Sheet;
use crate::clock;
use crate::components::{
    Choosable, El, Page, actions, choice, div, el, form, opened, p, submit_button,
};
use crate::router::{navigate, query};
use crate::shell::at;
use crate::workspace::{Saved, Who, Workspace};

const TITLE: (&str, &str) = ("单位信息", "Your unit");

/// 单位信息
#[must_use]
pub fn unit_step(profile: &'static PlatformProfile) -> El {
    opened(profile, Who::Visitor, TITLE, step)
}

fn step(workspace: Workspace) -> El {
    let profile = workspace.platform();
    let sheet = Sheet::open(workspace);
    let fields = vec![
        kinds(profile, sheet),
        elsewhere(profile),
        sheet
            .field(Field::OrganisationName)
            .hint((
                "与营业执照或执业许可证上的名称一致。",
                "As on the business or practice licence.",
            ))
            .attr("autocomplete", "organization")
            .view(),
        sheet
            .field(Field::CreditCode)
            .hint((
                "营业执照上的 18 位代码，数字和大写字母。",
                "The 18 digits and capital letters on the licence.",
            ))
            .attr("class", "input code")
            .attr("autocomplete", "off")
            .attr("autocapitalize", "characters")
            .attr("spellcheck", "false")
            .view(),
        sheet
            .field(Field::Address)
            .optional()
            .attr("autocomplete", "street-address")
            .view(),
        actions(vec![
            submit_button(("保存并继续", "Save and continue")),
            saved(workspace),
        ]),
    ];
    let submit = move || {
        if sheet.form.judge(UNIT) {
            navigate(&at(profile, next("/register/operator")));
        }
    };
    let page = Page::new(TITLE)
        .above(("注册单位 · 第 1 步，共 3 步", "Registration · step 1 of 3"))
        .back(("注册步骤", "All steps"), &at(profile, "/register"))
        .form(sheet.form)
        .view(vec![form(submit, fields)]);
    sheet.keeping(page, UNIT)
}

/// Where a step leads: straight back to the check page if one came from there.
pub(super) fn next(otherwise: &'static str) -> &'static str {
    if query("from").as_deref() == Some("check") {
        "/register/check"
    } else {
        otherwise
    }
}

/// Says that what was typed is on this device, or not yet.
pub(super) fn saved(workspace: Workspace) -> El {
    let saved = workspace.draft_saved();
    let drafts = workspace.drafts();
    let words = move || {
        drafts.track();
        match (saved.get(), workspace.own_draft(DRAFT).is_some()) {
            (Saved::Saving, _) => {
                vec![el("span").text(("正在存到本机…", "Saving on this device…"))]
            }
            (Saved::Kept, true) => vec![p(("已存本机", "Saved on this device"))],
            // That it is not is said across the page.
            (Saved::Kept, false) | (Saved::Full | Saved::Failed, _) => vec![],
        }
    };
    div("hint saved").live(words)
}

/// The kinds that register here by themselves.
fn self_service(profile: &PlatformProfile) -> Vec<OrganisationKind> {
    let today = clock::now().date_in_shanghai();
    OrganisationKind::ALL
        .into_iter()
        .filter(|kind| {
            let access = profile.registration(*kind, today);
            access.is_some_and(|access| {
                access.open && access.rule.path == RegistrationPath::SelfService
            })
        })
        .collect()
}

fn kinds(profile: &'static PlatformProfile, sheet: Sheet) -> El {
    let kinds = self_service(profile);
    let options = kinds
        .iter()
        .map(|kind| Choosable::new(kind.label()))
        .collect();
    let start = sheet
        .kind
        .get_untracked()
        .and_then(|kind| kinds.iter().position(|known| *known == kind));
    let picked = RwSignal::new(start);
    choice(Field::OrganisationKind, sheet.form, picked, options).follow(move || {
        if let Some(kind) = picked.get().and_then(|index| kinds.get(index)) {
            sheet.kind.set(Some(*kind));
        }
    })
}

/// The kinds that do not, with what to do instead: nobody stops here without a way.
fn elsewhere(profile: &'static PlatformProfile) -> El {
    let here = self_service(profile);
    let today = clock::now().date_in_shanghai();
    let others = OrganisationKind::ALL
        .into_iter()
        .filter(|kind| !here.contains(kind))
        .filter_map(|kind| {
            let access = profile.registration(kind, today)?;
            let words = access
                .notice
                .filter(|_| !access.open)
                .unwrap_or(&access.rule.explanation);
            let row = el("li")
                .child(el("strong").text(kind.label()))
                .child(p(words));
            Some(match access.instead.filter(|_| !access.open) {
                Some(instead) => row.child(p(instead)),
                None => row,
            })
        });
    let list = el("ul").children(others);
    el("details")
        .class("plain")
        .child(el("summary").text(("没有您的机构类型？", "Your kind is not listed?")))
        .child(list)
}
