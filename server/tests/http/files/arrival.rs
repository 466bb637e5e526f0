//! A listing that names files waits for them, whichever comes first, and nothing else waits.

use axum::http::StatusCode;
use domain::attachment::Document;
use domain::command::Command;
use domain::identifiers::BoundedText;
use domain::listing::{AttachmentRef, ListingEntry};
use domain::profile::PlatformId;
use domain::record::Record;
use domain::record_id::RecordId;
use domain::review::ReviewAct;
use domain::space::Space;
use serde_json::{Value, json};
use server::files::FileDigest;

use super::super::support::{PASSWORD, World, client_id, listing};
use super::pictures::png;
use super::sender::Sender;

/// A listing that names these files.
pub fn naming(files: &[&[u8]]) -> ListingEntry {
    let Command::SubmitListing { entry, .. } = listing("留置针") else {
        panic!("a listing")
    };
    let file = |bytes: &&[u8]| AttachmentRef {
        sha256: BoundedText::parse(FileDigest::of(bytes).as_str()).unwrap(),
        name: BoundedText::parse("注册证.png").unwrap(),
        size: bytes.len() as u64,
        document: Some(Document::Certificate),
    };
    let attachments = files.iter().map(file).collect();
    ListingEntry {
        attachments,
        ..entry
    }
}

fn submit(files: &[&[u8]]) -> Command {
    Command::SubmitListing {
        listing: None,
        entry: naming(files),
    }
}

/// How many files a listing waits for, and how often it has been written.
async fn waits(world: &World, id: RecordId) -> (usize, u64) {
    let hunan = PlatformId::parse("hunan").unwrap();
    let found = world
        .app
        .read(move |db| Ok(db.record(&hunan, &id)?))
        .await
        .unwrap()
        .unwrap();
    let Record::Listing(listing) = found.record else {
        panic!("a listing")
    };
    (listing.awaited.len(), found.version)
}

async fn reviewed(world: &World, client: u8, mid: u64, record: RecordId, act: ReviewAct) -> Value {
    let cookie = world.sign_in("hunan", "centre.reviewer", PASSWORD).await;
    let command = Command::Review { record, act };
    let who = [("cookie", cookie.as_str())];
    let answer = world.push(&who, client, mid, &[command]).await.json();
    answer["receipts"][0].clone()
}

async fn logs_hold(world: &World) {
    let checked = world.app.read(|db| {
        for space in db.space_names()? {
            assert_eq!(db.verify_chain(&space)?, Ok(()), "{space}");
        }
        // Every table is what the log says, arrivals included.
        for checked in server::check::check(db)? {
            let found = checked.findings.kept();
            assert!(found.is_empty(), "{found:?}");
        }
        Ok(())
    });
    checked.await.unwrap();
}

#[tokio::test]
async fn a_listing_goes_up_before_its_file_and_is_approved_once_that_has_come() {
    let world = World::with(super::super::limits::patient(), None);
    let sender = Sender::new(&world, "hunan", "demo.supplier").await;
    let (one, two) = (png(40, 3000), png(41, 3000));
    let who = [("cookie", sender.cookie.as_str())];
    // What is queued behind it is taken at once.
    let commands = [submit(&[&one, &two]), listing("后面的")];
    let answer = world.push(&who, 41, 1, &commands).await.json();
    for receipt in answer["receipts"].as_array().unwrap() {
        assert_eq!(receipt["status"], "accepted");
    }
    let id = RecordId::of_command(client_id(41), 1);
    assert_eq!(waits(&world, id).await, (2, 1));
    reviewed(&world, 42, 1, id, ReviewAct::Claim).await;
    let refused = reviewed(&world, 42, 2, id, ReviewAct::Approve).await;
    assert_eq!(
        refused["rejection"],
        json!({ "code": "awaiting_attachment" })
    );

    let mut news = world.app.writer.subscribe();
    assert_eq!(sender.upload(&one).await.status, StatusCode::NO_CONTENT);
    let review: Space = "hunan/review".parse().unwrap();
    let heard = async { while !news.recv().await.unwrap().contains(&review) {} };
    let limit = std::time::Duration::from_secs(10);
    let heard = tokio::time::timeout(limit, heard).await;
    heard.expect("the centre hears of it");
    assert_eq!(waits(&world, id).await, (1, 3));
    let refused = reviewed(&world, 42, 3, id, ReviewAct::Approve).await;
    assert_eq!(refused["status"], "refused");
    sender.upload(&two).await;
    assert_eq!(waits(&world, id).await, (0, 4));
    let approved = reviewed(&world, 42, 4, id, ReviewAct::Approve).await;
    assert_eq!(approved["status"], "accepted");
    assert_eq!(world.place.sql("SELECT sha256 FROM awaited_files"), [""; 0]);
    logs_hold(&world).await;
}

