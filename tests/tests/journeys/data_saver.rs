//! Saving data: nothing moves until the person says so, and nothing is lost.

use crate::person::{
    CREDIT_CODE, PASSWORD, SUPPLIER, app_is_kept, fill_listing, fill_operator, fill_unit, sign_in,
};
use crate::update::{is_next, release_next, until_next};
use anyhow::Result;
use std::time::Duration;
use yangcai_tests::browser::Browser;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

const NAME: &str = "等人同步的留置针";
const SAVES: &str = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })";

/// Turns the switch.
async fn turn_switch(phone: &Browser, on: bool) -> Result<()> {
    phone.open("/hunan/data-use").await?;
    phone.field("在这台设备上省流量").tick(on).await
}

fn calls(journey: &Journey) -> Vec<String> {
    let mut requests = journey.network.requests();
    // The browser itself asks whether the service worker has changed.
    requests.retain(|request| request != "GET /service-worker.js");
    requests
}

#[tokio::test]
async fn a_listing_waits_for_the_person_and_then_goes_up() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    turn_switch(&phone, true).await?;
    phone.text("省流量：不会自动同步").appears().await?;
    phone.reload().await?;
    phone.text("省流量：不会自动同步").appears().await?;
    let before = calls(&journey);

    phone.open("/hunan/listings/new").await?;
    fill_listing(&phone, NAME, "12.80").await?;
    phone.button("提交").click().await?;
    phone.text("等您点「立即同步」上传").appears().await?;
    phone.text("有 1 条存在本机，等您同步").appears().await?;
    tokio::time::sleep(Duration::from_secs(20)).await;
    phone.reload().await?;
    phone.text("有 1 条存在本机，等您同步").appears().await?;
    phone.button("待上传").click().await?;
    phone.text("等您点「立即同步」上传").appears().await?;
    assert_eq!(calls(&journey), before, "nothing moves by itself");

    phone.css("#sync-now").click().await?;
    phone.text("都已上传，平台已收").appears().await?;
    phone.text("省流量：不会自动同步").appears().await?;
    phone.open("/hunan/listings").await?;
    phone.block(NAME).text("平台已收").appears().await?;
    let by_hand = calls(&journey);
    assert!(by_hand.len() > before.len());

    turn_switch(&phone, false).await?;
    phone.text("省流量：不会自动同步").vanishes().await?;
    phone.css("#sync-now").vanishes().await?;
    assert!(
        calls(&journey).len() > by_hand.len(),
        "in touch again at once"
    );
    phone.assert_quiet_console().await
}

#[tokio::test]
async fn an_applicant_synchronises_by_hand_and_a_first_sign_in_brings_the_records() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.open("/hunan").await?;
    app_is_kept(&phone).await?;
    turn_switch(&phone, true).await?;
    phone.open("/hunan/register/unit").await?;
    phone.field("统一社会信用代码").appears().await?;
    let before = calls(&journey);
    fill_unit(&phone, CREDIT_CODE).await?;
    phone.button("保存并继续").click().await?;
    fill_operator(&phone, "qinghe.chen").await?;
    phone.button("保存并继续").click().await?;
    phone.css("#custodian_duty").click().await?;
    phone.button("提交申请").click().await?;
    phone.text("等您点「立即同步」上传").appears().await?;
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(calls(&journey), before);
    phone.css("#sync-now").click().await?;
    phone.text("平台已收到您的申请").appears().await?;

    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.text("可吸收性外科缝线").appears().await?;
    phone.assert_quiet_console().await
}

#[tokio::test]
async fn a_new_version_comes_when_the_person_says_so() -> Result<()> {
    let next = tempfile::tempdir()?;
    release_next(next.path())?;
    let mut journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.open("/hunan").await?;
    app_is_kept(&phone).await?;
    turn_switch(&phone, true).await?;

    journey.server.set_front_end(next.path().to_path_buf());
    journey.server.restart().await?;
    let before = calls(&journey);
    phone.open("/hunan").await?;
    phone.text("有新版本，为省流量").appears().await?;
    assert_eq!(calls(&journey), before, "nothing of it has come");
    phone.reload().await?;
    phone.text("有新版本，为省流量").appears().await?;
    assert!(!is_next(&phone).await?);
    phone.button("下载新版本").click().await?;
    phone.text("新版本已备好").appears().await?;
    phone.button("现在更新").click().await?;
    until_next(&phone).await?;
    phone.text("省流量：不会自动同步").appears().await?;
    phone.text("有新版本").vanishes().await
}

#[tokio::test]
async fn a_browser_that_saves_data_is_asked_about_once() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.run_before_pages(SAVES).await?;
    phone.open("/hunan").await?;
    phone.text("要在这里也省流量吗").appears().await?;
    phone.assert_accessible().await?;
    assert!(
        !phone.css("#sync-now").is_there().await?,
        "nothing is set silently"
    );
    phone.button("不用").click().await?;
    phone.text("要在这里也省流量吗").vanishes().await?;
    phone.reload().await?;
    app_is_kept(&phone).await?;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(!phone.text("要在这里也省流量吗").is_there().await?);
    phone.open("/hunan/data-use").await?;
    phone.css("#data-saver").appears().await?;
    let ticked = phone
        .run(
            "return document.querySelector('#data-saver').checked",
            vec![],
        )
        .await?;
    assert_eq!(ticked, false);
    Ok(())
}
