//! Rate limits: tight where passwords are checked, wide elsewhere.

use std::num::NonZeroU32;

use super::support::{World, request};
use serde_json::json;
use server::http::state::Config;

/// A server that lets one address try often, for tests of something else.
pub fn patient() -> Config {
    Config {
        sign_in_burst: NonZeroU32::new(10_000).unwrap(),
        ..Config::default()
    }
}

#[tokio::test]
async fn password_checks_of_one_address_are_slowed_and_nothing_else_is() {
    let world = World::with(
        Config {
            sign_in_burst: NonZeroU32::new(3).unwrap(),
            ..Config::default()
        },
        None,
    );
    let mut codes = vec![];
    for number in 0..5 {
        codes.push(
            world
                .try_sign_in("hunan", &format!("nobody{number}"), "x")
                .await,
        );
    }
    assert!(
        codes[..3]
            .iter()
            .all(|answer| answer.code() == "wrong_credentials")
    );
    for answer in &codes[3..] {
        assert_eq!(answer.code(), "too_many_requests");
        assert!(
            answer.headers["retry-after"]
                .to_str()
                .unwrap()
                .parse::<u64>()
                .unwrap()
                >= 1
        );
    }
    for _ in 0..1000 {
        let answer = world.post("/v1/session/current", &[], &json!({})).await;
        assert_eq!(answer.code(), "not_signed_in");
    }
}

#[tokio::test]
async fn only_our_own_proxys_word_on_the_caller_is_believed() {
    let burst = NonZeroU32::MIN;
    for (trust_proxy, expected) in [(true, "wrong_credentials"), (false, "too_many_requests")] {
        let world = World::with(
            Config {
                sign_in_burst: burst,
                trust_proxy,
                ..Config::default()
            },
            None,
        );
        let body = json!({ "platform": "hunan", "login_name": "nobody.here", "password": "x" });
        let mut last = String::new();
        for number in 1..=2 {
            let from = format!("198.51.100.9, 203.0.113.{number}");
            let headers = [
                ("content-type", "application/json"),
                ("x-yangcai-client", "1"),
                ("x-forwarded-for", &from),
            ];
            last = world
                .send(request(
                    "POST",
                    "/v1/session",
                    &headers,
                    body.to_string().into_bytes(),
                ))
                .await
                .code();
            world.advance(60_000);
        }
        assert_eq!(last, expected);
    }
}
