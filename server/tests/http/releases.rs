//! A new release against what the browser has of an older one (RFC 9842).

use std::io::Read;
use std::path::{Path, PathBuf};

use super::support::{Answer, World};
use axum::http::StatusCode;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

const TAKES: (&str, &str) = ("accept-encoding", "gzip, deflate, br, zstd, dcb, dcz");
const FETCHED: (&str, &str) = ("sec-fetch-dest", "empty");
const HTML: (&str, &str) = ("accept", "text/html");

/// The program of a release: some code, and a sentence that differs.
fn program(release: u8) -> Vec<u8> {
    let block = |at: u32| Sha256::digest(at.to_le_bytes());
    let mut code: Vec<u8> = (0..2000).flat_map(block).collect();
    code.splice(30_000..30_000, format!("release {release}").into_bytes());
    code
}

fn page(release: u8) -> Vec<u8> {
    let block = |at: u32| format!("<p>{:x}</p>", Sha256::digest(at.to_be_bytes()));
    let text: String = (0..50).map(block).collect();
    format!("<!doctype html>{text}<b>{release}</b>").into_bytes()
}

fn address(release: u8) -> String {
    format!("/yangcai-app-0123456789abcd{release:02}_bg.wasm")
}

/// A front end of this release, in a folder of the world's own.
fn dist(world: &World, release: u8) -> PathBuf {
    let folder = world.folder.path().join(format!("dist-{release}"));
    std::fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).unwrap();
    let name = address(release)[1..].to_owned();
    write("index.html", &page(release));
    write(&name, &program(release));
    write(&format!("{name}.br"), &[b'b'; 9000]);
    write("service-worker.js", b"// worker");
    folder
}

async fn updated(world: World, release: u8) -> World {
    let folder = dist(&world, release);
    world.restarted_with(folder).await
}

async fn two_releases() -> World {
    updated(updated(World::new(), 1).await, 2).await
}

