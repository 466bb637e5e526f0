//! The protocol, word by word (tus 1.0.0: core, creation, checksum, expiration, termination).

use axum::body::Body;
use axum::http::StatusCode;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha1::Sha1;
use sha2::{Digest, Sha256};

use super::super::limits::patient;
use super::super::support::{HOUR, QUOTA, World, request};
use super::pictures::png;
use super::sender::{Sender, said_of};

const CLIENT: (&str, &str) = ("x-yangcai-client", "1");

#[tokio::test]
async fn what_can_be_done_is_said_to_whoever_asks() {
    let world = World::new();
    let asked = request("OPTIONS", "/v1/files", &[CLIENT], vec![]);
    let answer = world.send(asked).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    for (name, value) in [
        ("tus-version", "1.0.0"),
        ("tus-extension", "creation,checksum,expiration,termination"),
        ("tus-checksum-algorithm", "sha1,sha256"),
        ("tus-max-size", "10485760"),
    ] {
        assert_eq!(answer.headers[name], value);
    }
}

#[tokio::test]
async fn another_version_is_told_which_one_is_spoken_and_changes_nothing() {
    let world = World::new();
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let bytes = png(1, 2000);
    let at = sender.begin(&bytes).await;
    for version in [None, Some("0.2.2"), Some("1.0"), Some("")] {
        let mut headers = vec![
            ("cookie", sender.cookie.as_str()),
            CLIENT,
            ("upload-offset", "0"),
            ("content-type", "application/offset+octet-stream"),
        ];
        headers.extend(version.map(|version| ("tus-resumable", version)));
        let patch = request("PATCH", &at, &headers, bytes.clone());
        let answer = world.send(patch).await;
        assert_eq!(answer.status, StatusCode::PRECONDITION_FAILED);
        assert_eq!(answer.headers["tus-version"], "1.0.0");
        assert_eq!(answer.headers["tus-resumable"], "1.0.0");
    }
    assert_eq!(sender.offset(&at).await, 0);
}

