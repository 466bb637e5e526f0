//! Activation: the approved unit's first password, set once by whoever holds
//! the application's secret.

use super::support::{Answer, World};
use axum::http::StatusCode;
use serde_json::json;

const SECRET: &str = "0123456789abcdef0123456789abcdef-activation";
const OTHER: &str = "fedcba9876543210fedcba9876543210-activation";

async fn activate(world: &World, secret: &str, registration: &str, password: &str) -> Answer {
    let body = json!({ "platform": "guizhou", "registration": registration, "password": password });
    world
        .post("/v1/activation", &[("x-yangcai-intake", secret)], &body)
        .await
}

#[tokio::test]
async fn an_account_opens_after_approval_once_and_for_the_secrets_holder() {
    let world = World::new();
    let registration = world.apply(SECRET, "new.user", 31).await;
    assert_eq!(
        activate(&world, SECRET, &registration, "kf7m2xq9")
            .await
            .code(),
        "not_approved"
    );
    assert_eq!(
        world
            .try_sign_in("guizhou", "new.user", "kf7m2xq9")
            .await
            .code(),
        "wrong_credentials"
    );
    world.advance(60_000);

    world.approve(&registration, 32).await;
    let other = activate(&world, OTHER, &registration, "kf7m2xq9").await;
    assert_eq!(
        (other.status, other.code().as_str()),
        (StatusCode::NOT_FOUND, "not_found")
    );
    let absent = activate(&world, OTHER, "zzzzzzzzzzzzzzzz.1", "kf7m2xq9").await;
    assert_eq!(
        other.body, absent.body,
        "another’s application looks like none"
    );
    assert_eq!(
        activate(&world, "too short", &registration, "kf7m2xq9")
            .await
            .code(),
        "not_signed_in"
    );
    assert_eq!(
        activate(&world, SECRET, &registration, "12345678")
            .await
            .code(),
        "password_refused"
    );

    let opened = activate(&world, SECRET, &registration, "kf7m2xq9").await;
    assert_eq!(opened.status, StatusCode::OK, "{opened:?}");
    assert_eq!(opened.json()["login_name"], "new.user");
    assert_eq!(opened.json()["unit"], registration);
    assert!(
        opened.headers.get("set-cookie").is_none(),
        "a password is set, nobody is signed in"
    );
    assert_eq!(
        activate(&world, SECRET, &registration, "other7k2")
            .await
            .code(),
        "already_activated"
    );

    let info = world
        .try_sign_in("guizhou", "new.user", "kf7m2xq9")
        .await
        .json();
    assert_eq!(info["role"], "unit_admin");
    assert_eq!(info["must_change_password"], false);
    assert_eq!(info["unit_name"], "贵州试验医药31有限公司");
    assert_eq!(
        world
            .try_sign_in("guizhou", "new.user", "other7k2")
            .await
            .code(),
        "wrong_credentials"
    );
}

#[tokio::test]
async fn of_two_activations_at_once_one_wins() {
    let world = World::new();
    let registration = world.apply(SECRET, "new.user", 33).await;
    world.approve(&registration, 34).await;
    let (one, two) = tokio::join!(
        activate(&world, SECRET, &registration, "kf7m2xq9"),
        activate(&world, SECRET, &registration, "m3x8vd2k"),
    );
    let mut statuses = [one.status, two.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::CONFLICT]);
}

#[tokio::test]
async fn what_is_no_application_cannot_be_activated() {
    let world = World::new();
    let registration = world.apply(SECRET, "new.user", 35).await;
    world.approve(&registration, 36).await;
    // The unit that approval made is a record too, and not the application.
    assert_eq!(
        activate(&world, SECRET, &format!("{registration}.1"), "kf7m2xq9")
            .await
            .code(),
        "not_found"
    );
    assert_eq!(
        activate(&world, SECRET, "no record", "kf7m2xq9")
            .await
            .code(),
        "malformed"
    );
    let elsewhere =
        json!({ "platform": "hunan", "registration": registration, "password": "kf7m2xq9" });
    let answer = world
        .post(
            "/v1/activation",
            &[("x-yangcai-intake", SECRET)],
            &elsewhere,
        )
        .await;
    assert_eq!(answer.code(), "not_found");
}

#[tokio::test]
async fn no_account_opens_for_an_application_whose_person_was_erased() {
    let world = World::new();
    let registration = world.apply(SECRET, "new.user", 41).await;
    world.advance(60_000);
    world.approve(&registration, 42).await;
    let person = server::sync::Person::Registration(registration.parse().unwrap());
    let platform = domain::profile::PlatformId::parse("guizhou").unwrap();
    let now = world.app.now();
    let erased = world
        .app
        .write(move |db| Ok(server::sync::erase(db, &platform, &person, now)?))
        .await
        .unwrap();
    assert_eq!(erased.unwrap().records, 1);
    let refused = activate(&world, SECRET, &registration, "kf7m2xq9").await;
    assert_eq!(refused.code(), "not_found");
}
