//! Passwords: what is asked of them (row G5), and what a guesser meets.

use super::support::{Answer, PASSWORD, World};
use axum::http::StatusCode;
use serde_json::{Value, json};

const SECRET: &str = "0123456789abcdef0123456789abcdef-passwords";

/// What Guizhou refuses, and a rule that each breaks.
const REFUSED: [(&str, &str); 13] = [
    ("kf7m2xq", "length"),
    ("kf7m2xq9w", "length"),
    ("", "length"),
    ("kfgmhxqz", "digit"),
    ("47283950", "letter"),
    ("abcd1234", "run"),
    ("aaaa1111", "run"),
    ("kf7m2cba", "run"),
    ("passw0rd", "not_common"),
    ("TrustNo1", "not_common"),
    ("1qaz2wsx", "not_common"),
    ("new.user", "not_login_name"),
    (" kf7m2xq9", "length"),
];

fn broken(answer: &Answer) -> Vec<String> {
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{answer:?}"
    );
    assert_eq!(answer.code(), "password_refused");
    assert_eq!(answer.json()["field"], "password");
    let name = |rule: &Value| match rule {
        Value::String(name) => name.clone(),
        Value::Object(rule) => rule.keys().next().unwrap().clone(),
        _ => panic!("{rule}"),
    };
    answer.json()["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(name)
        .collect()
}

#[tokio::test]
async fn each_bad_password_is_refused_at_activation_with_the_browser_bypassed() {
    let world = World::with(super::limits::patient(), None);
    let registration = world.apply(SECRET, "new.user", 11).await;
    world.approve(&registration, 12).await;
    for (password, rule) in REFUSED {
        let body =
            json!({ "platform": "guizhou", "registration": registration, "password": password });
        let answer = world
            .post("/v1/activation", &[("x-yangcai-intake", SECRET)], &body)
            .await;
        assert!(
            broken(&answer).contains(&rule.to_owned()),
            "{password:?}: {answer:?}"
        );
    }
}

#[tokio::test]
async fn each_bad_password_is_refused_at_a_change_with_the_browser_bypassed() {
    let world = World::with(super::limits::patient(), None);
    let cookie = world.sign_in("guizhou", "demo.imported", "12345678").await;
    for (password, rule) in REFUSED {
        if rule == "not_login_name" {
            continue;
        }
        let body = json!({ "current": "12345678", "new": password });
        let answer = world
            .post("/v1/password", &[("cookie", &cookie)], &body)
            .await;
        assert!(
            broken(&answer).contains(&rule.to_owned()),
            "{password:?}: {answer:?}"
        );
    }
    let answer = world
        .post(
            "/v1/password",
            &[("cookie", &cookie)],
            &json!({ "current": "12345678", "new": "aaa" }),
        )
        .await;
    assert_eq!(
        broken(&answer),
        ["length", "digit", "run"],
        "all of them at once"
    );
}

#[tokio::test]
async fn an_imported_password_opens_nothing_but_its_own_change() {
    let world = World::new();
    let cookie = world.sign_in("guizhou", "demo.imported", "12345678").await;
    let who = [("cookie", cookie.as_str())];
    assert_eq!(
        world.pull(&who, 20).await.code(),
        "password_change_required"
    );
    let other = world.sign_in("guizhou", "demo.imported", "12345678").await;
    let changed = world
        .post(
            "/v1/password",
            &who,
            &json!({ "current": "12345678", "new": "kf7m2xq9" }),
        )
        .await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    assert_eq!(changed.json()["must_change_password"], false);
    let renewed = changed.cookie();
    assert_eq!(
        world.pull(&[("cookie", &renewed)], 20).await.status,
        StatusCode::OK
    );
    for ended in [&cookie, &other] {
        assert_eq!(
            world.pull(&[("cookie", ended)], 20).await.code(),
            "not_signed_in"
        );
    }
    assert_eq!(
        world
            .try_sign_in("guizhou", "demo.imported", "12345678")
            .await
            .code(),
        "wrong_credentials"
    );
    world.advance(60_000);
    world.sign_in("guizhou", "demo.imported", "kf7m2xq9").await;
}