#[tokio::test]
async fn an_upload_has_a_length_and_a_digest_and_is_not_too_large() {
    let world = World::new();
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let said = said_of(b"x");
    let status = async |size: usize, said: &str| sender.begins(size, said).await.status;
    assert_eq!(status(1, &said).await, StatusCode::CREATED);
    assert_eq!(status(0, &said).await, StatusCode::BAD_REQUEST);
    assert_eq!(status(10 << 20, &said).await, StatusCode::CREATED);
    let beyond = (10 << 20) + 1;
    assert_eq!(status(beyond, &said).await, StatusCode::PAYLOAD_TOO_LARGE);
    for unsaid in ["", "name eA==", "sha256 eA==", "sha256", "sha256 !"] {
        let found = status(1, unsaid).await;
        assert_eq!(found, StatusCode::BAD_REQUEST, "{unsaid}");
    }
    let deferred = [("upload-defer-length", "1"), ("upload-metadata", &*said)];
    let answer = sender.call("POST", "/v1/files", &deferred).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_piece_goes_where_the_upload_stands_and_nowhere_else() {
    let world = World::new();
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let bytes = png(2, 3000);
    let at = sender.begin(&bytes).await;
    let answer = sender.patch(&at, 0, &bytes[..1000]).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(answer.headers["upload-offset"], "1000");
    for offset in [0, 999, 1001, 3000] {
        let answer = sender.patch(&at, offset, &bytes[offset.min(2000)..]).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{offset}");
    }
    let longer = [&bytes[1000..], b"x"].concat();
    let answer = sender.patch(&at, 1000, &longer).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    let kind = [("upload-offset", "1000")];
    let answer = sender.call("PATCH", &at, &kind).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(sender.offset(&at).await, 1000);
    let answer = sender.patch(&at, 1000, &bytes[1000..]).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    // Who did not hear of the end asks, and is told.
    assert_eq!(sender.offset(&at).await, bytes.len());
    assert_eq!(sender.download(&bytes).await.body, bytes);
}

#[tokio::test]
async fn of_a_piece_that_is_not_what_was_digested_nothing_is_kept() {
    let world = World::new();
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let bytes = png(3, 3000);
    let at = sender.begin(&bytes).await;
    let (first, last) = bytes.split_at(1700);
    let sum = |name: &str, digest: &[u8]| format!("{name} {}", BASE64_STANDARD.encode(digest));
    let sent = async |offset: usize, piece: &[u8], sum: &str| {
        let body = Body::from(piece.to_vec());
        let more = [("upload-checksum", sum)];
        let answer = sender.patch_with(&at, offset, body, &more).await;
        (answer.status.as_u16(), sender.offset(&at).await)
    };
    let sha1 = sum("sha1", &Sha1::digest(first));
    let sha256 = sum("sha256", &Sha256::digest(last));
    let flipped = [&first[..1699], &[first[1699] ^ 1]].concat();
    assert_eq!(sent(0, &flipped, &sha1).await, (460, 0));
    assert_eq!(sent(0, first, &sha256).await, (460, 0));
    assert_eq!(sent(0, first, "crc32 AAAAAA==").await, (400, 0));
    assert_eq!(sent(0, first, "sha1").await, (400, 0));
    assert_eq!(sent(0, first, &sha1).await, (204, 1700));
    assert_eq!(sent(1700, last, &sha256).await, (204, bytes.len()));
    assert_eq!(sender.download(&bytes).await.body, bytes);
}

#[tokio::test]
async fn what_arrives_otherwise_than_it_was_named_is_not_taken() {
    let world = World::new();
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let (named, sent) = (png(4, 2000), png(5, 2000));
    assert_eq!(named.len(), sent.len());
    let at = sender.begin(&named).await;
    assert_eq!(sender.patch(&at, 0, &sent).await.status.as_u16(), 460);
    let gone = sender.call("HEAD", &at, &[]).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    for bytes in [named, sent] {
        assert_eq!(sender.download(&bytes).await.code(), "not_found");
    }
}

#[tokio::test]
async fn an_upload_that_nobody_goes_on_with_is_given_up_and_its_pieces_are_removed() {
    let world = World::with(patient(), None);
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let bytes = png(6, 3000);
    let at = sender.begin(&bytes).await;
    world.advance(6 * 24 * HOUR);
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let answer = sender.patch(&at, 0, &bytes[..1000]).await;
    let until = answer.headers["upload-expires"].to_str().unwrap();
    assert_eq!(until, "Sat, 05 Dec 2026 04:00:00 GMT");
    world.advance(6 * 24 * HOUR);
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    assert_eq!(sender.offset(&at).await, 1000);
    let pieces = || std::fs::read_dir(world.folder.path().join("files/uploads"));
    assert_eq!(server::files::sweep(&world.app).await.unwrap(), 0);
    assert_eq!(pieces().unwrap().count(), 1);
    world.advance(24 * HOUR);
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let gone = sender.call("HEAD", &at, &[]).await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert_eq!(server::files::sweep(&world.app).await.unwrap(), 1);
    assert_eq!(pieces().map_or(0, Iterator::count), 0);
    let gone = sender.call("HEAD", &at, &[]).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_upload_that_is_given_up_leaves_nothing() {
    let world = World::new();
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let bytes = png(7, 3000);
    let at = sender.begin(&bytes).await;
    sender.patch(&at, 0, &bytes[..1000]).await;
    let ended = sender.call("DELETE", &at, &[]).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    for method in ["HEAD", "DELETE"] {
        let gone = sender.call(method, &at, &[]).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    }
    assert_eq!(world.place.sql("SELECT upload FROM upload_parts"), [""; 0]);
    let pieces = std::fs::read_dir(world.folder.path().join("files/uploads"));
    assert_eq!(pieces.map_or(0, Iterator::count), 0);
}

#[tokio::test]
async fn where_only_post_gets_through_the_method_is_said_in_a_header() {
    let world = World::new();
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let at = sender.begin(&png(8, 2000)).await;
    let as_head = [("x-http-method-override", "HEAD")];
    let answer = sender.call("POST", &at, &as_head).await;
    assert_eq!(answer.headers["upload-offset"], "0");
    let answer = sender.call("POST", &at, &[]).await;
    assert_eq!(answer.code(), "method_not_allowed");
    let as_delete = [("x-http-method-override", "DELETE")];
    let answer = sender.call("POST", &at, &as_delete).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_unit_has_so_much_room_and_no_more_with_what_is_under_way() {
    let world = World::new();
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let bytes = png(9, 4000);
    assert_eq!(sender.upload(&bytes).await.status, StatusCode::NO_CONTENT);
    let (size, said) = (10 << 20, said_of(b"x"));
    for _ in 0..QUOTA / size - 1 {
        let begun = sender.begins(size as usize, &said).await;
        assert_eq!(begun.status, StatusCode::CREATED);
    }
    let left = size as usize - bytes.len();
    let refused = sender.begins(left + 1, &said).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(sender.begins(left, &said).await.status, StatusCode::CREATED);
    // Another unit's room is its own.
    let other = Sender::new(&world, "hunan", "demo.supplier").await;
    assert_eq!(other.begins(left, &said).await.status, StatusCode::CREATED);
}
