//! Nothing leaves without a problem document: panics and refusals of the
//! libraries below us are given our wording here.

use std::any::Any;

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::problem;

/// 兜底 — an error of the protocol without a problem document gets one.
pub(super) fn worded(api: bool, response: Response) -> Response {
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    if !api || !failed || is_problem(&response) {
        return response;
    }
    match status {
        StatusCode::NOT_FOUND => problem::not_found(),
        StatusCode::METHOD_NOT_ALLOWED => problem::method_not_allowed(),
        StatusCode::PAYLOAD_TOO_LARGE => problem::too_large(),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => problem::unsupported_media_type(),
        StatusCode::SERVICE_UNAVAILABLE => problem::unavailable(),
        status if status.is_client_error() => problem::malformed(),
        _ => problem::internal(),
    }
    .into_response()
}

fn is_problem(response: &Response) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind == "application/problem+json")
}

/// 异常兜底 — what a panic answers; its words go to the log alone.
#[must_use]
pub fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let words = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no words");
    tracing::error!(panic = words, "a handler panicked");
    problem::internal().into_response()
}
