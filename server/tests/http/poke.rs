//! Pokes: that something changed, to whom it concerns, and to nobody else.

use std::time::Duration;

use super::support::{PASSWORD, World, listing, request};
use axum::http::StatusCode;
use http_body_util::BodyExt;
use serde_json::json;

async fn next(stream: &mut axum::body::Body) -> Option<String> {
    let frame = tokio::time::timeout(Duration::from_secs(5), stream.frame())
        .await
        .expect("a frame in time")?;
    Some(String::from_utf8(frame.unwrap().into_data().unwrap().to_vec()).unwrap())
}

#[tokio::test]
async fn a_long_poll_answers_when_an_own_space_is_touched_and_else_after_its_wait() {
    let world = World::new();
    let unit = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    let elsewhere = world.sign_in("guizhou", "demo.supplier", PASSWORD).await;
    let (own, other) = (
        [("cookie", unit.as_str())],
        [("cookie", elsewhere.as_str())],
    );
    let (heard, unheard, pushed) = tokio::join!(
        world.get("/v1/poke?wait=20", &own),
        world.get("/v1/poke?wait=1", &other),
        async {
            tokio::time::sleep(Duration::from_millis(200)).await;
            world
                .push(&[("cookie", &unit)], 61, 1, &[listing("留置针")])
                .await
        },
    );
    assert_eq!(
        pushed.json()["receipts"][0]["status"],
        "accepted",
        "{pushed:?}"
    );
    assert_eq!((heard.status, heard.body.len()), (StatusCode::OK, 0));
    assert_eq!(
        (unheard.status, unheard.body.len()),
        (StatusCode::NO_CONTENT, 0)
    );
    assert_eq!(
        world
            .get("/v1/poke?wait=soon", &[("cookie", &unit)])
            .await
            .code(),
        "malformed"
    );
}

#[tokio::test]
async fn a_stream_pokes_without_saying_what_and_ends_with_the_server() {
    let world = World::new();
    let cookie = world.sign_in("hunan", "centre.reviewer", PASSWORD).await;
    let response = world
        .stream(request("GET", "/v1/poke", &[("cookie", &cookie)], vec![]))
        .await;
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert_eq!(response.headers()["x-accel-buffering"], "no");
    assert_eq!(response.headers()["cache-control"], "no-store");
    let mut stream = response.into_body();
    assert!(next(&mut stream).await.unwrap().starts_with(':'));
    let unit = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    world
        .push(&[("cookie", &unit)], 62, 1, &[listing("留置针")])
        .await;
    let poke = next(&mut stream).await.unwrap();
    // Browsers drop an event without data, so there is some that says nothing.
    assert_eq!(poke, "event: poke\ndata: poke\n\n");
    world.stop.send(true).unwrap();
    assert_eq!(next(&mut stream).await, None);
}

#[tokio::test]
async fn a_session_that_has_ended_hears_nothing_more() {
    let world = World::new();
    let cookie = world.sign_in("hunan", "centre.reviewer", PASSWORD).await;
    let response = world
        .stream(request("GET", "/v1/poke", &[("cookie", &cookie)], vec![]))
        .await;
    let mut stream = response.into_body();
    next(&mut stream).await.unwrap();
    world
        .post("/v1/session/end", &[("cookie", &cookie)], &json!({}))
        .await;
    let unit = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    world
        .push(&[("cookie", &unit)], 63, 1, &[listing("留置针")])
        .await;
    assert_eq!(next(&mut stream).await, None);
}

#[tokio::test]
async fn a_listener_that_missed_announcements_is_poked_although_they_were_others() {
    let world = World::with(super::limits::patient(), None);
    let centre = world.sign_in("hunan", "centre.reviewer", PASSWORD).await;
    let response = world
        .stream(request("GET", "/v1/poke", &[("cookie", &centre)], vec![]))
        .await;
    let mut stream = response.into_body();
    next(&mut stream).await.unwrap();
    let unit = world.sign_in("hunan", "demo.supplier", PASSWORD).await;
    let elsewhere = world.sign_in("guizhou", "demo.supplier", PASSWORD).await;
    world
        .push(&[("cookie", &unit)], 64, 1, &[listing("留置针")])
        .await;
    // More than are kept for one who does not listen, so that the first is gone.
    for mid in 1..=300 {
        let who = [("cookie", elsewhere.as_str())];
        let pushed = world.push(&who, 65, mid, &[listing("留置针")]).await;
        assert_eq!(pushed.json()["receipts"][0]["status"], "accepted");
    }
    assert_eq!(
        next(&mut stream).await.unwrap(),
        "event: poke\ndata: poke\n\n"
    );
}
