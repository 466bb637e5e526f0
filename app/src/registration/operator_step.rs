//! Step two: the person who will keep the account.

use domain::field::Field;
use domain::profile::PlatformProfile;

use super::draft::OPERATOR;
use super::sheet::Sheet;
use super::unit_step::{next, saved};
use crate::components::{El, Page, actions, form, opened, submit_button};
use crate::router::navigate;
use crate::shell::at;
use crate::workspace::{Who, Workspace};

const TITLE: (&str, &str) = ("经办人信息", "The operator");

/// 经办人信息
#[must_use]
pub fn operator_step(profile: &'static PlatformProfile) -> El {
    opened(profile, Who::Visitor, TITLE, step)
}

fn step(workspace: Workspace) -> El {
    let profile = workspace.platform();
    let sheet = Sheet::open(workspace);
    let fields = vec![
        sheet
            .field(Field::OperatorName)
            .hint(("保管和使用这个账号的人，填真实姓名。", "The person who keeps and uses the account; their real name."))
            .attr("autocomplete", "name")
            .view(),
        sheet
            .field(Field::OperatorPhone)
            .hint(("11 位。不必与办理数字证书时的手机号相同。", "11 digits. It need not be the one given for the certificate."))
            .attr("inputmode", "tel")
            .attr("autocomplete", "tel")
            .view(),
        sheet
            .field(Field::SecurityEmail)
            .hint(("忘记密码时用它找回，请填经办人能长期使用的邮箱。", "A lost password is recovered through it; choose one that will last."))
            .attr("inputmode", "email")
            .attr("autocomplete", "email")
            .attr("autocapitalize", "none")
            .attr("spellcheck", "false")
            .view(),
        sheet
            .field(Field::LoginName)
            .hint((
                "以后用它登录。4 至 32 位，字母开头，可用字母、数字、点、下划线和短横线，不分大小写。",
                "You will sign in with it. 4 to 32 characters, a letter first; letters, digits, dots, underscores and \
                 hyphens; capitals don’t matter.",
            ))
            .attr("autocomplete", "username")
            .attr("autocapitalize", "none")
            .attr("spellcheck", "false")
            .view(),
        actions(vec![submit_button(("保存并继续", "Save and continue")), saved(workspace)]),
    ];
    let submit = move || {
        if sheet.form.judge(OPERATOR) {
            navigate(&at(profile, next("/register/check")));
        }
    };
    let page = Page::new(TITLE)
        .above(("注册单位 · 第 2 步，共 3 步", "Registration · step 2 of 3"))
        .back(("单位信息", "Your unit"), &at(profile, "/register/unit"))
        .form(sheet.form)
        .view(vec![form(submit, fields)]);
    sheet.keeping(page, OPERATOR)
}
