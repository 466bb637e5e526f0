//! Problems as answers: the wording of every refusal of a whole call, and its
//! form on the wire (RFC 9457).

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::field::Field;
use domain::password_policy::PasswordRule;
use domain::protocol::{Problem, ProblemCode};
use domain::sentence::Sentence;

use crate::accounts::HashingFailed;
use crate::store::StoreError;

/// 拒绝 — a problem on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub Problem);

/// What a handler gives: an answer, or a problem.
pub type Answer<T> = Result<T, Refused>;

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        match error {
            StoreError::Database(_) | StoreError::NotCommitted(_) | StoreError::Stopped => {
                unavailable()
            }
            _ => internal(),
        }
    }
}

impl From<HashingFailed> for Refused {
    fn from(_: HashingFailed) -> Self {
        tracing::error!("a password could not be hashed");
        unavailable()
    }
}

impl From<getrandom::Error> for Refused {
    fn from(error: getrandom::Error) -> Self {
        tracing::error!(%error, "no randomness");
        unavailable()
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let Self(problem) = self;
        let body = serde_json::to_vec(&problem).unwrap_or_default();
        let mut response = Response::new(Body::from(body));
        *response.status_mut() =
            StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        if let ProblemCode::TooManyRequests { retry_after } = problem.code {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
        }
        response
    }
}

fn problem(
    status: StatusCode,
    code: ProblemCode,
    zh: impl Into<String>,
    en: impl Into<String>,
) -> Refused {
    Refused(Problem {
        status: status.as_u16(),
        code,
        sentence: Sentence::new(zh, en),
        field: None,
    })
}

/// 400 — the body cannot be read as what the address takes.
#[must_use]
pub fn malformed() -> Refused {
    problem(
        StatusCode::BAD_REQUEST,
        ProblemCode::Malformed,
        "平台读不懂这次请求。您写的内容仍在本机，请更新后再试。",
        "The platform can’t read this request. What you wrote is still on this device; please update and try again.",
    )
}

/// 400 — the body is no JSON of that shape, with the place where reading ended.
#[must_use]
pub fn malformed_at(line: usize, column: usize) -> Refused {
    problem(
        StatusCode::BAD_REQUEST,
        ProblemCode::Malformed,
        format!(
            "平台读不懂这次请求（第 {line} 行第 {column} 列）。您写的内容仍在本机，请更新后再试。"
        ),
        format!(
            "The platform can’t read this request (line {line}, column {column}). What you wrote is still on this \
             device; please update and try again."
        ),
    )
}

/// 400 — a call without an account that does not say which platform it means.
#[must_use]
pub fn unknown_platform() -> Refused {
    problem(
        StatusCode::BAD_REQUEST,
        ProblemCode::Malformed,
        "没有这个平台，请回到服务大厅重新选择。",
        "There is no such platform. Choose one in the service hall.",
    )
}

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

/// 403 — the call came from another site, or may have.
#[must_use]
pub fn cross_site() -> Refused {
    problem(
        StatusCode::FORBIDDEN,
        ProblemCode::CrossSite,
        "这次请求不是从本平台页面发出的，已被拒绝。",
        "This request did not come from the platform’s own pages and was refused.",
    )
}

/// 404 — no such thing, or none for this caller: the two look the same.
#[must_use]
pub fn not_found() -> Refused {
    problem(
        StatusCode::NOT_FOUND,
        ProblemCode::NotFound,
        "没有找到，可能地址有误，或不属于您。",
        "There is no such thing here, or it isn’t yours.",
    )
}

/// 405 — the address exists, the method does not.
#[must_use]
pub fn method_not_allowed() -> Refused {
    problem(
        StatusCode::METHOD_NOT_ALLOWED,
        ProblemCode::MethodNotAllowed,
        "这个地址不接受这种请求方式。",
        "This address does not take that method.",
    )
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

/// 413 — more than one call may carry.
#[must_use]
pub fn too_large() -> Refused {
    problem(
        StatusCode::PAYLOAD_TOO_LARGE,
        ProblemCode::TooLarge,
        "一次上传的内容过大，请分批上传。",
        "This is more than one request may carry. Please send it in parts.",
    )
}

/// 415 — not JSON, or compressed in a way that is not known.
#[must_use]
pub fn unsupported_media_type() -> Refused {
    problem(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        ProblemCode::UnsupportedMediaType,
        "请求的内容格式不对，应为 JSON。",
        "The request’s content has to be JSON.",
    )
}

/// 429 — too often.
#[must_use]
pub fn too_many_requests(retry_after: u64) -> Refused {
    problem(
        StatusCode::TOO_MANY_REQUESTS,
        ProblemCode::TooManyRequests { retry_after },
        format!("尝试过于频繁，请在 {retry_after} 秒后再试。"),
        format!("Too many attempts. Please try again in {retry_after} seconds."),
    )
}

/// 503 — not now.
#[must_use]
pub fn unavailable() -> Refused {
    problem(
        StatusCode::SERVICE_UNAVAILABLE,
        ProblemCode::Unavailable,
        "平台暂时无法处理，您写的内容仍在本机，稍后会自动重试。",
        "The platform can’t answer just now. What you wrote is still on this device and will be sent again.",
    )
}

/// 500 — a fault of ours.
#[must_use]
pub fn internal() -> Refused {
    problem(
        StatusCode::INTERNAL_SERVER_ERROR,
        ProblemCode::Internal,
        "平台出了故障，您写的内容仍在本机。请稍后再试，或联系平台。",
        "Something went wrong on the platform. What you wrote is still on this device; try again later or ask \
         the platform.",
    )
}

fn at_password(Refused(problem): Refused) -> Refused {
    Refused(Problem {
        field: Some(Field::Password),
        ..problem
    })
}
