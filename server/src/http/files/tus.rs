//! The protocol's own words: its version on every call, and what we can do of it.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::attachment::MAX_FILE_BYTES;
use domain::timestamp::Timestamp;

use crate::http::problem;

/// The version that is spoken.
const VERSION: HeaderValue = HeaderValue::from_static("1.0.0");

const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const VERSIONS: HeaderName = HeaderName::from_static("tus-version");

/// How many bytes have arrived.
pub(super) const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
/// How many there will be.
pub(super) const LENGTH: HeaderName = HeaderName::from_static("upload-length");
/// What the sender says of the file.
pub(super) const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
/// When the upload is given up.
pub(super) const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");
/// The digest of a piece.
pub(super) const CHECKSUM: HeaderName = HeaderName::from_static("upload-checksum");

/// 协议版本 — refuses what speaks another version, and says ours on every answer.
pub(super) async fn speak(request: Request, next: Next) -> Response {
    let spoken = request.headers().get(&RESUMABLE) == Some(&VERSION);
    let mut response = if spoken || request.method() == Method::OPTIONS {
        next.run(request).await
    } else {
        let mut refused = problem::other_tus().into_response();
        refused.headers_mut().insert(VERSIONS, VERSION);
        refused
    };
    response.headers_mut().insert(RESUMABLE, VERSION);
    response
}

/// 能力 — what can be done here.
pub(super) async fn abilities() -> Response {
    let said = [
        (VERSIONS, VERSION),
        (
            HeaderName::from_static("tus-extension"),
            HeaderValue::from_static("creation,checksum,expiration,termination"),
        ),
        (
            HeaderName::from_static("tus-checksum-algorithm"),
            HeaderValue::from_static("sha1,sha256"),
        ),
        (
            HeaderName::from_static("tus-max-size"),
            HeaderValue::from(MAX_FILE_BYTES),
        ),
    ];
    (StatusCode::NO_CONTENT, said).into_response()
}

/// The number in a header.
pub(super) fn number(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    let text = headers.get(name)?.to_str().ok()?;
    // "+1" is a number elsewhere, not here.
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

/// A time as headers write it.
pub(super) fn date(at: Timestamp) -> HeaderValue {
    let since = std::time::Duration::from_millis(u64::try_from(at.as_millis()).unwrap_or(0));
    let text = httpdate::fmt_http_date(std::time::UNIX_EPOCH + since);
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}
