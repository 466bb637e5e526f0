//! Cross-site calls: refused on every route that may change something.

use super::support::{World, concrete, request};
use axum::http::StatusCode;
use server::http::ROUTES;
use server::http::state::Config;

const JSON: (&str, &str) = ("content-type", "application/json");
const BYTES: (&str, &str) = ("content-type", "application/offset+octet-stream");
const OURS: (&str, &str) = ("x-yangcai-client", "1");

/// Uploads are no JSON.
fn as_taken<'a>(path: &str, header: (&'a str, &'a str)) -> (&'a str, &'a str) {
    if path.starts_with("/v1/files") && header.1.starts_with(JSON.1) {
        BYTES
    } else {
        header
    }
}

async fn code(world: &World, path: &str, headers: &[(&str, &str)]) -> (StatusCode, String) {
    let headers: Vec<_> = headers
        .iter()
        .map(|header| as_taken(path, *header))
        .collect();
    let answer = world
        .send(request("POST", &concrete(path), &headers, b"{".to_vec()))
        .await;
    let code = if answer.status.is_client_error() {
        answer.code()
    } else {
        String::new()
    };
    (answer.status, code)
}

#[tokio::test]
async fn what_may_come_from_another_site_is_refused_on_every_route() {
    let world = World::with(super::limits::patient(), None);
    let refused: [&[(&str, &str)]; 9] = [
        &[JSON],
        &[JSON, OURS, ("origin", "https://evil.example")],
        &[JSON, OURS, ("origin", "null")],
        &[JSON, OURS, ("origin", "http://yangcai.test.evil.example")],
        &[JSON, OURS, ("origin", "http://yangcai.test:81")],
        &[JSON, OURS, ("origin", "yangcai.test")],
        &[JSON, OURS, ("sec-fetch-site", "cross-site")],
        &[JSON, OURS, ("sec-fetch-site", "same-site")],
        &[
            JSON,
            OURS,
            ("sec-fetch-site", "same-origin"),
            ("origin", "https://evil.example"),
        ],
    ];
    for route in ROUTES.iter().filter(|route| route.method != "GET") {
        for headers in refused {
            let (status, code) = code(&world, route.path, headers).await;
            assert_eq!(
                (status, code.as_str()),
                (StatusCode::FORBIDDEN, "cross_site"),
                "{} {headers:?}",
                route.path
            );
        }
    }
}

#[tokio::test]
async fn our_own_pages_and_programs_without_a_page_are_let_through() {
    let world = World::with(super::limits::patient(), None);
    let taken: [&[(&str, &str)]; 4] = [
        &[JSON, OURS],
        &[JSON, OURS, ("sec-fetch-site", "none")],
        &[
            JSON,
            OURS,
            ("sec-fetch-site", "same-origin"),
            ("origin", "http://yangcai.test"),
        ],
        &[
            OURS,
            ("content-type", "application/json; charset=utf-8"),
            ("origin", "https://yangcai.test"),
        ],
    ];
    for route in ROUTES.iter().filter(|route| route.method == "POST") {
        for headers in taken {
            let (_, code) = code(&world, route.path, headers).await;
            assert!(
                !matches!(code.as_str(), "cross_site" | "unsupported_media_type"),
                "{} {headers:?}",
                route.path
            );
        }
    }
}

#[tokio::test]
async fn what_a_form_can_send_is_not_taken_for_json() {
    let world = World::with(super::limits::patient(), None);
    let kinds = [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "text/json",
    ];
    let odd = [
        "application/json; charset=gbk",
        "application/jsonp",
        "text/plain; application/json",
    ];
    for route in ROUTES.iter().filter(|route| route.method != "GET") {
        for kind in kinds.into_iter().chain(odd) {
            if as_taken(route.path, ("content-type", kind)) == BYTES {
                continue;
            }
            let (status, code) = code(&world, route.path, &[OURS, ("content-type", kind)]).await;
            let expected = (StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type");
            assert_eq!((status, code.as_str()), expected, "{} {kind}", route.path);
        }
        let (_, without) = code(&world, route.path, &[OURS]).await;
        // Without a body there is nothing to name, and no form sends our own header.
        let expected = !route.path.starts_with("/v1/files");
        assert_eq!(without == "unsupported_media_type", expected, "{without}");
    }
}

#[tokio::test]
async fn the_public_origin_counts_whatever_host_a_proxy_names() {
    let config = Config {
        public_origin: Some("https://yc.example".into()),
        ..super::limits::patient()
    };
    let world = World::with(config, None);
    let (_, ours) = code(
        &world,
        "/v1/session",
        &[JSON, OURS, ("origin", "https://yc.example")],
    )
    .await;
    assert_eq!(ours, "malformed");
    let (_, other) = code(
        &world,
        "/v1/session",
        &[JSON, OURS, ("origin", "https://yc.example.evil.example")],
    )
    .await;
    assert_eq!(other, "cross_site");
}
