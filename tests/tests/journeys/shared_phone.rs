//! Several people use one phone: leaving it with work that has not gone up.

use crate::office::Caller;
use crate::person::{
    PASSWORD, SUPPLIER, app_is_kept, arrives_at, fill_listing, load_sheet, lose_network,
    regain_network, sign_in,
};
use anyhow::{Context, Result};
use yangcai_tests::browser::Browser;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

const NAME: &str = "公用手机上的留置针";
/// Keeps what is handed to the browser as a file where a test can read it.
pub const FILES: &str = "((make) => { URL.createObjectURL = (file) => {
        file.text().then((text) => { localStorage.file = text });
        return make(file);
    } })(URL.createObjectURL.bind(URL))";

/// A phone without a network on which one listing waits, with the question before it that signing out asks.
async fn leaving_with_work(journey: &Journey) -> Result<Browser> {
    let phone = journey.phone().await?;
    phone.run_before_pages(FILES).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    // What few people open is kept once it has been opened.
    phone.open("/hunan/data-use").await?;
    phone.field("在这台设备上省流量").appears().await?;
    phone.open("/hunan/listings/new").await?;
    lose_network(&journey.network, &phone).await?;
    fill_listing(&phone, NAME, "12.80").await?;
    phone.button("提交").click().await?;
    phone.css("a.chip").text("待上传 1 条").appears().await?;
    phone.css("details.who summary").click().await?;
    phone.button("退出登录").click().await?;
    phone
        .role("dialog")
        .text("还有 1 条没有上传成功")
        .appears()
        .await?;
    Ok(phone)
}

#[tokio::test]
async fn who_sends_before_leaving_leaves_once_the_platform_has_it() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = leaving_with_work(&journey).await?;
    let dialog = phone.role("dialog");
    dialog.button("上传后退出").click().await?;
    phone
        .role("dialog")
        .text("还没有上传，也没有退出")
        .appears()
        .await?;
    assert!(!phone.path().await?.ends_with("/sign-in"));
    // The network is back, and nothing but the person's own press sends what waits.
    phone.role("dialog").button("取消").click().await?;
    phone.open("/hunan/data-use").await?;
    phone.field("在这台设备上省流量").tick(true).await?;
    phone.text("有 1 条存在本机，等您同步").appears().await?;
    regain_network(&journey.network, &phone).await?;
    let mut centre = Caller::reviewer(journey.server.address(), "hunan").await?;
    assert_eq!(centre.count_named(NAME).await?, 0);
    phone.css("details.who summary").click().await?;
    phone.button("退出登录").click().await?;
    phone.role("dialog").button("上传后退出").click().await?;
    arrives_at(&phone, "/hunan/sign-in").await?;
    assert_eq!(centre.count_named(NAME).await?, 1);
    Ok(())
}

#[tokio::test]
async fn who_saves_a_file_before_leaving_carries_the_work_to_another_device() -> Result<()> {
    let journey = Journey::start(2).await?;
    let phone = leaving_with_work(&journey).await?;
    phone
        .role("dialog")
        .button("存成文件后退出")
        .click()
        .await?;
    arrives_at(&phone, "/hunan/sign-in").await?;
    let file = phone.run("return localStorage.file", vec![]).await?;
    let file = file.as_str().context("no file was saved")?.to_owned();
    regain_network(&journey.network, &phone).await?;

    let other = journey.phone().await?;
    sign_in(&other, "hunan", SUPPLIER, PASSWORD).await?;
    other.open("/hunan/outbox").await?;
    load_sheet(&other, "从文件导入", "queue.json", file.as_bytes()).await?;
    other.text("已导入 1 条").appears().await?;
    other.css("a.chip").text("平台已收").appears().await?;
    // The copy that stayed is not carried out a second time.
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    let mut centre = Caller::reviewer(journey.server.address(), "hunan").await?;
    assert_eq!(centre.count_named(NAME).await?, 1);
    Ok(())
}

#[tokio::test]
async fn who_leaves_work_on_the_device_finds_it_at_the_next_sign_in() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = leaving_with_work(&journey).await?;
    phone
        .role("dialog")
        .button("留在本机并退出")
        .click()
        .await?;
    arrives_at(&phone, "/hunan/sign-in").await?;
    regain_network(&journey.network, &phone).await?;
    let mut centre = Caller::reviewer(journey.server.address(), "hunan").await?;
    assert_eq!(
        centre.count_named(NAME).await?,
        0,
        "nothing goes up by itself after leaving"
    );
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    assert_eq!(centre.count_named(NAME).await?, 1);
    Ok(())
}
