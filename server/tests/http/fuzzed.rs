//! Whatever a stranger sends, there is an answer in words: bodies that are nearly right, cut, repeated or torn,
//! and headers that say anything. `FUZZ_CASES=20000` for a night; a failing case is printed, made small.

#[path = "fuzzed/edits.rs"]
mod edits;

use std::io::Write;

use super::support::*;
use axum::http::StatusCode;
use domain::json::Raw;
use domain::protocol::{PROTOCOL, SCHEMA, digest, pack};
use domain::registration::RegistrationEntry;
use edits::{edit, edited};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use server::check::check;
use server::http::ROUTES;

const SECRET: &str = "0123456789abcdef0123456789abcdef-fuzzed";

/// How often each kind of sending is tried.
fn cases() -> u32 {
    std::env::var("FUZZ_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(2000)
}

/// Bodies that are right, for each route that reads one.
fn bodies(path: &str) -> Vec<Value> {
    let registration = domain::command::Command::SubmitRegistration {
        registration: None,
        entry: RegistrationEntry {
            accepts_custody: true,
            ..entry("fuzzed.name", 1)
        },
    };
    match path {
        "/v1/push" => {
            let plain = push_body(60, 1, &[listing("模糊测试"), registration]);
            let texts = plain["commands"]
                .as_array()
                .unwrap()
                .iter()
                .map(Value::to_string);
            let raw: Vec<Raw> = texts.map(Raw::new).collect();
            let packed = json!({
                "proto": PROTOCOL, "schema": SCHEMA, "epoch": "", "client_id": client_id(61), "first_mid": 1,
                "packed": pack(&raw).unwrap(), "digest": digest(raw.iter().map(Raw::get)),
            });
            vec![plain, packed]
        }
        "/v1/pull" => vec![pull_body(62)],
        "/v1/session" => {
            vec![json!({ "platform": "hunan", "login_name": "nobody.here", "password": "x" })]
        }
        _ => vec![
            json!({ "platform": "hunan", "current": "x", "new": "y", "drafts": {}, "registration": "a.1" }),
        ],
    }
}

/// Nobody panics, and what is refused is refused in words.
fn well_answered(answer: &Answer, sent: &str) {
    assert!(!answer.status.is_server_error(), "{sent}: {answer:?}");
    if answer.status.is_client_error() && !answer.body.is_empty() {
        answer.code();
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(vec![], Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn runner() -> TestRunner {
    TestRunner::new(Config {
        cases: cases(),
        max_shrink_iters: 500,
        failure_persistence: None,
        ..Config::default()
    })
}

#[test]
fn bodies_that_are_nearly_right_are_answered_in_words_and_leave_the_books_whole() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let world = runtime.block_on(async { World::with(super::limits::patient(), None) });
    let cookie = runtime.block_on(world.sign_in("hunan", "demo.supplier", PASSWORD));
    let reading = ROUTES.iter().filter(|route| {
        route.method == "POST"
            && !route.path.starts_with("/v1/files")
            && route.path != "/v1/session/end"
    });
    for route in reading {
        let bodies: Vec<Vec<u8>> = bodies(route.path)
            .iter()
            .map(|body| body.to_string().into_bytes())
            .collect();
        let sending = (
            0..bodies.len(),
            vec(edit(), 0..6),
            any::<bool>(),
            any::<bool>(),
            vec(edit(), 0..3),
        );
        let sent = runner().run(&sending, |(which, edits, applicant, compressed, torn)| {
            let mut body = edited(&bodies[which], &edits);
            let mut headers = vec![
                ("content-type", "application/json"),
                ("x-yangcai-client", "1"),
            ];
            if compressed {
                body = edited(&gzip(&body), &torn);
                headers.push(("content-encoding", "gzip"));
            }
            match applicant {
                true => headers.extend([
                    ("x-yangcai-intake", SECRET),
                    ("x-yangcai-platform", "hunan"),
                ]),
                false => headers.push(("cookie", &cookie)),
            }
            let answer = runtime.block_on(world.send(request("POST", route.path, &headers, body)));
            well_answered(&answer, route.path);
            Ok(())
        });
        sent.unwrap_or_else(|fault| panic!("{}: {fault}", route.path));
    }
    let health = runtime.block_on(world.get("/healthz", &[]));
    assert_eq!(health.status, StatusCode::OK);
    runtime.block_on(world.app.writer.stop());
    let store = world.place.store();
    for checked in store.read(check).unwrap() {
        assert_eq!(checked.findings.count(), 0, "{checked:?}");
    }
}

#[test]
fn headers_that_say_anything_are_answered_in_words() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let world = runtime.block_on(async { World::with(super::limits::patient(), None) });
    let cookie = runtime.block_on(world.sign_in("hunan", "demo.supplier", PASSWORD));
    let names = [
        "upload-metadata",
        "upload-length",
        "upload-offset",
        "upload-checksum",
        "tus-resumable",
        "range",
        "accept-encoding",
        "available-dictionary",
        "if-none-match",
        "if-modified-since",
        "cookie",
        "x-yangcai-intake",
        "x-yangcai-platform",
        "content-encoding",
        "content-length",
        "origin",
        "x-forwarded-for",
        "x-http-method-override",
        "sec-fetch-site",
    ];
    let said = prop_oneof![
        vec(
            proptest::sample::select((0x20..=0x7e).chain(0x80..=0xff).collect::<Vec<u8>>()),
            0..60
        ),
        proptest::sample::select(vec![
            "1.0.0",
            "0",
            "-1",
            "18446744073709551616",
            "sha256 AA==",
            "sha1 x",
            "bytes=0-",
            "bytes=9-1,",
            "gzip;q=x",
            "*",
            "filename 8J+YgA==,sha256",
            ":AAAA=:",
            "W/\"x\"",
            "dcb, zstd;q=0",
            "POST",
            "hunan",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    let sending = (
        0..ROUTES.len(),
        vec((proptest::sample::select(names.to_vec()), said), 0..6),
        vec(any::<u8>(), 0..40),
    );
    let sent = runner().run(&sending, |(which, headers, body)| {
        let route = &ROUTES[which];
        let path = concrete(route.path);
        let mut asked = request(route.method, &path, &ours(route.path), body);
        asked
            .headers_mut()
            .insert("cookie", cookie.parse().unwrap());
        for (name, value) in &headers {
            if let Ok(value) = axum::http::HeaderValue::from_bytes(value) {
                asked.headers_mut().insert(*name, value);
            }
        }
        // Whoever signs out here would be nobody afterwards.
        if route.path == "/v1/session/end" {
            asked.headers_mut().remove("cookie");
        }
        let answer = runtime.block_on(world.send(asked));
        assert!(
            !answer.status.is_server_error(),
            "{path} {headers:?}: {answer:?}"
        );
        Ok(())
    });
    sent.unwrap_or_else(|fault| panic!("{fault}"));
}
