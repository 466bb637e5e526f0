//! Bodies: whatever is sent, there is an answer in words and nobody panics.

use std::io::Write;

use super::support::{PASSWORD, World, client_id, request};
use domain::protocol::{MAX_PUSH_BYTES, digest};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use server::http::ROUTES;

const JSON: (&str, &str) = ("content-type", "application/json");
const OURS: (&str, &str) = ("x-yangcai-client", "1");
const SECRET: &str = "0123456789abcdef0123456789abcdef-bodies";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(vec![], Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// The answer of a route to a body, with every credential that there is.
async fn code(world: &World, path: &str, extra: &[(&str, &str)], body: Vec<u8>) -> String {
    let cookie = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    let mut headers = vec![JSON, OURS];
    if path == "/v1/activation" {
        headers.push(("x-yangcai-intake", SECRET));
    } else {
        headers.push(("cookie", &cookie));
    }
    headers.extend_from_slice(extra);
    world
        .send(request("POST", path, &headers, body))
        .await
        .code()
}

/// The routes that read a body of JSON; files have rules of their own.
fn reading() -> impl Iterator<Item = &'static str> {
    let deaf = ["/v1/session/current", "/v1/session/end"];
    ROUTES
        .iter()
        .filter(|route| route.method == "POST")
        .map(|route| route.path)
        .filter(move |path| !deaf.contains(path) && !path.starts_with("/v1/files"))
}

#[tokio::test]
async fn malformed_bodies_are_refused_on_every_route() {
    let world = World::with(super::limits::patient(), None);
    let deep = |open: &str| open.repeat(100_000).into_bytes();
    let bodies: Vec<Vec<u8>> = vec![
        vec![],
        b"{".to_vec(),
        b"null".to_vec(),
        b"[]".to_vec(),
        b"{}".to_vec(),
        b"\xff\xfe{}".to_vec(),
        b"{\"platform\": \"\xff\"}".to_vec(),
        b"{\"platform\": 1e999}".to_vec(),
        b"{\"unheard\": 1}".to_vec(),
        deep("["),
        deep("{\"a\":"),
        deep("{\"commands\":["),
        vec![0; 1000],
    ];
    for path in reading() {
        for body in &bodies {
            let code = code(&world, path, &[], body.clone()).await;
            assert_eq!(
                code,
                "malformed",
                "{path}: {}",
                String::from_utf8_lossy(&body[..body.len().min(40)])
            );
        }
    }
}

