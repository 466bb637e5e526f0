//! What a browser is, and how things on a page are found and used.

use crate::trial::trial;
use anyhow::Result;
use std::time::Duration;
use yangcai_tests::device::{CHINESE, Device, ENGLISH};
use yangcai_tests::query::Find;

const VIEWPORT: &str = "return `${innerWidth} × ${innerHeight}, ${navigator.language}, ${navigator.maxTouchPoints > 0}`";

#[tokio::test]
async fn a_phone_is_360_by_640_with_touch_and_speaks_chinese_in_every_tab() -> Result<()> {
    let trial = trial(Device::Phone, CHINESE).await?;
    assert_eq!(
        trial.browser.run(VIEWPORT, vec![]).await?,
        "360 × 640, zh-CN, true"
    );
    trial.browser.open_tab().await?;
    trial.browser.open("/").await?;
    assert_eq!(
        trial.browser.run(VIEWPORT, vec![]).await?,
        "360 × 640, zh-CN, true"
    );
    Ok(())
}

#[tokio::test]
async fn a_desktop_is_1280_by_800_and_can_speak_english() -> Result<()> {
    let trial = trial(Device::Desktop, ENGLISH).await?;
    assert_eq!(
        trial.browser.run(VIEWPORT, vec![]).await?,
        "1280 × 800, en-GB, false"
    );
    Ok(())
}

#[tokio::test]
async fn things_are_found_by_what_can_be_read_and_used_as_a_person_would() -> Result<()> {
    let trial = trial(Device::Phone, CHINESE).await?;
    let browser = &trial.browser;
    browser.field("产品名称").fill("第一个").await?;
    browser.field("产品名称").fill("输液器").await?;
    browser.field("产品名称").holds("输液器").await?;
    browser.field("省份").choose("湖南").await?;
    browser.field("省份").holds("湖南").await?;
    browser.field("日期").fill("2026-11-22").await?;
    browser.field("日期").holds("2026-11-22").await?;
    browser.field("已阅读").tick(true).await?;
    browser.field("已阅读").tick(true).await?;
    assert_eq!(
        browser
            .run("return document.getElementById('agree').checked", vec![])
            .await?,
        true
    );
    browser.block("注射器").button("修改").click().await?;
    browser.role("status").text("修改注射器").appears().await?;
    browser.named_role("button", "发送").click().await?;
    browser.text("平台已收").appears().await?;
    browser.text("修改注射器").vanishes().await?;
    assert!(!browser.text("看不见").is_there().await?);
    assert!(
        browser
            .text("没有这句")
            .within(Duration::from_millis(200))
            .appears()
            .await
            .is_err()
    );
    assert!(browser.screenshot("harness").await?.exists());
    Ok(())
}
