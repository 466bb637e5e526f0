//! One person with a phone and a desk: what is typed on the one goes on on the other.

use crate::person::{PASSWORD, SUPPLIER, app_is_kept, arrives_at, is_saved, sign_in};
use anyhow::Result;
use std::time::Duration;
use yangcai_tests::browser::Browser;
use yangcai_tests::in_every_engine;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

const NAME: &str = "产品名称";
const PRICE: &str = "挂网价（元）";
const LIST: &str = "/hunan/listings";
const CARRIED: &str = "您的其他设备上也能接着填";
const ELSEWHERE: &str = "来自另一台设备";

/// Fills in fields of the draft of that name, or of a new one, and comes back to the list.
async fn write(browser: &Browser, draft: Option<&str>, fields: &[(&str, &str)]) -> Result<()> {
    match draft {
        Some(name) => browser.button(name).click().await?,
        None => browser.button("新填一份").click().await?,
    }
    for (field, text) in fields {
        browser.field(field).fill(text).await?;
    }
    is_saved(browser).await
}

async fn announce(journey: &Journey, offline: bool, browsers: [&Browser; 2]) -> Result<()> {
    if offline {
        journey.network.cut();
    } else {
        journey.network.restore();
    }
    for browser in browsers {
        browser.announce_offline(offline).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_typed_offline_on_the_phone_goes_on_at_the_desk() -> Result<()> {
    let journey = Journey::start(2).await?;
    let (phone, desk) = (journey.phone().await?, journey.desktop().await?);
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    phone.open(LIST).await?;
    phone.button("新填一份").appears().await?;
    journey.network.cut();
    phone.announce_offline(true).await?;
    write(&phone, None, &[(NAME, "路上写的导管")]).await?;
    phone.open(LIST).await?;
    phone.text("还只在本机").appears().await?;
    // At the station.
    journey.network.restore();
    phone.announce_offline(false).await?;
    phone.text(CARRIED).appears().await?;

    sign_in(&desk, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&desk).await?;
    desk.open(LIST).await?;
    desk.text(ELSEWHERE).appears().await?;
    write(&desk, Some("路上写的导管"), &[(PRICE, "12.80")]).await?;
    desk.open(LIST).await?;
    desk.text(CARRIED).appears().await?;
    phone.open(LIST).await?;
    phone.text(ELSEWHERE).appears().await?;
    phone.button("路上写的导管").click().await?;
    phone.field(PRICE).holds("12.80").await?;
    phone.assert_quiet_console().await?;
    desk.assert_quiet_console().await
}

#[tokio::test]
async fn a_draft_that_was_carried_comes_back_after_the_device_was_cleared_and_that_is_said()
-> Result<()> {
    const CLEAR: &str = "退出并清除本机数据";
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    phone.open(LIST).await?;
    journey.network.cut();
    phone.announce_offline(true).await?;
    write(&phone, None, &[(NAME, "清除之前写的导管")]).await?;
    phone.css("details.who summary").click().await?;
    phone.button(CLEAR).click().await?;
    let dialog = phone.role("dialog");
    let lost = dialog.clone().text("只在本机的草稿会删除，不能恢复");
    lost.appears().await?;
    dialog.button("取消").click().await?;
    journey.network.restore();
    phone.announce_offline(false).await?;
    phone.open(LIST).await?;
    phone.text(CARRIED).appears().await?;

    phone.css("details.who summary").click().await?;
    phone.button(CLEAR).click().await?;
    let dialog = phone.role("dialog");
    let back = dialog.clone().text("下次登录会回来");
    back.appears().await?;
    assert!(!dialog.clone().text("不能恢复").is_there().await?);
    dialog.button(CLEAR).click().await?;
    arrives_at(&phone, "/hunan/sign-in").await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.open(LIST).await?;
    phone.button("清除之前写的导管").appears().await?;
    phone.assert_quiet_console().await
}

#[tokio::test]
async fn what_both_devices_change_is_joined_or_there_twice_and_what_is_given_up_is_gone()
-> Result<()> {
    let journey = Journey::start(2).await?;
    let (phone, desk) = (journey.phone().await?, journey.desktop().await?);
    for browser in [&phone, &desk] {
        sign_in(browser, "hunan", SUPPLIER, PASSWORD).await?;
        app_is_kept(browser).await?;
    }
    phone.open(LIST).await?;
    write(&phone, None, &[(NAME, "导管")]).await?;
    phone.open(LIST).await?;
    phone.text(CARRIED).appears().await?;
    desk.open(LIST).await?;
    desk.text(ELSEWHERE).appears().await?;

    // Different fields, each without a network.
    announce(&journey, true, [&phone, &desk]).await?;
    write(&phone, Some("导管"), &[(PRICE, "9.60")]).await?;
    write(&desk, Some("导管"), &[(NAME, "微导管")]).await?;
    announce(&journey, false, [&phone, &desk]).await?;
    phone.open(LIST).await?;
    phone.text(CARRIED).appears().await?;
    desk.open(LIST).await?;
    desk.text(ELSEWHERE).appears().await?;
    desk.button("微导管").click().await?;
    desk.field(PRICE).holds("9.60").await?;
    desk.open(LIST).await?;
    phone.open(LIST).await?;
    phone.button("微导管").appears().await?;

    // One field.
    announce(&journey, true, [&phone, &desk]).await?;
    write(&phone, Some("微导管"), &[(NAME, "手机上改的名")]).await?;
    write(&desk, Some("微导管"), &[(NAME, "电脑上改的名")]).await?;
    announce(&journey, false, [&phone, &desk]).await?;
    phone.open(LIST).await?;
    phone.text(CARRIED).appears().await?;
    desk.open(LIST).await?;
    for browser in [&desk, &phone] {
        browser.open(LIST).await?;
        browser.button("手机上改的名").appears().await?;
        browser.button("电脑上改的名").appears().await?;
        // What was put beside goes up half a minute later.
        let here = browser.text("还只在本机").within(Duration::from_secs(70));
        here.vanishes().await?;
    }

    desk.button("手机上改的名").click().await?;
    desk.button("放弃草稿").click().await?;
    desk.role("dialog").button("放弃草稿").click().await?;
    desk.open(LIST).await?;
    desk.button("电脑上改的名").appears().await?;
    // The phone looks each time that it is opened.
    for _ in 0..4 {
        phone.open(LIST).await?;
        phone.button("电脑上改的名").appears().await?;
        let gone = phone.button("手机上改的名").within(Duration::from_secs(8));
        if gone.vanishes().await.is_ok() {
            break;
        }
    }
    phone.button("手机上改的名").vanishes().await?;
    phone.button("电脑上改的名").appears().await?;
    phone.assert_quiet_console().await?;
    desk.assert_quiet_console().await
}

in_every_engine!(what_is_typed_offline_on_the_phone_goes_on_at_the_desk);
