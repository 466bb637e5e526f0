//! Sessions: how they begin, and everything that ends them.

use super::support::{HOUR, PASSWORD, World};
use axum::http::StatusCode;
use serde_json::json;

async fn lives(world: &World, cookie: &str) -> bool {
    let answer = world
        .post("/v1/session/current", &[("cookie", cookie)], &json!({}))
        .await;
    match answer.status {
        StatusCode::OK => true,
        StatusCode::UNAUTHORIZED => {
            assert_eq!(answer.code(), "not_signed_in");
            false
        }
        _ => panic!("{answer:?}"),
    }
}

#[tokio::test]
async fn signing_in_says_who_one_is_and_each_time_with_another_token() {
    let world = World::new();
    let answer = world
        .try_sign_in("hunan", " Demo.Supplier ", PASSWORD)
        .await;
    let info = answer.json();
    assert_eq!(info["login_name"], "demo.supplier");
    assert_eq!(info["role"], "unit_admin");
    assert_eq!(info["platform"], "hunan");
    assert_eq!(info["must_change_password"], false);
    assert!(
        info["unit_name"].as_str().unwrap().contains("示例阳光医药"),
        "{info}"
    );
    assert!(info["lease_until"].as_i64() > info["now"].as_i64());
    let again = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    assert_ne!(answer.cookie(), again);
    assert!(lives(&world, &answer.cookie()).await && lives(&world, &again).await);
}

#[tokio::test]
async fn signing_out_counts_at_once_and_only_for_that_session() {
    let world = World::new();
    let first = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    let second = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    let ended = world
        .post("/v1/session/end", &[("cookie", &first)], &json!({}))
        .await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    assert!(
        ended.headers["set-cookie"]
            .to_str()
            .unwrap()
            .contains("Max-Age=0")
    );
    assert!(!lives(&world, &first).await);
    assert!(lives(&world, &second).await);
}

#[tokio::test]
async fn an_unused_session_ends_after_twelve_hours() {
    let world = World::new();
    let cookie = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    world.advance(12 * HOUR - 1);
    assert!(lives(&world, &cookie).await);
    world.advance(12 * HOUR - 1);
    assert!(lives(&world, &cookie).await);
    world.advance(12 * HOUR);
    assert!(!lives(&world, &cookie).await);
}

#[tokio::test]
async fn a_session_in_use_ends_after_thirty_days() {
    let world = World::new();
    let cookie = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    for _ in 0..71 {
        world.advance(10 * HOUR);
        assert!(lives(&world, &cookie).await);
    }
    world.advance(10 * HOUR);
    assert!(!lives(&world, &cookie).await);
}

#[tokio::test]
async fn looking_on_does_not_keep_a_session_alive() {
    let world = World::new();
    let cookie = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    for _ in 0..2 {
        world.advance(7 * HOUR);
        world.get("/v1/poke?wait=0", &[("cookie", &cookie)]).await;
    }
    assert!(!lives(&world, &cookie).await);
}

#[tokio::test]
async fn disabling_and_another_role_count_from_the_next_call() {
    let world = World::new();
    let cookie = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    world
        .place
        .sql("UPDATE accounts SET role = 'operator' WHERE login_name = 'demo.supplier'");
    let current = world
        .post("/v1/session/current", &[("cookie", &cookie)], &json!({}))
        .await;
    assert_eq!(current.json()["role"], "operator");
    world
        .place
        .sql("UPDATE accounts SET disabled = TRUE WHERE login_name = 'demo.supplier'");
    assert!(!lives(&world, &cookie).await);
    assert_eq!(
        world
            .try_sign_in("hunan", "demo.supplier", PASSWORD)
            .await
            .code(),
        "wrong_credentials"
    );
}

#[tokio::test]
async fn a_dump_of_the_database_opens_nothing() {
    let world = World::new();
    let cookie = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    let token = cookie.split_once('=').unwrap().1.to_owned();
    let world = world.restarted().await;
    let dump = world.place.dump();
    let holds = |text: &str| {
        dump.windows(text.len())
            .any(|window| window == text.as_bytes())
    };
    assert!(!holds(&token) && !holds(PASSWORD) && holds("$argon2id$"));
    let stored = world.place.sql("SELECT token_hash FROM sessions").remove(0);
    assert!(!lives(&world, &format!("yangcai={stored}")).await);
    assert!(lives(&world, &cookie).await, "a session survives a restart");
}

#[tokio::test]
async fn a_queue_never_goes_up_under_another_accounts_session() {
    let world = World::new();
    let answer = world.try_sign_in("hunan", "demo.supplier", PASSWORD).await;
    let (cookie, account) = (
        answer.cookie(),
        answer.json()["account"].as_str().unwrap().to_owned(),
    );
    let own = world
        .pull(&[("cookie", &cookie), ("x-yangcai-account", &account)], 60)
        .await;
    assert_eq!(own.status, StatusCode::OK);
    let other = world
        .pull(
            &[("cookie", &cookie), ("x-yangcai-account", "somebody")],
            60,
        )
        .await;
    assert_eq!(other.code(), "not_signed_in");
}
