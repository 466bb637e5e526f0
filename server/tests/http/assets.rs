//! The front end: forms, times and addresses.

use std::path::Path;

use super::support::{Answer, World, request};
use axum::http::StatusCode;
use server::http::state::Config;
use tempfile::TempDir;

const HTML: (&str, &str) = ("accept", "text/html,application/xhtml+xml,*/*;q=0.8");
const WASM: &str = "/yangcai-app-0123456789abcdef_bg.wasm";

fn dist() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).unwrap();
        std::fs::write(path, bytes).unwrap();
    };
    write(
        "index.html",
        b"<!doctype html><script type=module>start()</script><p>page</p>",
    );
    write("index.html.br", b"br page");
    write("service-worker.js", b"// worker");
    write("manifest.webmanifest", b"{}");
    write(&WASM[1..], b"wasm");
    write(&format!("{}.br", &WASM[1..]), b"br");
    write(&format!("{}.gz", &WASM[1..]), b"gz");
    write(&format!("{}.zst", &WASM[1..]), b"zst");
    write("icons/icon-192.png", b"png");
    folder
}

fn world() -> (World, TempDir) {
    let folder = dist();
    (
        World::with(Config::default(), Some(folder.path().to_owned())),
        folder,
    )
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer
        .headers
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn the_best_form_that_the_client_takes_is_sent() {
    let (world, _folder) = world();
    let forms = [
        ("br, gzip, zstd", "br"),
        ("gzip", "gzip"),
        ("zstd;q=1, br;q=0.5", "zstd"),
        ("br;q=0, gzip", "gzip"),
    ];
    for (accept, expected) in forms {
        let answer = world.get(WASM, &[("accept-encoding", accept)]).await;
        assert_eq!(header(&answer, "content-encoding"), expected, "{accept}");
        assert_eq!(header(&answer, "content-type"), "application/wasm");
        assert_eq!(
            header(&answer, "vary"),
            "accept-encoding, available-dictionary"
        );
    }
    for accept in [
        &[][..],
        &[("accept-encoding", "identity")],
        &[("accept-encoding", "*;q=0")],
    ] {
        let plain = world.get(WASM, accept).await;
        assert_eq!(
            (plain.body.as_slice(), header(&plain, "content-encoding")),
            (&b"wasm"[..], "")
        );
    }
}

#[tokio::test]
async fn hashed_files_are_kept_and_the_page_and_worker_asked_for_again() {
    let (world, _folder) = world();
    assert_eq!(
        header(&world.get(WASM, &[]).await, "cache-control"),
        "public, max-age=31536000, immutable"
    );
    let asking = "max-age=0, stale-while-revalidate=31536000";
    for (path, kept) in [
        ("/", asking),
        ("/service-worker.js", "no-cache"),
        ("/manifest.webmanifest", "no-cache"),
        ("/icons/icon-192.png", "no-cache"),
    ] {
        let answer = world.get(path, &[HTML]).await;
        assert_eq!(
            (answer.status, header(&answer, "cache-control")),
            (StatusCode::OK, kept),
            "{path}"
        );
        let tag = header(&answer, "etag").to_owned();
        let again = world.get(path, &[HTML, ("if-none-match", &tag)]).await;
        assert_eq!(
            (again.status, again.body.len()),
            (StatusCode::NOT_MODIFIED, 0),
            "{path}"
        );
        let changed = world
            .get(path, &[HTML, ("if-none-match", "\"other\"")])
            .await;
        assert_eq!(changed.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn client_side_addresses_open_the_page_and_missing_files_do_not() {
    let (world, _folder) = world();
    for path in [
        "/",
        "/hunan/register",
        "/hunan/listings/0123456789abcdef.12",
        "/anything/at/all?x=1",
    ] {
        let answer = world.get(path, &[HTML]).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(
            String::from_utf8_lossy(&answer.body).contains("<p>page</p>"),
            "{path}"
        );
        assert_eq!(header(&answer, "content-type"), "text/html; charset=utf-8");
        let head = world.send(request("HEAD", path, &[HTML], vec![])).await;
        assert_eq!(
            (head.status, head.body.len()),
            (StatusCode::OK, 0),
            "{path}"
        );
    }
    for path in [
        "/missing.js",
        "/icons/missing.png",
        "/v1/listings",
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "//etc/passwd.txt",
    ] {
        let answer = world.get(path, &[HTML]).await;
        assert_eq!(
            (answer.status, answer.code().as_str()),
            (StatusCode::NOT_FOUND, "not_found"),
            "{path}"
        );
    }
    assert_eq!(
        world
            .get("/hunan/register", &[("accept", "application/json")])
            .await
            .code(),
        "not_found"
    );
}

#[tokio::test]
async fn the_policy_names_the_pages_own_script() {
    let (world, _folder) = world();
    let policy = header(&world.get("/", &[HTML]).await, "content-security-policy").to_owned();
    // The SHA-256 of `start()`.
    use base64::Engine;
    use sha2::Digest;
    let hash = base64::prelude::BASE64_STANDARD.encode(sha2::Sha256::digest("start()"));
    assert!(
        policy.contains(&format!(
            "script-src 'self' 'wasm-unsafe-eval' 'sha256-{hash}';"
        )),
        "{policy}"
    );
}
