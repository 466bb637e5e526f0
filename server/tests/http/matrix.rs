//! Who may call what: a table beside the table of routes. A route that is not
//! in it fails here, and so does one that admits somebody else.

use super::support::{Answer, PASSWORD, World, concrete, ours, pull_body, push_body, request};
use axum::http::StatusCode;
use serde_json::{Value, json};
use server::http::{Access, ROUTES};

const SECRET: &str = "0123456789abcdef0123456789abcdef-matrix";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Nobody,
    Applicant,
    MustChange,
    Unit,
    Reviewer,
}

const EVERYBODY: [Who; 5] = [
    Who::Nobody,
    Who::Applicant,
    Who::MustChange,
    Who::Unit,
    Who::Reviewer,
];

/// The routes as they should be.
fn admitted(method: &str, path: &str) -> &'static [Who] {
    use Who::{Applicant, MustChange, Reviewer, Unit};
    match (method, path) {
        ("GET", "/healthz") | ("POST", "/v1/session" | "/v1/session/end") => &EVERYBODY,
        ("POST", "/v1/session/current" | "/v1/password") => &[MustChange, Unit, Reviewer],
        ("POST", "/v1/activation") => &[Applicant],
        ("POST", "/v1/drafts") => &[Unit, Reviewer],
        ("POST", "/v1/push" | "/v1/pull") | ("GET", "/v1/poke") => &[Applicant, Unit, Reviewer],
        ("OPTIONS", "/v1/files") => &EVERYBODY,
        ("POST", "/v1/files") | (_, "/v1/files/uploads/{id}") => &[Unit],
        ("GET", "/v1/files/{sha256}") => &[Applicant, Unit, Reviewer],
        _ => panic!("{method} {path} has no line in this table: say who may call it"),
    }
}

/// A body that the route understands and that changes nothing.
fn body(path: &str) -> Value {
    match path {
        "/v1/push" => push_body(77, 1, &[]),
        "/v1/pull" => pull_body(77),
        "/v1/password" => json!({ "current": PASSWORD, "new": "x" }),
        "/v1/activation" => {
            json!({ "platform": "guizhou", "registration": "zzzzzzzzzzzzzzzz.1", "password": "x" })
        }
        "/v1/session" => {
            json!({ "platform": "hunan", "login_name": "nobody.here", "password": "x" })
        }
        _ => json!({}),
    }
}

async fn headers(world: &World, who: Who) -> Vec<(&'static str, String)> {
    let cookie = |cookie: String| vec![("cookie", cookie)];
    match who {
        Who::Nobody => vec![],
        Who::Applicant => {
            vec![
                ("x-yangcai-intake", SECRET.to_owned()),
                ("x-yangcai-platform", "guizhou".to_owned()),
            ]
        }
        Who::MustChange => cookie(world.sign_in("guizhou", "demo.imported", "12345678").await),
        Who::Unit => cookie(world.sign_in("hunan", "demo.supplier", PASSWORD).await),
        Who::Reviewer => cookie(world.sign_in("hunan", "centre.reviewer", PASSWORD).await),
    }
}

async fn call(world: &World, method: &str, path: &str, who: Who) -> Answer {
    let own = headers(world, who).await;
    let mut headers: Vec<(&str, &str)> = own
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    headers.extend(ours(path));
    let bytes = if method == "GET" {
        vec![]
    } else {
        body(path).to_string().into_bytes()
    };
    world
        .send(request(method, &concrete(path), &headers, bytes))
        .await
}

/// The code of a refusal; an answer to HEAD has none.
fn code(method: &str, answer: &Answer) -> String {
    match (method, answer.status) {
        (_, status) if !status.is_client_error() => String::new(),
        ("HEAD", StatusCode::UNAUTHORIZED) => "not_signed_in".into(),
        ("HEAD", StatusCode::FORBIDDEN) => "forbidden".into(),
        ("HEAD", _) => String::new(),
        _ => answer.code(),
    }
}

