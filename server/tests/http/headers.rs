//! Headers: on every answer, whatever it is.

use super::support::{Answer, PASSWORD, World, concrete, request};
use axum::http::StatusCode;
use serde_json::json;
use server::http::ROUTES;
use server::http::state::Config;

fn secure(answer: &Answer, place: &str) {
    let expected = [
        ("x-yangcai", "1"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
    ];
    for (name, value) in expected {
        assert_eq!(
            answer
                .headers
                .get(name)
                .map(|found| found.to_str().unwrap()),
            Some(value),
            "{place}: {name}"
        );
    }
    assert!(answer.headers.contains_key("cache-control"), "{place}");
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    let kind = answer
        .headers
        .get("content-type")
        .map_or("", |kind| kind.to_str().unwrap());
    if kind.starts_with("text/html") || kind.starts_with("text/javascript") {
        as_a_page(answer, policy, place);
    } else {
        assert_eq!(
            policy, "default-src 'none'; frame-ancestors 'none'",
            "{place}"
        );
    }
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
        "{place}"
    );
}

fn as_a_page(answer: &Answer, policy: &str, place: &str) {
    assert_eq!(answer.headers["x-frame-options"], "DENY", "{place}");
    assert_eq!(
        answer.headers["cross-origin-opener-policy"], "same-origin",
        "{place}"
    );
    assert!(answer.headers.contains_key("permissions-policy"), "{place}");
    for part in [
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ] {
        assert!(policy.contains(part), "{place}: {policy}");
    }
}

#[tokio::test]
async fn every_route_and_every_error_has_them() {
    let world = World::with(super::limits::patient(), None);
    let paths = ROUTES.iter().map(|route| route.path).chain([
        "/",
        "/hunan/listings",
        "/x.js",
        "/v1/nothing",
    ]);
    for path in paths {
        for method in ["GET", "HEAD", "POST", "PUT"] {
            for headers in [
                &[][..],
                &[
                    ("content-type", "application/json"),
                    ("x-yangcai-client", "1"),
                ],
            ] {
                let place = format!("{method} {path}");
                let answer = world
                    .send(request(method, &concrete(path), headers, vec![]))
                    .await;
                secure(&answer, &place);
                assert!(
                    !answer.headers.contains_key("strict-transport-security"),
                    "{place}"
                );
                if path.starts_with("/v1/") {
                    assert_eq!(answer.headers["cache-control"], "no-store", "{place}");
                }
            }
        }
    }
}

#[tokio::test]
async fn over_plain_http_to_the_loopback_the_cookie_has_another_name() {
    let world = World::new();
    let answer = world.try_sign_in("hunan", "demo.supplier", PASSWORD).await;
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("yangcai="), "{cookie}");
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure") && !cookie.contains("Domain"));
}

#[tokio::test]
async fn everywhere_else_the_cookie_is_the_hosts_alone() {
    let public = Config {
        public_origin: Some("https://yc.example".into()),
        ..Config::default()
    };
    let open = Config {
        loopback: false,
        ..Config::default()
    };
    for (config, https) in [(public, true), (open, false)] {
        let world = World::with(config, None);
        let answer = world.try_sign_in("hunan", "demo.supplier", PASSWORD).await;
        let cookie = answer.headers["set-cookie"].to_str().unwrap();
        assert!(cookie.starts_with("__Host-yangcai="), "{cookie}");
        for part in ["Secure", "HttpOnly", "SameSite=Strict", "Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert_eq!(
            answer.headers.contains_key("strict-transport-security"),
            https
        );
        let current = world
            .post(
                "/v1/session/current",
                &[("cookie", &answer.cookie())],
                &json!({}),
            )
            .await;
        assert_eq!(current.status, StatusCode::OK);
        let renamed = answer.cookie().replace("__Host-", "");
        let current = world
            .post("/v1/session/current", &[("cookie", &renamed)], &json!({}))
            .await;
        assert_eq!(current.code(), "not_signed_in");
    }
}

#[tokio::test]
async fn answers_of_the_protocol_are_compressed_where_that_is_understood() {
    let world = World::new();
    let cookie = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    for encoding in ["br", "gzip"] {
        let answer = world
            .pull(&[("cookie", &cookie), ("accept-encoding", encoding)], 91)
            .await;
        assert_eq!(answer.headers["content-encoding"], encoding);
    }
    let plain = world.pull(&[("cookie", &cookie)], 91).await;
    assert!(!plain.headers.contains_key("content-encoding"));
}
