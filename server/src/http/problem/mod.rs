//! Problems as answers: the wording of every refusal of a whole call, and its
//! form on the wire (RFC 9457).

mod account;
mod fault;
mod files;
mod request;

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::protocol::{Problem, ProblemCode};
use domain::sentence::Sentence;

pub use account::{
    already_activated, not_approved, not_signed_in, password_change_required, password_refused,
    password_too_long, password_unchanged, wrong_credentials, wrong_current_password,
};
pub use fault::{internal, unavailable};
pub use files::{
    beyond_length, checksum_mismatch, damaged_file, file_too_large, no_room, no_uploads,
    other_offset, other_tus, unclear_upload, unfit, unknown_checksum, upload_ended,
};
pub use request::{
    cross_site, malformed, malformed_at, method_not_allowed, not_found, too_large,
    too_many_requests, unknown_platform, unsupported_media_type,
};

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