#[tokio::test]
async fn every_route_admits_exactly_whom_the_table_names() {
    for route in ROUTES {
        for who in EVERYBODY {
            // A world of its own: signing out and wrong passwords stay apart.
            let world = World::with(super::limits::patient(), None);
            let answer = call(&world, route.method, route.path, who).await;
            let admits = admitted(route.method, route.path).contains(&who);
            let place = format!(
                "{} {} as {who:?}: {}",
                route.method, route.path, answer.status
            );
            let code = code(route.method, &answer);
            if admits {
                assert!(
                    !matches!(
                        code.as_str(),
                        "not_signed_in" | "password_change_required" | "forbidden"
                    ),
                    "{place}"
                );
                assert!(!answer.status.is_server_error(), "{place}");
            } else if who == Who::MustChange
                && matches!(
                    route.access,
                    Access::Visitor | Access::Account | Access::Unit
                )
            {
                let told = ["password_change_required", "forbidden"];
                let told = told[usize::from(route.method == "HEAD")];
                let expected = (StatusCode::FORBIDDEN, told);
                assert_eq!((answer.status, code.as_str()), expected, "{place}");
            } else if route.access == Access::Unit && who != Who::Nobody {
                let expected = (StatusCode::FORBIDDEN, "forbidden");
                assert_eq!((answer.status, code.as_str()), expected, "{place}");
            } else {
                assert_eq!(
                    (answer.status, code.as_str()),
                    (StatusCode::UNAUTHORIZED, "not_signed_in"),
                    "{place}"
                );
            }
        }
    }
}

#[tokio::test]
async fn what_a_route_declares_is_what_it_admits() {
    for route in ROUTES {
        let expected: &[Who] = match route.access {
            Access::Anyone => &EVERYBODY,
            Access::Session => &[Who::MustChange, Who::Unit, Who::Reviewer],
            Access::Applicant => &[Who::Applicant],
            Access::Visitor => &[Who::Applicant, Who::Unit, Who::Reviewer],
            Access::Account => &[Who::Unit, Who::Reviewer],
            Access::Unit => &[Who::Unit],
        };
        assert_eq!(
            admitted(route.method, route.path),
            expected,
            "{}",
            route.path
        );
    }
}

#[tokio::test]
async fn other_methods_and_other_addresses_are_refused_in_words() {
    let world = World::new();
    let taken = |method: &str, path: &str| {
        let mut routes = ROUTES.iter();
        routes.any(|route| (route.method, route.path) == (method, path))
    };
    for route in ROUTES {
        for method in ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"] {
            if taken(method, route.path) {
                continue;
            }
            let (path, ours) = (concrete(route.path), ours(route.path));
            let answer = world.send(request(method, &path, &ours, vec![])).await;
            assert_eq!(
                answer.code(),
                "method_not_allowed",
                "{method} {}",
                route.path
            );
        }
    }
    for path in [
        "/v1",
        "/v1/",
        "/v1/nothing",
        "/v1/push/x",
        "/v1/..%2f",
        "/v1/session/",
    ] {
        for method in ["GET", "POST"] {
            let answer = world
                .send(request(method, path, &ours(path), b"{}".to_vec()))
                .await;
            assert_eq!(answer.code(), "not_found", "{method} {path}");
        }
    }
}

#[tokio::test]
async fn an_applicant_names_a_platform_that_there_is() {
    let world = World::new();
    for platform in [None, Some("nowhere"), Some("../x"), Some("")] {
        let mut who = vec![("x-yangcai-intake", SECRET)];
        who.extend(platform.map(|platform| ("x-yangcai-platform", platform)));
        assert_eq!(
            world.pull(&who, 78).await.code(),
            "malformed",
            "{platform:?}"
        );
    }
    let short = [
        ("x-yangcai-intake", "short"),
        ("x-yangcai-platform", "hunan"),
    ];
    assert_eq!(world.pull(&short, 78).await.code(), "not_signed_in");
}
