//! Calls that cannot be taken: their shape, their place, their number.

use axum::http::StatusCode;
use domain::protocol::ProblemCode;

use super::{Refused, problem};

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