fn names(contents: &[u8]) -> String {
    format!(":{}:", BASE64_STANDARD.encode(Sha256::digest(contents)))
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer
        .headers
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

/// What a browser makes of the answer with the old contents.
fn decoded(body: &[u8], old: &[u8]) -> Vec<u8> {
    assert_eq!(body[..8], [0x5e, 0x2a, 0x4d, 0x18, 0x20, 0, 0, 0]);
    assert_eq!(body[8..40], Sha256::digest(old)[..]);
    let mut out = Vec::new();
    let mut decoder = zstd::Decoder::with_ref_prefix(&body[40..], old).unwrap();
    decoder.read_to_end(&mut out).unwrap();
    out
}

#[tokio::test]
async fn who_has_the_last_release_is_sent_what_is_new() {
    let world = two_releases().await;
    let has = names(&program(1));
    for _ in 0..2 {
        let answer = world
            .get(&address(2), &[TAKES, ("available-dictionary", &has)])
            .await;
        assert_eq!(header(&answer, "content-encoding"), "dcz");
        assert_eq!(header(&answer, "content-type"), "application/wasm");
        assert_eq!(
            header(&answer, "vary"),
            "accept-encoding, available-dictionary"
        );
        assert_eq!(
            header(&answer, "cache-control"),
            "public, max-age=31536000, immutable"
        );
        assert_eq!(
            header(&answer, "use-as-dictionary"),
            "match=\"/yangcai-app-*_bg.wasm\""
        );
        assert!(answer.body.len() < 150, "{} bytes", answer.body.len());
        assert_eq!(decoded(&answer.body, &program(1)), program(2));
    }
}

#[tokio::test]
async fn whoever_has_something_else_is_sent_the_whole_file() {
    let world = two_releases().await;
    let known = names(&program(1));
    let other = names(b"somebody else's");
    let of_the_page = names(&page(1));
    let cut = &known[..known.len() - 5];
    let cases: &[&[(&str, &str)]] = &[
        &[TAKES],
        &[TAKES, ("available-dictionary", &other)],
        &[TAKES, ("available-dictionary", &of_the_page)],
        &[TAKES, ("available-dictionary", cut)],
        &[TAKES, ("available-dictionary", ":not base64:")],
        &[TAKES, ("available-dictionary", "")],
        &[
            ("accept-encoding", "br, zstd, dcb"),
            ("available-dictionary", &known),
        ],
        &[
            ("accept-encoding", "br, dcz;q=0"),
            ("available-dictionary", &known),
        ],
        &[
            ("accept-encoding", "br, *"),
            ("available-dictionary", &known),
        ],
    ];
    for headers in cases {
        let answer = world.get(&address(2), headers).await;
        assert_eq!(
            (answer.status, header(&answer, "content-encoding")),
            (StatusCode::OK, "br"),
            "{headers:?}"
        );
        assert_eq!(answer.body, [b'b'; 9000]);
    }
    let plain = world
        .get(&address(2), &[("available-dictionary", &known)])
        .await;
    assert_eq!(plain.body, program(2));
}

#[tokio::test]
async fn a_dictionary_that_saves_nothing_is_not_used() {
    let world = two_releases().await;
    let name = format!("dist-2/{}.br", &address(2)[1..]);
    std::fs::write(world.folder.path().join(name), b"tiny").unwrap();
    let has = names(&program(1));
    let answer = world
        .get(&address(2), &[TAKES, ("available-dictionary", &has)])
        .await;
    assert_eq!(answer.body, b"tiny");
}

#[tokio::test]
async fn the_page_is_a_dictionary_for_the_next_one_however_it_was_asked_for() {
    let world = two_releases().await;
    let opened = world
        .get("/hunan/sign-in", &[HTML, ("sec-fetch-dest", "document")])
        .await;
    let has = names(&page(1));
    let fetched = world
        .get("/", &[HTML, TAKES, FETCHED, ("available-dictionary", &has)])
        .await;
    assert_eq!(header(&fetched, "content-encoding"), "dcz");
    for answer in [&opened, &fetched] {
        assert_eq!(header(answer, "use-as-dictionary"), "match=\"/\"");
        assert_eq!(
            header(answer, "cache-control"),
            "max-age=0, stale-while-revalidate=31536000"
        );
        assert_eq!(
            header(answer, "vary"),
            "accept-encoding, available-dictionary"
        );
    }
    assert_eq!(decoded(&fetched.body, &page(1)), page(2));

    let (tag, has) = (header(&fetched, "etag"), names(&page(2)));
    for headers in [
        &[HTML, TAKES, FETCHED, ("available-dictionary", &has)][..],
        &[HTML, TAKES, FETCHED],
    ] {
        let mut headers = headers.to_vec();
        headers.push(("if-none-match", tag));
        let again = world.get("/", &headers).await;
        assert_eq!(
            (again.status, again.body.len()),
            (StatusCode::NOT_MODIFIED, 0)
        );
    }
    let worker = world.get("/service-worker.js", &[TAKES]).await;
    assert_eq!(header(&worker, "use-as-dictionary"), "");
    assert_eq!(header(&worker, "vary"), "accept-encoding");
}

#[tokio::test]
async fn the_last_releases_are_kept_and_older_ones_let_go() {
    let mut world = World::new();
    for release in [1, 2, 2, 3, 4, 5, 5] {
        world = updated(world, release).await;
    }
    let kept = folders(&world.folder.path().join("releases"));
    assert_eq!(kept.len(), 4, "{kept:?}");
    for (release, encoding) in [(1, "br"), (2, "dcz"), (4, "dcz"), (5, "dcz")] {
        let has = names(&program(release));
        let answer = world
            .get(&address(5), &[TAKES, ("available-dictionary", &has)])
            .await;
        assert_eq!(header(&answer, "content-encoding"), encoding, "{release}");
    }
}

#[tokio::test]
async fn what_was_damaged_in_the_folder_is_no_dictionary() {
    let world = two_releases().await;
    let releases = world.folder.path().join("releases");
    let old = folders(&releases).remove(0).join(&address(1)[1..]);
    assert_eq!(std::fs::read(&old).unwrap(), program(1));
    std::fs::write(&old, &program(1)[1..]).unwrap();
    let has = names(&program(1));
    let headers = [TAKES, ("available-dictionary", has.as_str())];
    let damaged_meanwhile = world.get(&address(2), &headers).await;
    assert_eq!(header(&damaged_meanwhile, "content-encoding"), "br");
    std::fs::create_dir(releases.join("arriving")).unwrap();
    std::fs::write(releases.join("notes.txt"), "not ours").unwrap();
    let world = updated(world, 2).await;
    let damaged_before = world.get(&address(2), &headers).await;
    assert_eq!(header(&damaged_before, "content-encoding"), "br");
    let own = names(&page(2));
    let page = world
        .get("/", &[HTML, TAKES, ("available-dictionary", &own)])
        .await;
    assert_eq!(header(&page, "content-encoding"), "dcz");
}

#[tokio::test]
async fn a_server_that_cannot_keep_releases_sends_whole_files() {
    let world = World::new();
    let in_the_way = world.folder.path().join("releases");
    std::fs::write(&in_the_way, "a file").unwrap();
    let world = updated(updated(world, 1).await, 2).await;
    let has = names(&program(1));
    let headers = [TAKES, ("available-dictionary", has.as_str())];
    let answer = world.get(&address(2), &headers).await;
    assert_eq!(header(&answer, "content-encoding"), "br");
    assert_eq!(std::fs::read(&in_the_way).unwrap(), b"a file");
}

/// The releases in the folder, the oldest first.
fn folders(releases: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(releases).unwrap();
    let mut found: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.is_dir());
    found.sort();
    found
}

#[tokio::test]
async fn a_page_of_the_last_release_still_gets_its_files() {
    let world = two_releases().await;
    let older = world.get(&address(1), &[]).await;
    assert_eq!(
        (older.status, &older.body[..]),
        (StatusCode::OK, &program(1)[..])
    );
    assert_eq!(header(&older, "content-type"), "application/wasm");
    for path in ["/yangcai-app-0123456789abcd77_bg.wasm", "/1/index.html"] {
        assert_eq!(
            world.get(path, &[]).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let page = world.get("/index.html", &[HTML]).await;
    assert_ne!(
        page.body,
        super::releases::page(1),
        "an address without a hash is the present one's"
    );
}
