//! Who sees a file: the unit that sent it, and the centre through a listing that names it.

use axum::http::StatusCode;
use domain::command::Command;
use server::files::FileDigest;

use super::super::support::{World, listing};
use super::arrival::naming;
use super::pictures::{pdf, png};
use super::sender::{Sender, said_of};

#[tokio::test]
async fn another_units_file_does_not_exist_although_one_knows_its_digest() {
    let world = World::with(super::super::limits::patient(), None);
    let owner = Sender::new(&world, "guizhou", "demo.supplier").await;
    let bytes = png(30, 5000);
    let at = owner.begin(&bytes).await;
    owner.patch(&at, 0, &bytes[..1000]).await;
    let other = Sender::new(&world, "hunan", "demo.supplier").await;
    for method in ["HEAD", "DELETE"] {
        let answer = other.call(method, &at, &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    let answer = other.patch(&at, 1000, &bytes[1000..]).await;
    assert_eq!(answer.code(), "not_found");
    owner.patch(&at, 1000, &bytes[1000..]).await;

    assert_eq!(owner.download(&bytes).await.status, StatusCode::OK);
    assert_eq!(other.download(&bytes).await.code(), "not_found");
    // A listing of one's own that names it is no way to it either.
    let named = Command::SubmitListing {
        listing: None,
        entry: naming(&[&bytes]),
    };
    let who = [("cookie", other.cookie.as_str())];
    let answer = world.push(&who, 31, 1, &[named]).await.json();
    assert_eq!(answer["receipts"][0]["status"], "accepted");
    let record = format!("{}.1", super::super::support::client_id(31));
    let digest = FileDigest::of(&bytes);
    let path = format!("/v1/files/{}?record={record}", digest.as_str());
    assert_eq!(world.get(&path, &who).await.code(), "not_found");
    // Nor does the answer to its upload tell that somebody has it.
    let answer = other.begins(bytes.len(), &said_of(&bytes)).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let at = answer.headers["location"].to_str().unwrap();
    assert_eq!(other.offset(at).await, 0);
}

#[tokio::test]
async fn the_centre_sees_a_file_through_a_listing_that_names_it_and_not_otherwise() {
    let world = World::with(super::super::limits::patient(), None);
    let owner = Sender::new(&world, "guizhou", "demo.supplier").await;
    let (bytes, unnamed) = (png(32, 5000), pdf());
    for bytes in [&bytes, &unnamed] {
        assert_eq!(owner.upload(bytes).await.status, StatusCode::NO_CONTENT);
    }
    let named = Command::SubmitListing {
        listing: None,
        entry: naming(&[&bytes]),
    };
    let who = [("cookie", owner.cookie.as_str())];
    world.push(&who, 33, 1, &[named, listing("无附件")]).await;
    let [with, without] =
        [1, 2].map(|mid| format!("{}.{mid}", super::super::support::client_id(33)));

    let reviewer = world
        .sign_in("guizhou", "centre.reviewer", "yc8k2m6q")
        .await;
    let asked = async |bytes: &[u8], record: Option<&str>| {
        let mut path = format!("/v1/files/{}", FileDigest::of(bytes).as_str());
        path.extend(record.map(|record| format!("?record={record}")));
        world.get(&path, &[("cookie", &reviewer)]).await
    };
    let answer = asked(&bytes, Some(&with)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body == bytes);
    for (bytes, record) in [
        (&bytes, None),
        (&bytes, Some(without.as_str())),
        (&unnamed, Some(with.as_str())),
    ] {
        assert_eq!(asked(bytes, record).await.code(), "not_found", "{record:?}");
    }
    // Another platform's reviewer sees neither listing nor file.
    let elsewhere = world.sign_in("hunan", "centre.reviewer", "yc8k2m6q").await;
    let path = format!(
        "/v1/files/{}?record={with}",
        FileDigest::of(&bytes).as_str()
    );
    let answer = world.get(&path, &[("cookie", &elsewhere)]).await;
    assert_eq!(answer.code(), "not_found");
}

#[tokio::test]
async fn a_file_comes_as_what_it_is_and_is_never_opened_as_a_page() {
    let world = World::new();
    let owner = Sender::new(&world, "guizhou", "demo.supplier").await;
    for (bytes, kind, ending) in [
        (png(34, 900), "image/png", "png"),
        (pdf(), "application/pdf", "pdf"),
    ] {
        owner.upload(&bytes).await;
        let answer = owner.download(&bytes).await;
        assert_eq!(answer.headers["content-type"], kind);
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        assert_eq!(answer.headers["cache-control"], "no-store");
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        let digest = FileDigest::of(&bytes);
        let name = &digest.as_str()[..12];
        let expected = format!("attachment; filename=\"{name}.{ending}\"");
        assert_eq!(answer.headers["content-disposition"], expected);
    }
}
