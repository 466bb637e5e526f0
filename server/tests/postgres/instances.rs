//! Two servers on one database: whoever is known to one is known to the other.

use std::time::Duration;

use axum::http::StatusCode;
use domain::command::Command;
use serde_json::json;

use super::support::{BEGIN, PASSWORD, World, entry};

/// Another server beside that one.
fn beside(world: &World) -> World {
    World::on(
        world.place.clone(),
        tempfile::tempdir().unwrap(),
        world.app.config.clone(),
        "/nowhere".into(),
        BEGIN,
    )
}

/// Something that the centre hears of.
async fn news(world: &World, client: u8) {
    let secret = format!("{client:03}-0123456789abcdef0123456789abcdef");
    let who = [
        ("x-yangcai-intake", secret.as_str()),
        ("x-yangcai-platform", "guizhou"),
    ];
    let submit = Command::SubmitRegistration {
        registration: None,
        entry: entry(&format!("news.{client}"), client),
    };
    let answer = world.push(&who, client, 1, &[submit]).await;
    assert_eq!(
        answer.json()["receipts"][0]["status"],
        "accepted",
        "{answer:?}"
    );
}

/// Whether the centre is poked at this server within the seconds, and nobody else.
async fn is_poked(world: &World, cookie: &str, seconds: u8) -> bool {
    let path = format!("/v1/poke?wait={seconds}");
    let poked = world.get(&path, &[("cookie", cookie)]).await;
    poked.status == StatusCode::OK
}

async fn wait(milliseconds: u64) {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_server_writes_the_other_announces_to_whom_it_concerns() {
    let here = World::new();
    let there = beside(&here);
    let centre = here.sign_in("guizhou", "centre.reviewer", PASSWORD).await;
    let elsewhere = here.sign_in("hunan", "demo.supplier", PASSWORD).await;
    // The other may still be connecting.
    wait(1000).await;
    let (poked, unconcerned, ()) = tokio::join!(
        is_poked(&there, &centre, 20),
        is_poked(&there, &elsewhere, 2),
        async {
            wait(300).await;
            news(&here, 61).await;
        }
    );
    assert!(poked && !unconcerned);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_came_while_a_server_was_cut_off_is_announced_once_it_hears_again() {
    let here = World::new();
    let there = beside(&here);
    let centre = here.sign_in("guizhou", "centre.reviewer", PASSWORD).await;
    wait(1000).await;
    let (poked, ()) = tokio::join!(is_poked(&there, &centre, 20), async {
        wait(300).await;
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                   WHERE datname = current_database() AND application_name = 'yangcai watch'";
        assert_eq!(here.place.sql(cut).len(), 2);
        // Before it can be heard again.
        news(&here, 62).await;
    });
    assert!(poked);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_begins_and_ends_at_both() {
    let here = World::new();
    let there = beside(&here);
    let cookie = here.sign_in("hunan", "demo.supplier", PASSWORD).await;
    let who = [("cookie", cookie.as_str())];
    let current = there.post("/v1/session/current", &who, &json!({})).await;
    assert_eq!(current.status, StatusCode::OK, "{current:?}");
    there.post("/v1/session/end", &who, &json!({})).await;
    let current = here.post("/v1/session/current", &who, &json!({})).await;
    assert_eq!(current.code(), "not_signed_in");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_the_sessions_at_the_other() {
    let here = World::new();
    let there = beside(&here);
    let old = here.sign_in("hunan", "demo.supplier", PASSWORD).await;
    let other = there.sign_in("hunan", "demo.supplier", PASSWORD).await;
    let body = json!({ "current": PASSWORD, "new": "kf7m2xq9" });
    let changed = here.post("/v1/password", &[("cookie", &old)], &body).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    let current = there
        .post("/v1/session/current", &[("cookie", &other)], &json!({}))
        .await;
    assert_eq!(current.code(), "not_signed_in");
    there.sign_in("hunan", "demo.supplier", "kf7m2xq9").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_passwords_at_one_lock_the_name_at_the_other() {
    let here = World::new();
    let there = beside(&here);
    for (world, wrong) in [(&here, "wrong1"), (&there, "wrong2"), (&here, "wrong3")] {
        let answer = world.try_sign_in("hunan", "demo.supplier", wrong).await;
        assert_eq!(answer.code(), "wrong_credentials", "{wrong}");
        let waits = |answer: super::support::Answer| answer.code() == "too_many_requests";
        for world in [&here, &there] {
            assert!(waits(
                world.try_sign_in("hunan", "demo.supplier", PASSWORD).await
            ));
        }
        here.advance(10_000);
        there.advance(10_000);
    }
    let failures = here.place.sql("SELECT failures FROM sign_in_failures");
    assert_eq!(failures, ["3"]);
    there.sign_in("hunan", "demo.supplier", PASSWORD).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_opened_once_however_many_servers_are_asked() {
    let here = World::new();
    let there = beside(&here);
    let secret = "activation-0123456789abcdef0123456789abcdef";
    let registration = here.apply(secret, "both.sides", 71).await;
    here.approve(&registration, 72).await;
    let body =
        json!({ "platform": "guizhou", "registration": registration, "password": "kf7m2xq9" });
    let who = [("x-yangcai-intake", secret)];
    let (one, other) = tokio::join!(
        here.post("/v1/activation", &who, &body),
        there.post("/v1/activation", &who, &body),
    );
    let opened = [&one, &other].map(|answer| answer.status == StatusCode::OK);
    assert!(opened[0] != opened[1], "{one:?} {other:?}");
}
