//! Answering for files: the form that the client takes, for as long as it may
//! be kept, and the page itself for every client-side address.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::space::hex;
use sha2::{Digest, Sha256};

use super::names::{is_hashed, looks_like_a_file};
use super::{Assets, INDEX, negotiate};
use crate::http::headers::is_api;
use crate::http::problem;
use crate::http::state::App;

const FOREVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// 前端 — whatever is not of the protocol: a file, or the page.
pub async fn serve(
    State(app): State<App>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if is_api(uri.path()) {
        return problem::not_found().into_response();
    }
    if !matches!(method, Method::GET | Method::HEAD) {
        return problem::method_not_allowed().into_response();
    }
    let path = match uri.path().trim_start_matches('/') {
        "" => INDEX,
        path => path,
    };
    if let Some(response) = file(&app.assets, path, &headers) {
        return response;
    }
    if looks_like_a_file(path) || !takes_html(&headers) {
        return problem::not_found().into_response();
    }
    file(&app.assets, INDEX, &headers).unwrap_or_else(|| problem::not_found().into_response())
}

fn file(assets: &Assets, path: &str, headers: &HeaderMap) -> Option<Response> {
    let text = |name: header::HeaderName| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let plain = assets.read(path)?;
    let forms = negotiate::accepted(text(header::ACCEPT_ENCODING));
    let compressed = forms.into_iter().find_map(|(name, ending)| {
        assets
            .read(&format!("{path}{ending}"))
            .map(|bytes| (name, bytes))
    });
    let (encoding, bytes) = match compressed {
        Some((name, bytes)) => (Some(name), bytes),
        None => (None, plain),
    };
    let tag = format!("\"{}\"", hex(&Sha256::digest(&bytes)[..16]));
    let known = text(header::IF_NONE_MATCH)
        .split(',')
        .any(|known| known.trim() == tag);

    let mut response = Response::new(if known {
        Body::empty()
    } else {
        Body::from(bytes)
    });
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let kept = if is_hashed(path) { FOREVER } else { ASK_AGAIN };
    let out = response.headers_mut();
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    out.insert(header::CONTENT_TYPE, content_type(path));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        out.insert(header::ETAG, tag);
    }
    if let Some(name) = encoding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    Some(response)
}

fn content_type(path: &str) -> HeaderValue {
    let mime = mime_guess::from_path(path).first_or_octet_stream();
    let text = mime.type_() == mime_guess::mime::TEXT || path.ends_with(".webmanifest");
    let full = if text {
        format!("{mime}; charset=utf-8")
    } else {
        mime.to_string()
    };
    HeaderValue::from_str(&full).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

fn takes_html(headers: &HeaderMap) -> bool {
    let accept = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    accept
        .split(',')
        .any(|kind| kind.trim_start().starts_with("text/html"))
}
