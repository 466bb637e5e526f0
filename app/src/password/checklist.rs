//! The rules of a platform's passwords, ticking off as one types.

use crate::signals::*;
use domain::field::Field;
use domain::password_policy::{CommonPassword, PasswordPolicy, PasswordRule, Verdict};
use domain::protocol::{Problem, ProblemCode};
use domain::sentence::Sentence;

use crate::components::{El, Form, Icon, Told, el, icon};

/// A form over a new password: every unmet rule at once.
#[must_use]
pub(super) fn form(
    policy: &'static PasswordPolicy,
    login_name: StoredValue<String>,
    new: RwSignal<String>,
) -> Form {
    Form::in_words(move || {
        let login_name = login_name.get_value();
        let unmet = new.with(|text| policy.unmet(text, &login_name, CommonPassword::Unknown));
        told(&unmet)
    })
}

/// The rules as one sentence at the field.
fn told(rules: &[PasswordRule]) -> Vec<Told> {
    if rules.is_empty() {
        return vec![];
    }
    let (zh, en): (Vec<_>, Vec<_>) = rules
        .iter()
        .map(PasswordRule::sentence)
        .map(|s| (s.zh, s.en))
        .unzip();
    let sentence = Sentence::new(
        ["密码还须满足：", &zh.join("；"), "。"].concat(),
        ["The password still needs: ", &en.join("; "), "."].concat(),
    );
    vec![(Field::Password, sentence)]
}

/// What the server said against a password, where it said so.
pub(super) fn refused(problem: &Problem) -> Option<Vec<Told>> {
    match &problem.code {
        ProblemCode::PasswordRefused { rules } => Some(told(rules)),
        _ => None,
    }
}

/// The list under the field.
pub(super) fn checklist(
    policy: &'static PasswordPolicy,
    login_name: StoredValue<String>,
    new: RwSignal<String>,
) -> El {
    el("ul").class("checklist").live(move || {
        let login_name = login_name.get_value();
        let checks = new.with(|text| policy.check(text, &login_name, CommonPassword::Unknown));
        let empty = new.with(String::is_empty);
        checks
            .into_iter()
            .map(|check| line(check.rule, check.verdict, empty))
            .collect()
    })
}

fn line(rule: PasswordRule, verdict: Verdict, empty: bool) -> El {
    let (class, shape, state) = match verdict {
        _ if empty => ("open", Icon::Open, ("", "")),
        Verdict::Met => ("met", Icon::Tick, ("：已满足", ": met")),
        Verdict::Unmet => ("unmet", Icon::Wrong, ("：未满足", ": not met")),
        Verdict::Unknown => (
            "open",
            Icon::Open,
            ("：提交时由平台检查", ": checked by the platform"),
        ),
    };
    el("li")
        .class(class)
        .child(icon(shape))
        .child(el("span").text(rule.sentence()).text(state))
}
