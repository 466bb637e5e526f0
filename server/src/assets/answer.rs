//! Answering for files: the form that the client takes, for as long as it may
//! be kept, and the page itself for every client-side address.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::space::hex;
use sha2::{Digest, Sha256};

use super::dictionary::{self, versions};
use super::names::{is_hashed, looks_like_a_file};
use super::{Assets, INDEX, negotiate};
use crate::http::headers::is_api;
use crate::http::problem;
use crate::http::state::App;

const FOREVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";
/// For the page: a browser keeps as a dictionary only what it may use without asking
/// or, as here, while it asks (RFC 9842, 2.1; RFC 5861, 3). The service worker asks
/// first all the same. Where there is none, the page of the last release may be shown
/// once more: it works, for that release's files are still given out.
const WHILE_ASKING: &str = "max-age=0, stale-while-revalidate=31536000";
const USE_AS_DICTIONARY: HeaderName = HeaderName::from_static("use-as-dictionary");
const AVAILABLE_DICTIONARY: HeaderName = HeaderName::from_static("available-dictionary");

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
    if let Some(response) = file(&app.assets, path, &headers).await {
        return response;
    }
    if let Some(bytes) = app.assets.of_an_earlier_release(path) {
        let kind = (header::CONTENT_TYPE, content_type(path));
        let kept = (header::CACHE_CONTROL, HeaderValue::from_static(FOREVER));
        return ([kind, kept], bytes).into_response();
    }
    if looks_like_a_file(path) || !takes_html(&headers) {
        return problem::not_found().into_response();
    }
    let page = file(&app.assets, INDEX, &headers).await;
    page.unwrap_or_else(|| problem::not_found().into_response())
}

async fn file(assets: &Assets, path: &str, headers: &HeaderMap) -> Option<Response> {
    let text = |name: HeaderName| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let plain = assets.read(path)?;
    let accepted = text(header::ACCEPT_ENCODING);
    let compressed = negotiate::accepted(accepted)
        .into_iter()
        .find_map(|(name, ending)| {
            assets
                .read(&format!("{path}{ending}"))
                .map(|bytes| (name, bytes))
        });
    let (mut encoding, bytes) = match compressed {
        Some((name, bytes)) => (Some(name), bytes),
        None => (None, plain.clone()),
    };
    let mut tag = hex(&Sha256::digest(&bytes)[..16]);
    let known = text(header::IF_NONE_MATCH)
        .split(',')
        .any(|known| names_same(known, &tag));

    let dictionaries = assets.deltas.as_ref().zip(versions(path));
    let named = Some(accepted)
        .filter(|accepted| !known && negotiate::takes_dictionary(accepted))
        .and_then(|_| dictionary::named(text(AVAILABLE_DICTIONARY)));
    let delta = match (&dictionaries, named) {
        (Some((deltas, versions)), Some(named)) => {
            deltas.of(&plain, versions, named, bytes.len()).await
        }
        _ => None,
    };
    if let (Some(_), Some(named)) = (&delta, named) {
        encoding = Some("dcz");
        tag = format!("{tag}.{}", hex(&named[..4]));
    }

    let mut response = Response::new(match delta {
        _ if known => Body::empty(),
        Some(delta) => Body::from(delta),
        None => Body::from(bytes),
    });
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let out = response.headers_mut();
    let kept = if is_hashed(path) { FOREVER } else { ASK_AGAIN };
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some((_, versions)) = &dictionaries {
        keep_as_dictionary(out, path, versions);
    }
    out.insert(header::CONTENT_TYPE, content_type(path));
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{tag}\"")) {
        out.insert(header::ETAG, tag);
    }
    if let Some(name) = encoding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    Some(response)
}

/// Whether an entity tag that a client knows is this one, or that of the same
/// contents against a dictionary, which it has put together long since.
fn names_same(known: &str, tag: &str) -> bool {
    let inside = known.trim().trim_start_matches("W/").trim_matches('"');
    inside.split('.').next() == Some(tag)
}

/// Lets the browser keep the answer as a dictionary for the file's next versions.
fn keep_as_dictionary(out: &mut HeaderMap, path: &str, versions: &str) {
    if path == INDEX {
        let kept = HeaderValue::from_static(WHILE_ASKING);
        out.insert(header::CACHE_CONTROL, kept);
    }
    let vary = HeaderValue::from_static("accept-encoding, available-dictionary");
    out.insert(header::VARY, vary);
    if let Some(offer) = dictionary::offer(versions) {
        out.insert(USE_AS_DICTIONARY, offer);
    }
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
