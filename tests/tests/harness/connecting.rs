//! What a page sees of a bad network, and what a browser sends over it.

use crate::pages::{PRECACHED, Pages};
use crate::trial::trial;
use anyhow::Result;
use std::time::Duration;
use yangcai_tests::browser::Browser;
use yangcai_tests::device::{CHINESE, Device};
use yangcai_tests::in_every_engine;
use yangcai_tests::journey::Places;
use yangcai_tests::network::Network;
use yangcai_tests::query::Find;
use yangcai_tests::wire::Meter;

#[tokio::test]
async fn a_page_sees_that_an_answer_was_lost() -> Result<()> {
    let trial = trial(Device::Phone, CHINESE).await?;
    trial.network.lose_responses("/save", 10);
    trial.browser.button("发送").click().await?;
    trial.browser.text("没有送到").appears().await?;
    trial.network.lose_none();
    let lost = trial.network.lost();
    assert!(lost >= 1);
    assert_eq!(trial.pages.saved(), lost);
    trial.browser.button("发送").click().await?;
    trial.browser.text("平台已收").appears().await?;
    assert_eq!(trial.pages.saved(), lost + 1);
    Ok(())
}

#[tokio::test]
async fn a_page_is_told_that_it_is_offline() -> Result<()> {
    let trial = trial(Device::Phone, CHINESE).await?;
    trial.browser.announce_offline(true).await?;
    trial.browser.text("已断网").appears().await?;
    assert_eq!(
        trial.browser.run("return navigator.onLine", vec![]).await?,
        false
    );
    trial.browser.announce_offline(false).await?;
    assert_eq!(
        trial.browser.run("return navigator.onLine", vec![]).await?,
        true
    );
    Ok(())
}

#[tokio::test]
async fn a_service_workers_bytes_are_counted() -> Result<()> {
    let places = Places::take(1).await?;
    let pages = Pages::serve().await?;
    let network = Network::before(pages.address).await?;
    let browser = Browser::open_on(&network, Device::Phone, CHINESE, Some(places.place()?)).await?;
    let meter = Meter::start(&network);
    browser.open("/").await?;
    let wire = meter.reading_when_quiet(Duration::from_secs(2)).await?;
    assert!(wire.down > PRECACHED as u64, "{wire}");
    let second = Meter::start(&network);
    browser.reload().await?;
    browser.text("已打开").appears().await?;
    assert!(
        second
            .reading_when_quiet(Duration::from_secs(2))
            .await?
            .down
            < PRECACHED as u64
    );
    Ok(())
}

in_every_engine!(
    a_page_sees_that_an_answer_was_lost,
    a_page_is_told_that_it_is_offline,
);