#[tokio::test]
async fn a_change_asks_for_the_present_password_and_for_another_one() {
    let world = World::new();
    let cookie = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    let who = [("cookie", cookie.as_str())];
    let wrong = world
        .post(
            "/v1/password",
            &who,
            &json!({ "current": "kf7m2xq8", "new": "kf7m2xq9" }),
        )
        .await;
    assert_eq!(
        (wrong.code().as_str(), wrong.status),
        ("wrong_credentials", StatusCode::UNAUTHORIZED)
    );
    let locked = world
        .post(
            "/v1/password",
            &who,
            &json!({ "current": PASSWORD, "new": "kf7m2xq9" }),
        )
        .await;
    assert_eq!(locked.code(), "too_many_requests");
    world.advance(1_000);
    let same = world
        .post(
            "/v1/password",
            &who,
            &json!({ "current": PASSWORD, "new": PASSWORD }),
        )
        .await;
    assert_eq!(same.code(), "password_refused");
    assert_eq!(
        world
            .post("/v1/session/current", &who, &json!({}))
            .await
            .status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn nothing_is_trimmed_folded_or_cut_off() {
    let world = World::with(super::limits::patient(), None);
    let long = "kF7m2xQ9".repeat(16);
    for password in [
        " yc8k2m6q",
        "yc8k2m6q ",
        "YC8K2M6Q",
        "yc8k2m6",
        "yc8k2m6q\0",
        "ｙｃ8k2m6q",
        &long,
        &format!("{long}x"),
    ] {
        let answer = world.try_sign_in("hunan", "demo.supplier", password).await;
        assert_eq!(answer.code(), "wrong_credentials", "{password:?}");
        world.advance(60_000);
    }
    let cookie = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    let too_long = json!({ "current": PASSWORD, "new": format!("{long}x") });
    let refused = world
        .post("/v1/password", &[("cookie", &cookie)], &too_long)
        .await;
    assert_eq!(refused.code(), "password_refused");
    let exact = format!(" K7{} ", "äx9-".repeat(15));
    let changed = world
        .post(
            "/v1/password",
            &[("cookie", &cookie)],
            &json!({ "current": PASSWORD, "new": exact }),
        )
        .await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    world.sign_in("hunan", "demo.supplier", &exact).await;
    assert_eq!(
        world
            .try_sign_in("hunan", "demo.supplier", exact.trim())
            .await
            .code(),
        "wrong_credentials"
    );
}

#[tokio::test]
async fn known_and_unknown_names_get_the_same_answer_for_the_same_work() {
    let world = World::new();
    let mut seen = vec![];
    for name in ["demo.supplier", "nobody.here", "不是登录名", "x"] {
        let before = world.app.hasher.calls();
        let answer = world.try_sign_in("hunan", name, "kf7m2xq9").await;
        seen.push((
            answer.status,
            answer.body.clone(),
            world.app.hasher.calls() - before,
        ));
    }
    assert_eq!(seen[0].2, 1);
    assert!(seen.iter().all(|answer| *answer == seen[0]), "{seen:?}");
    let locked = |name| world.try_sign_in("hunan", name, "kf7m2xq9");
    assert_eq!(
        locked("demo.supplier").await.body,
        locked("nobody.here").await.body
    );
}

#[tokio::test]
async fn wrong_passwords_lock_softly_longer_each_time_and_across_a_restart() {
    let mut world = World::new();
    let running = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    for seconds in [1, 3, 5, 10] {
        let wrong = world
            .try_sign_in("hunan", "demo.supplier", "kf7m2xq9")
            .await;
        assert_eq!(wrong.code(), "wrong_credentials");
        world = world.restarted().await;
        let hashed = world.app.hasher.calls();
        let locked = world.try_sign_in("hunan", "demo.supplier", PASSWORD).await;
        assert_eq!(locked.code(), "too_many_requests");
        assert_eq!(locked.headers["retry-after"], seconds.to_string().as_str());
        assert_eq!(locked.json()["retry_after"], seconds);
        assert_eq!(
            world.app.hasher.calls(),
            hashed,
            "a locked name costs no hash"
        );
        let current = world
            .post("/v1/session/current", &[("cookie", &running)], &json!({}))
            .await;
        assert_eq!(
            current.status,
            StatusCode::OK,
            "nobody is locked out of a running session"
        );
        world.advance(seconds * 1000);
    }
    world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    assert_eq!(
        world
            .try_sign_in("hunan", "demo.supplier", "kf7m2xq9")
            .await
            .code(),
        "wrong_credentials"
    );
    world.advance(1_000);
    world.sign_in("hunan", "demo.supplier", PASSWORD).await;
}

#[tokio::test]
async fn of_many_guesses_at_once_few_are_looked_at() {
    let world = World::with(super::limits::patient(), None);
    let guesses = (0..40).map(|n| {
        let password = format!("guess-{n:03}");
        let world = &world;
        async move {
            world
                .try_sign_in("hunan", "demo.supplier", &password)
                .await
                .code()
        }
    });
    let codes = futures_util::future::join_all(guesses).await;
    let looked_at = codes
        .iter()
        .filter(|code| *code == "wrong_credentials")
        .count();
    let cores = std::thread::available_parallelism().unwrap().get();
    assert!((1..=2 * cores).contains(&looked_at), "{looked_at} of 40");
}
