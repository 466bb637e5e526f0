//! Same-site check: whatever may change something must come from our own pages.
//!
//! A form on another site can neither send our header nor JSON, and browsers
//! say where a call comes from; any one of these would do, so all are asked.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use domain::protocol::CLIENT_HEADER;

use super::problem::{self, Answer};
use super::state::App;

/// Where files are uploaded, which are no JSON.
const FILES: &str = "/v1/files";

/// 同源检查 — lets a call through.
///
/// # Errors
/// It may come from elsewhere.
pub(super) fn same_site(app: &App, request: &Request) -> Answer<()> {
    check(
        request.method(),
        request.uri().path(),
        request.headers(),
        app.config.public_origin.as_deref(),
    )
}

fn check(
    method: &Method,
    path: &str,
    headers: &HeaderMap,
    public_origin: Option<&str>,
) -> Answer<()> {
    if matches!(*method, Method::GET | Method::HEAD) {
        return Ok(());
    }
    let text = |name: &str| {
        headers
            .get(name)
            .map(|value| value.to_str().unwrap_or("\u{fffd}"))
    };
    let from_here =
        text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    let host = text(header::HOST.as_str());
    let own_origin =
        text(header::ORIGIN.as_str()).is_none_or(|origin| is_ours(origin, host, public_origin));
    if !from_here || !own_origin || text(CLIENT_HEADER).is_none() {
        return Err(problem::cross_site());
    }
    let kind = text(header::CONTENT_TYPE.as_str());
    let taken = if path == FILES || path.starts_with("/v1/files/") {
        // No form sends that, and without a body there is nothing to name.
        kind.is_none_or(|kind| kind == "application/offset+octet-stream")
    } else {
        kind.is_some_and(is_json)
    };
    if taken {
        Ok(())
    } else {
        Err(problem::unsupported_media_type())
    }
}

fn is_ours(origin: &str, host: Option<&str>, public_origin: Option<&str>) -> bool {
    if public_origin == Some(origin) {
        return true;
    }
    let authority = origin
        .strip_prefix("https://")
        .or_else(|| origin.strip_prefix("http://"));
    authority.is_some() && authority == host
}

fn is_json(content_type: &str) -> bool {
    let mut parts = content_type.split(';').map(str::trim);
    let essence = parts
        .next()
        .is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"));
    essence && parts.all(|parameter| parameter.eq_ignore_ascii_case("charset=utf-8"))
}