#[tokio::test]
async fn bodies_beyond_the_limit_are_refused() {
    let world = World::with(super::limits::patient(), None);
    let large = vec![b' '; MAX_PUSH_BYTES + 1];
    for path in reading() {
        assert_eq!(
            code(&world, path, &[], large.clone()).await,
            "too_large",
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_small_compressed_body_that_grows_beyond_the_limit_is_refused() {
    let world = World::with(super::limits::patient(), None);
    let bomb = gzip(&vec![b' '; 64 * 1024 * 1024]);
    assert!(bomb.len() < 100_000);
    for path in reading() {
        assert_eq!(
            code(&world, path, &[("content-encoding", "gzip")], bomb.clone()).await,
            "too_large",
            "{path}"
        );
    }
}

/// Two thousand commands of `digits` digits each, in a body of a few kilobytes.
fn packed_bomb(digits: usize) -> Vec<u8> {
    let runs = "\u{e0ff}".repeat(digits / 255);
    let packed = json!({
        "count": 2000, "texts": ["\"\u{e000}\"", runs],
        "kinds": [{ "skeleton": 0, "shapes": 1, "leaves": [[1]] }], "digits": "7.".repeat(digits),
    });
    let body = json!({
        "proto": 1, "schema": 1, "epoch": "", "client_id": client_id(92), "first_mid": 1, "packed": packed,
        "digest": digest(vec![format!("\"{}\"", "7".repeat(digits)).as_str(); 2000]),
    });
    body.to_string().into_bytes()
}

#[tokio::test]
async fn a_packed_body_that_grows_beyond_the_limit_is_refused_before_it_is_unpacked() {
    let world = World::with(super::limits::patient(), None);
    let (within, bomb) = (packed_bomb(255), packed_bomb(10 * 255));
    assert!(within.len() < 2_000 && bomb.len() < 10_000);
    // A push that is too large once it has been unpacked would be told so.
    assert_eq!(code(&world, "/v1/push", &[], bomb).await, "malformed");
    let cookie = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    let headers = [JSON, OURS, ("cookie", cookie.as_str())];
    let answer = world
        .send(request("POST", "/v1/push", &headers, within))
        .await;
    assert_eq!(answer.json()["last_mid"], 2000);
}

#[tokio::test]
async fn compressed_bodies_are_read_and_broken_ones_refused() {
    let world = World::new();
    let asked = json!({ "platform": "hunan", "login_name": "demo.supplier", "password": PASSWORD })
        .to_string();
    let headers = [JSON, OURS, ("content-encoding", "gzip")];
    let answer = world
        .send(request(
            "POST",
            "/v1/session",
            &headers,
            gzip(asked.as_bytes()),
        ))
        .await;
    assert_eq!(answer.json()["login_name"], "demo.supplier");
    let mut cut = gzip(asked.as_bytes());
    cut.truncate(cut.len() / 2);
    assert_eq!(
        code(&world, "/v1/push", &[("content-encoding", "gzip")], cut).await,
        "malformed"
    );
    assert_eq!(
        code(
            &world,
            "/v1/push",
            &[("content-encoding", "br")],
            vec![1, 2, 3]
        )
        .await,
        "malformed"
    );
    assert_eq!(
        code(&world, "/v1/push", &[("content-encoding", "lzma")], vec![]).await,
        "unsupported_media_type"
    );
}

#[tokio::test]
async fn a_long_answer_is_compressed_and_a_short_one_is_not() {
    let world = World::new();
    let cookie = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    let asks = [("cookie", cookie.as_str()), ("accept-encoding", "br, gzip")];
    let long = world.pull(&asks, 70).await;
    assert_eq!(long.headers["content-encoding"], "br");
    let short = world.push(&asks, 71, 1, &[]).await;
    assert_eq!(short.headers.get("content-encoding"), None);
    assert!(short.json()["epoch"].is_string() && short.body.len() <= 512);
}

#[tokio::test]
async fn fields_that_nobody_asked_for_are_refused() {
    let world = World::new();
    let asked = json!({ "platform": "hunan", "login_name": "demo.supplier", "password": PASSWORD, "role": "reviewer" });
    assert_eq!(
        world.post("/v1/session", &[], &asked).await.code(),
        "malformed"
    );
}

#[tokio::test]
async fn a_refusal_repeats_nothing_of_what_was_sent() {
    let world = World::new();
    let body = b"{\"platform\":\"hunan\",\"login_name\":\"demo.supplier\",\"password\":[\"hunter-secret\"]}".to_vec();
    let answer = world
        .send(request("POST", "/v1/session", &[JSON, OURS], body))
        .await;
    assert_eq!(answer.code(), "malformed");
    assert!(!String::from_utf8_lossy(&answer.body).contains("hunter"));
}

#[tokio::test]
async fn an_unreadable_command_is_refused_by_itself_and_the_queue_goes_on() {
    let world = World::new();
    let cookie = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    let deep = format!("{}{}", "[".repeat(400), "]".repeat(400));
    let commands = [
        "{\"name\":\"from_the_future\",\"args\":{},\"at\":1}".to_owned(),
        deep,
        "7".to_owned(),
    ];
    let body = format!(
        "{{\"proto\":1,\"schema\":1,\"epoch\":\"\",\"client_id\":\"{}\",\"first_mid\":1,\"commands\":[{}],\"digest\":\"{}\"}}",
        client_id(90),
        commands.join(","),
        digest(commands.iter().map(String::as_str)),
    );
    let answer = world
        .send(request(
            "POST",
            "/v1/push",
            &[JSON, OURS, ("cookie", &cookie)],
            body.into_bytes(),
        ))
        .await;
    if answer.status.is_success() {
        let answer = answer.json();
        assert_eq!(answer["last_mid"], 3);
        for receipt in answer["receipts"].as_array().unwrap() {
            assert_eq!(receipt["rejection"]["code"], "unreadable", "{receipt}");
        }
    } else {
        assert_eq!(answer.code(), "malformed");
        panic!("the queue stands still: {answer:?}");
    }
}
