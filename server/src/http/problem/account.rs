//! Who calls, and passwords: what is refused there, and no more said than a
//! guesser may hear.

use axum::http::StatusCode;
use domain::field::Field;
use domain::password_policy::PasswordRule;
use domain::protocol::{Problem, ProblemCode};

use super::{Refused, problem};

/// 401 — neither a session nor an intake's secret.
#[must_use]
pub fn not_signed_in() -> Refused {
    problem(
        StatusCode::UNAUTHORIZED,
        ProblemCode::NotSignedIn,
        "登录已失效，请重新登录。您写的内容仍在本机。",
        "You are not signed in, or no longer. Please sign in; what you wrote is still on this device.",
    )
}

/// 401 — one sentence for an unknown name and for a wrong password.
#[must_use]
pub fn wrong_credentials() -> Refused {
    problem(
        StatusCode::UNAUTHORIZED,
        ProblemCode::WrongCredentials,
        "登录名或密码不对，请核对后再试。密码区分大小写。",
        "The login name or the password is wrong. Capitals matter in the password.",
    )
}

/// 401 — the present password, asked for before a change, is wrong.
#[must_use]
pub fn wrong_current_password() -> Refused {
    at_password(problem(
        StatusCode::UNAUTHORIZED,
        ProblemCode::WrongCredentials,
        "当前密码不对，请核对后再试。",
        "The current password is wrong.",
    ))
}

/// 403 — everything waits for a new password (row G5).
#[must_use]
pub fn password_change_required() -> Refused {
    problem(
        StatusCode::FORBIDDEN,
        ProblemCode::PasswordChangeRequired,
        "您的密码不符合平台要求，或是初始密码，请先设置新密码。",
        "Your password is an initial one or doesn’t meet the platform’s rules. Please set a new one first.",
    )
}

/// 422 — every rule that the new password breaks, in one sentence.
#[must_use]
pub fn password_refused(rules: Vec<PasswordRule>) -> Refused {
    let list = |texts: Vec<String>, separator: &str| texts.join(separator);
    let zh = list(rules.iter().map(|rule| rule.sentence().zh).collect(), "；");
    let en = list(rules.iter().map(|rule| rule.sentence().en).collect(), "; ");
    at_password(problem(
        StatusCode::UNPROCESSABLE_ENTITY,
        ProblemCode::PasswordRefused { rules },
        format!("密码不符合要求：{zh}。"),
        format!("The password doesn’t meet these rules: {en}."),
    ))
}

/// 422 — longer than any policy allows and than is ever hashed.
#[must_use]
pub fn password_too_long(most: usize) -> Refused {
    at_password(problem(
        StatusCode::UNPROCESSABLE_ENTITY,
        ProblemCode::PasswordRefused { rules: vec![] },
        format!("密码最多 {most} 个字符。"),
        format!("A password has at most {most} characters."),
    ))
}

/// 422 — the new password is the present one.
#[must_use]
pub fn password_unchanged() -> Refused {
    at_password(problem(
        StatusCode::UNPROCESSABLE_ENTITY,
        ProblemCode::PasswordRefused { rules: vec![] },
        "新密码不能和当前密码相同。",
        "The new password must differ from the current one.",
    ))
}

/// 409 — the account of this application is open already.
#[must_use]
pub fn already_activated() -> Refused {
    problem(
        StatusCode::CONFLICT,
        ProblemCode::AlreadyActivated,
        "这个账号已经设置过密码，请直接登录。",
        "This account already has its password. Please sign in.",
    )
}

/// 409 — the application has not been approved.
#[must_use]
pub fn not_approved() -> Refused {
    problem(
        StatusCode::CONFLICT,
        ProblemCode::NotApproved,
        "注册申请还没有审核通过，通过后才能设置密码。",
        "The application has not been approved yet; the password can be set after that.",
    )
}

fn at_password(Refused(problem): Refused) -> Refused {
    Refused(Problem {
        field: Some(Field::Password),
        ..problem
    })
}
