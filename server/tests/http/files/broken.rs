//! Files and their rows when something fails between them, and bytes that change by themselves.

use std::path::PathBuf;

use axum::http::StatusCode;
use server::files::{FileDigest, FilesReport};

use super::super::support::World;
use super::pictures::png;
use super::sender::Sender;

fn place(world: &World, bytes: &[u8]) -> PathBuf {
    let digest = FileDigest::of(bytes);
    let name = digest.as_str();
    let folder = world.folder.path().join("files/files").join(&name[..2]);
    folder.join(name)
}

async fn checked(world: &World) -> FilesReport {
    let store = world.place.store();
    server::files::check(&world.app.files, &store)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_bit_that_flips_in_a_kept_file_is_noticed_when_it_is_read() {
    let world = World::new();
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let (bytes, other) = (png(50, 20_000), png(51, 20_000));
    sender.upload(&bytes).await;
    sender.upload(&other).await;
    let whole = FilesReport {
        whole: 2,
        ..FilesReport::default()
    };
    assert_eq!(checked(&world).await, whole);

    let file = place(&world, &bytes);
    let mut kept = std::fs::read(&file).unwrap();
    kept[10_000] ^= 4;
    std::fs::write(&file, kept).unwrap();
    let answer = sender.download(&bytes).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    let damaged = vec![FileDigest::of(&bytes)];
    let report = checked(&world).await;
    assert_eq!((report.whole, &report.damaged), (1, &damaged));
    assert!(!report.holds());
    let told = server::check::of_files(&report);
    assert_eq!((told.count, told.findings.count()), (2, 1));
    assert_eq!(told.findings.kept()[0].code, "file_damaged");

    // Who sent it sends it again, and it is whole.
    assert_eq!(sender.upload(&bytes).await.status, StatusCode::NO_CONTENT);
    assert!(sender.download(&bytes).await.body == bytes);
    assert_eq!(checked(&world).await, whole);
}

#[tokio::test]
async fn a_row_without_its_file_is_found_and_the_file_is_taken_again() {
    let world = World::new();
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let bytes = png(52, 20_000);
    sender.upload(&bytes).await;
    std::fs::remove_file(place(&world, &bytes)).unwrap();
    assert_eq!(sender.download(&bytes).await.code(), "not_found");
    let report = checked(&world).await;
    assert_eq!(report.missing, [FileDigest::of(&bytes)]);
    let told = server::check::of_files(&report);
    assert_eq!(told.findings.kept()[0].code, "file_missing");
    assert_eq!(sender.upload(&bytes).await.status, StatusCode::NO_CONTENT);
    assert!(sender.download(&bytes).await.body == bytes);
}

#[tokio::test]
async fn a_file_without_its_row_belongs_to_nobody_and_is_in_nobodys_way() {
    let world = World::new();
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let bytes = png(53, 20_000);
    let file = place(&world, &bytes);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    // As a crash between the two leaves it, and as a torn disk would.
    std::fs::write(&file, &bytes[..9000]).unwrap();
    assert_eq!(sender.download(&bytes).await.code(), "not_found");
    let report = checked(&world).await;
    assert_eq!((report.unnamed.len(), report.holds()), (1, true));
    assert_eq!(sender.upload(&bytes).await.status, StatusCode::NO_CONTENT);
    assert!(sender.download(&bytes).await.body == bytes);
    assert_eq!(checked(&world).await.unnamed, [""; 0]);
}

#[tokio::test]
async fn an_upload_is_not_complete_before_its_row_is_written() {
    let world = World::new();
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let bytes = png(54, 20_000);
    let at = sender.begin(&bytes).await;
    sender.patch(&at, 0, &bytes[..12_000]).await;
    world.place.sql("ALTER TABLE files RENAME TO elsewhere");
    let answer = sender.patch(&at, 12_000, &bytes[12_000..]).await;
    assert!(answer.status.is_server_error(), "{answer:?}");
    assert!(place(&world, &bytes).exists(), "the bytes came first");
    world.place.sql("ALTER TABLE elsewhere RENAME TO files");
    assert_eq!(sender.offset(&at).await, 12_000);
    let answer = sender.patch(&at, 12_000, &bytes[12_000..]).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert!(sender.download(&bytes).await.body == bytes);
}

#[tokio::test]
async fn where_no_byte_can_be_kept_none_is_said_to_have_arrived() {
    let world = World::new();
    let sender = Sender::new(&world, "guizhou", "demo.supplier").await;
    let bytes = png(55, 20_000);
    let at = sender.begin(&bytes).await;
    let place = world.folder.path().join("files/uploads");
    // Not a directory: nothing can be put into it.
    std::fs::write(&place, b"").unwrap();
    let answer = sender.patch(&at, 0, &bytes[..12_000]).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(sender.offset(&at).await, 0);
    std::fs::remove_file(&place).unwrap();
    let answer = sender.patch(&at, 0, &bytes).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert!(sender.download(&bytes).await.body == bytes);
}
