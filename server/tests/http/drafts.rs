//! Drafts, over HTTP: who may ask, and what is left of them when their person is erased.

use super::support::{PASSWORD, World};
use axum::http::StatusCode;
use domain::draft::{Change, Held, News};
use domain::identifiers::LoginName;
use domain::profile::PlatformId;
use domain::timestamp::Timestamp;
use serde_json::json;
use server::sync::{Person, erase};

const TEXT: &str = r#"{"entry":{"product_name":"微导管"}}"#;

async fn epoch(world: &World) -> String {
    world.get("/healthz", &[]).await.json()["epoch"]
        .as_str()
        .unwrap()
        .to_owned()
}

async fn carried(world: &World, cookie: &str, drafts: &[(&str, Held)]) -> Vec<(String, News)> {
    let epoch = epoch(world).await;
    let mut body = json!({ "": super::support::client_id(91) });
    for (name, held) in drafts {
        body[name] = held.line(&epoch).into();
    }
    let answer = world.post("/v1/drafts", &[("cookie", cookie)], &body).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let lines = answer.json();
    let lines = lines.as_object().unwrap().iter();
    lines
        .map(|(name, line)| {
            let news = News::read(line.as_str().unwrap(), &epoch);
            (name.clone(), news.unwrap())
        })
        .collect()
}

fn new() -> [(&'static str, Held); 1] {
    let change = Change {
        base: String::new(),
        text: TEXT.into(),
    };
    let held = Held {
        at: Timestamp::default(),
        change: Some(change),
    };
    [("listing:new", held)]
}

#[tokio::test]
async fn a_draft_outlives_the_server_and_is_nobody_elses() {
    let world = World::with(super::limits::patient(), None);
    let supplier = world.sign_in("guizhou", "demo.supplier", PASSWORD).await;
    let taken = carried(&world, &supplier, &new()).await;
    assert!(taken.len() == 1 && taken[0].1.text.is_none());
    let world = world.restarted().await;
    let again = world.sign_in("guizhou", "demo.supplier", PASSWORD).await;
    let found = carried(&world, &again, &[]).await;
    assert_eq!(found[0].1.text.as_deref(), Some(TEXT));
    // The same person elsewhere is another account, of another unit.
    for (platform, name) in [("hunan", "demo.supplier"), ("guizhou", "centre.reviewer")] {
        let other = world.sign_in(platform, name, PASSWORD).await;
        assert_eq!(carried(&world, &other, &[]).await, []);
    }
}

#[tokio::test]
async fn a_call_under_another_accounts_name_is_refused() {
    let world = World::with(super::limits::patient(), None);
    let cookie = world.sign_in("guizhou", "demo.supplier", PASSWORD).await;
    let body = json!({ "": super::support::client_id(91) });
    let who = [("cookie", &*cookie), ("x-yangcai-account", "somebody.else")];
    let refused = world.post("/v1/drafts", &who, &body).await;
    assert_eq!(refused.code(), "not_signed_in");
    for strange in [
        json!({}),
        json!([]),
        json!({ "": "nobody" }),
        json!({ "": 1 }),
    ] {
        let refused = world.post("/v1/drafts", &who[..1], &strange).await;
        assert_eq!(refused.code(), "malformed", "{strange}");
    }
}

#[tokio::test]
async fn an_erased_persons_drafts_are_gone_and_so_is_what_opened_them() {
    let world = World::with(super::limits::patient(), None);
    let cookie = world.sign_in("guizhou", "demo.supplier", PASSWORD).await;
    carried(&world, &cookie, &new()).await;
    let count = |sql: &str| {
        world
            .place
            .sql(&format!("SELECT CAST(COUNT(*) AS TEXT) FROM {sql}"))
    };
    let keys = count("person_keys");
    assert_eq!(count("drafts"), ["1"]);
    let erased = world.app.write(|db| {
        let person = Person::LoginName(LoginName::parse("demo.supplier").unwrap());
        let platform = PlatformId::parse("guizhou").unwrap();
        Ok(erase(db, &platform, &person, Timestamp::default())?)
    });
    let erased = erased.await.ok().flatten().unwrap();
    assert!(!erased.keys.is_empty());
    assert_eq!(count("drafts"), ["0"]);
    assert_ne!(count("person_keys"), keys);
}
