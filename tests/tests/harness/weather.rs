//! What the network does: it is cut, it loses answers, it counts.

use crate::pages::Pages;
use anyhow::Result;
use serde_json::{Value, json};
use yangcai_tests::http_client::HttpClient;
use yangcai_tests::network::{Network, Shape};
use yangcai_tests::server_process::ServerProcess;
use yangcai_tests::wire::Meter;

#[tokio::test]
async fn a_cut_network_refuses_and_a_restored_one_carries_again() -> Result<()> {
    let pages = Pages::serve().await?;
    let network = Network::before(pages.address).await?;
    let mut client = HttpClient::new(network.address());
    assert_eq!(client.get("/").await?.status, 200);
    network.cut();
    assert!(client.get("/").await.is_err());
    assert!(client.get("/").await.is_err());
    network.restore();
    assert_eq!(client.get("/").await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn a_lost_response_reaches_the_server_but_not_the_client() -> Result<()> {
    let pages = Pages::serve().await?;
    let network = Network::before(pages.address).await?;
    let mut client = HttpClient::new(network.address());
    network.lose_responses("/save", 1);
    assert_eq!(client.get("/").await?.status, 200);
    assert!(client.post("/save", &json!({})).await.is_err());
    assert_eq!((pages.saved(), network.lost()), (1, 1));
    assert_eq!(client.post("/save", &json!({})).await?.status, 200);
    assert_eq!(network.count_requests("POST /save"), 2);
    Ok(())
}

#[tokio::test]
async fn what_was_sent_is_kept_to_the_last_byte_with_its_head() -> Result<()> {
    let pages = Pages::serve().await?;
    let network = Network::before(pages.address).await?;
    let mut client = HttpClient::new(network.address());
    let long = json!({ "text": "x".repeat(5_000) });
    client.post("/save", &long).await?;
    client.post("/save", &json!({})).await?;
    let sent = network.sent("POST /save");
    assert_eq!(sent.len(), 2);
    assert_eq!(serde_json::from_slice::<Value>(sent[0].body())?, long);
    assert_eq!(sent[0].header("Content-Type"), "application/json");
    assert_eq!(sent[1].body(), b"{}");
    Ok(())
}

#[tokio::test]
async fn a_shaped_network_delivers_every_byte_and_counts_it() -> Result<()> {
    let pages = Pages::serve().await?;
    let network = Network::before(pages.address).await?;
    network.shape(Shape {
        up: 200_000,
        down: 200_000,
        latency: std::time::Duration::from_millis(100),
    });
    let meter = Meter::start(&network);
    let answer = HttpClient::new(network.address()).get("/precached").await?;
    assert_eq!(answer.body.len(), crate::pages::PRECACHED);
    let wire = meter.reading();
    let head = wire.down - answer.body.len() as u64;
    assert!((1..1_000).contains(&head), "{wire}");
    assert!((1..1_000).contains(&wire.up), "{wire}");
    Ok(())
}

#[tokio::test]
async fn a_server_that_ends_at_once_is_reported_with_its_log() -> Result<()> {
    let started = ServerProcess::start_binary("/bin/ls".into(), true).await;
    let message = started
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default();
    assert!(
        message.contains("the server ended with") && message.contains("serve"),
        "{message}"
    );
    Ok(())
}
