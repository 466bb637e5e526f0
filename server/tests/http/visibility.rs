//! What belongs to another unit does not exist.

use super::support::{PASSWORD, World, pull_body};
use axum::http::StatusCode;
use domain::command::Command;
use domain::listing::ListingEntry;
use domain::record_id::RecordId;
use domain::review::ReviewAct;
use serde_json::{Value, json};

const SECRET: &str = "0123456789abcdef0123456789abcdef-visibility";

/// Every record that a pull shows.
fn shown(pull: &Value) -> Vec<(RecordId, Value)> {
    let pages = pull["spaces"].as_object().unwrap().values();
    pages
        .flat_map(|page| page["put"].as_array().unwrap().clone())
        .map(|row| {
            (
                row["id"].as_str().unwrap().parse().unwrap(),
                row["record"].clone(),
            )
        })
        .collect()
}

/// A second unit in Guizhou, signed in.
async fn stranger(world: &World) -> String {
    let registration = world.apply(SECRET, "new.user", 51).await;
    world.approve(&registration, 52).await;
    let body =
        json!({ "platform": "guizhou", "registration": registration, "password": "kf7m2xq9" });
    assert_eq!(
        world
            .post("/v1/activation", &[("x-yangcai-intake", SECRET)], &body)
            .await
            .status,
        StatusCode::OK
    );
    world.sign_in("guizhou", "new.user", "kf7m2xq9").await
}

#[tokio::test]
async fn every_record_of_one_unit_asked_for_by_another_is_not_found() {
    let world = World::with(super::limits::patient(), None);
    let owner = world.sign_in("guizhou", "demo.supplier", PASSWORD).await;
    let owned = shown(&world.pull(&[("cookie", &owner)], 53).await.json());
    assert!(owned.len() >= 6, "{owned:?}");
    let stranger = stranger(&world).await;
    let seen = shown(&world.pull(&[("cookie", &stranger)], 54).await.json());
    assert!(
        !seen.is_empty()
            && seen
                .iter()
                .all(|(id, _)| owned.iter().all(|(other, _)| other != id))
    );

    let absent = RecordId::of_command(super::support::client_id(99), 9);
    let ids: Vec<RecordId> = owned.iter().map(|(id, _)| *id).chain([absent]).collect();
    let entry = ListingEntry::default();
    let mut commands = vec![];
    for id in &ids {
        commands.push(Command::SubmitListing {
            listing: Some(*id),
            entry: entry.clone(),
        });
        commands.push(Command::SubmitRegistration {
            registration: Some(*id),
            entry: super::support::entry("x.yz", 1),
        });
        commands.push(Command::Review {
            record: *id,
            act: ReviewAct::Withdraw,
        });
        commands.push(Command::Review {
            record: *id,
            act: ReviewAct::Approve,
        });
    }
    let answer = world
        .push(&[("cookie", &stranger)], 54, 1, &commands)
        .await
        .json();
    let receipts = answer["receipts"].as_array().unwrap();
    assert_eq!(receipts.len(), commands.len());
    for receipt in receipts {
        assert_eq!(
            receipt["rejection"],
            json!({ "code": "not_found" }),
            "{receipt}"
        );
    }
}

#[tokio::test]
async fn asking_for_another_units_space_by_name_gives_nothing_of_it() {
    let world = World::with(super::limits::patient(), None);
    let owner = world.sign_in("guizhou", "demo.supplier", PASSWORD).await;
    let pulled = world.pull(&[("cookie", &owner)], 55).await.json();
    let mut asked = pull_body(56);
    for space in pulled["spaces"].as_object().unwrap().keys() {
        asked["cursors"][space] = json!(0);
    }
    asked["cursors"]["guizhou/review"] = json!(0);
    let stranger = stranger(&world).await;
    let answer = world
        .post("/v1/pull", &[("cookie", &stranger)], &asked)
        .await
        .json();
    for space in asked["cursors"].as_object().unwrap().keys() {
        assert!(answer["spaces"].get(space).is_none(), "{space}");
        assert!(
            answer["lost"]
                .as_array()
                .unwrap()
                .iter()
                .any(|lost| lost == space),
            "{space}: {answer}"
        );
    }
}

#[tokio::test]
async fn another_persons_queue_is_refused() {
    let world = World::with(super::limits::patient(), None);
    let owner = world.sign_in("guizhou", "demo.supplier", PASSWORD).await;
    assert_eq!(
        world
            .push(&[("cookie", &owner)], 57, 1, &[Command::Discarded {}])
            .await
            .status,
        StatusCode::OK
    );
    let stranger = stranger(&world).await;
    let answer = world
        .push(&[("cookie", &stranger)], 57, 2, &[Command::Discarded {}])
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "{answer:?}");
    assert_eq!(answer.code(), "forbidden");
}

#[tokio::test]
async fn an_applicant_sees_the_own_application_and_nothing_else() {
    let world = World::with(super::limits::patient(), None);
    let registration = world.apply(SECRET, "new.user", 58).await;
    let who = [
        ("x-yangcai-intake", SECRET),
        ("x-yangcai-platform", "guizhou"),
    ];
    let seen = shown(&world.pull(&who, 58).await.json());
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].0.to_string(), registration);
    let elsewhere = [
        ("x-yangcai-intake", SECRET),
        ("x-yangcai-platform", "hunan"),
    ];
    assert!(shown(&world.pull(&elsewhere, 59).await.json()).is_empty());
}