#[tokio::test]
async fn a_listing_that_comes_after_its_file_does_not_wait() {
    let world = World::with(super::super::limits::patient(), None);
    let sender = Sender::new(&world, "hunan", "demo.supplier").await;
    let bytes = png(43, 3000);
    sender.upload(&bytes).await;
    let who = [("cookie", sender.cookie.as_str())];
    world.push(&who, 43, 1, &[submit(&[&bytes])]).await;
    let id = RecordId::of_command(client_id(43), 1);
    assert_eq!(waits(&world, id).await, (0, 2));
    // Sent again it is not done again.
    world.push(&who, 43, 1, &[submit(&[&bytes])]).await;
    assert_eq!(waits(&world, id).await, (0, 2));
    logs_hold(&world).await;
}

#[tokio::test]
async fn a_listing_written_anew_without_the_file_is_not_touched_by_its_arrival() {
    let world = World::with(super::super::limits::patient(), None);
    let sender = Sender::new(&world, "hunan", "demo.supplier").await;
    let bytes = png(44, 3000);
    let who = [("cookie", sender.cookie.as_str())];
    let id = RecordId::of_command(client_id(44), 1);
    let withdraw = Command::Review {
        record: id,
        act: ReviewAct::Withdraw,
    };
    let again = Command::SubmitListing {
        listing: Some(id),
        entry: naming(&[]),
    };
    let commands = [submit(&[&bytes]), withdraw, again];
    let answer = world.push(&who, 44, 1, &commands).await.json();
    assert_eq!(answer["receipts"][2]["status"], "accepted", "{answer}");
    assert_eq!(waits(&world, id).await, (0, 3));
    sender.upload(&bytes).await;
    assert_eq!(waits(&world, id).await, (0, 3));
}

#[tokio::test]
async fn the_log_tells_who_sent_a_file_and_what_it_changed() {
    let world = World::with(super::super::limits::patient(), None);
    let sender = Sender::new(&world, "hunan", "demo.supplier").await;
    let bytes = png(45, 3000);
    let who = [("cookie", sender.cookie.as_str())];
    world.push(&who, 45, 1, &[submit(&[&bytes])]).await;
    sender.upload(&bytes).await;
    let digest = FileDigest::of(&bytes);
    let entries = world.app.read(|db| {
        let mut found = vec![];
        for space in db.space_names()? {
            found.extend(db.log_entries(&space)?);
        }
        Ok::<_, server::http::problem::Refused>(found)
    });
    let entries = entries.await.unwrap();
    let mut arrivals = entries
        .iter()
        .map(|entry| serde_json::from_str::<Value>(entry).unwrap())
        .filter(|entry| entry["arrived"] == digest.as_str());
    let entry = arrivals.next().unwrap();
    assert_eq!(entry["size"], bytes.len());
    let id = RecordId::of_command(client_id(45), 1).to_string();
    assert_eq!(entry["changed"], json!([[id, 2]]));
    assert!(entry["actor"]["member"]["account"].is_string(), "{entry}");
    assert_eq!(arrivals.next(), None);
}
