//! Security headers: on every answer, whatever it is.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;

use super::state::App;

/// 平台标记 — tells our answers from those of a captive portal.
pub const MARK: HeaderName = HeaderName::from_static("x-yangcai");

const EVERYWHERE: [(HeaderName, &str); 4] = [
    (MARK, "1"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// What only a page, or a worker, can make use of.
const ON_PAGES: [(HeaderName, &str); 3] = [
    (header::X_FRAME_OPTIONS, "DENY"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), clipboard-read=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
];

/// The policy of everything else: were it opened as a page, it could do nothing at
/// all. The page's own policy would cost half a kilobyte a request.
const NO_PAGE: &str = "default-src 'none'; frame-ancestors 'none'";

/// 安全响应头 — sets the headers of an answer; what is under `/v1/` nobody stores.
pub(super) fn secure(app: &App, api: bool, response: &mut Response) {
    let page = is_page(response.headers());
    let headers = response.headers_mut();
    let on_pages = if page { &ON_PAGES[..] } else { &[] };
    for (name, value) in EVERYWHERE.iter().chain(on_pages) {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let policy = match page {
        true => HeaderValue::from_str(&app.assets.content_security_policy()),
        false => Ok(HeaderValue::from_static(NO_PAGE)),
    };
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        policy.unwrap_or(HeaderValue::from_static(NO_PAGE)),
    );
    if app.config.is_https() {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    if api {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    } else {
        no_store_unless_said(headers);
    }
}

/// Whether an answer is a page, or a script, which in a worker brings its own policy.
fn is_page(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| kind.starts_with("text/html") || kind.starts_with("text/javascript"))
}

/// Whether an address is one of the protocol's.
#[must_use]
pub fn is_api(path: &str) -> bool {
    path == "/v1" || path.starts_with("/v1/")
}

fn no_store_unless_said(headers: &mut HeaderMap) {
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
}
