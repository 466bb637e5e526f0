//! Two people of one unit, each at a device of their own, correct the same listing.

use crate::person::{
    PASSWORD, SUPPLIER, app_is_kept, arrives_at, give_password, is_saved, regain_network, sign_in,
};
use anyhow::Result;
use yangcai_tests::browser::Browser;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

pub const COLLEAGUE: &str = "demo.imported";
const FIRST_PASSWORD: &str = "12345678";
pub const OWN_PASSWORD: &str = "k7m2w9xp";
/// A listing of theirs that the centre has returned for its price of 86.00.
pub const NAME: &str = "可吸收性外科缝线";
pub const PRICE: &str = "挂网价（元）";
const SPECIFICATION: &str = "规格型号";

/// 王芳 with a phone and 李娜 at a desk, each in the form that corrects the listing.
pub async fn two_in_one_form(journey: &Journey) -> Result<(Browser, Browser)> {
    let phone = journey.phone().await?;
    sign_in(&phone, "guizhou", SUPPLIER, PASSWORD).await?;
    let desk = journey.desktop().await?;
    desk.open("/guizhou/sign-in").await?;
    give_password(&desk, COLLEAGUE, FIRST_PASSWORD).await?;
    arrives_at(&desk, "/guizhou/password").await?;
    desk.field("当前密码").fill(FIRST_PASSWORD).await?;
    desk.field("新密码").fill(OWN_PASSWORD).await?;
    desk.button("修改密码").click().await?;
    arrives_at(&desk, "/guizhou/home").await?;
    for browser in [&phone, &desk] {
        app_is_kept(browser).await?;
        open_form(browser).await?;
    }
    Ok((phone, desk))
}

async fn open_form(browser: &Browser) -> Result<()> {
    browser.open("/guizhou/listings").await?;
    browser.button(NAME).click().await?;
    browser.button("修改后重新提交").click().await?;
    browser.field(PRICE).holds("86.00").await
}

/// Both lose the network, and each submits a change of one field.
pub async fn both_submit_offline(
    journey: &Journey,
    changes: [(&Browser, &str, &str); 2],
) -> Result<()> {
    journey.network.cut();
    for (browser, field, text) in changes {
        browser.announce_offline(true).await?;
        browser.field(field).fill(text).await?;
        browser.button("提交").click().await?;
        browser.css(".tags").text("待上传").appears().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_two_people_changed_offline_in_different_fields_is_both_there() -> Result<()> {
    let journey = Journey::start(2).await?;
    let (phone, desk) = two_in_one_form(&journey).await?;
    let specification = "4-0 90cm 圆针";
    let changes = [
        (&phone, PRICE, "80.00"),
        (&desk, SPECIFICATION, specification),
    ];
    both_submit_offline(&journey, changes).await?;
    for browser in [&phone, &desk] {
        regain_network(&journey.network, browser).await?;
        browser.css(".tags").text("平台已收").appears().await?;
    }
    for browser in [&phone, &desk] {
        browser.role("main").text("80.00").appears().await?;
        browser.role("main").text(specification).appears().await?;
        browser.css(".history").text("王芳").appears().await?;
        browser.css(".history").text("李娜").appears().await?;
        browser.assert_quiet_console().await?;
    }
    Ok(())
}

/// Both submit another price; the phone's arrives first, and the desk's is refused.
pub async fn two_prices(journey: &Journey, phone: &Browser, desk: &Browser) -> Result<()> {
    both_submit_offline(journey, [(phone, PRICE, "80.00"), (desk, PRICE, "78.00")]).await?;
    regain_network(&journey.network, phone).await?;
    phone.css(".tags").text("平台已收").appears().await?;
    desk.open("/guizhou/outbox").await?;
    regain_network(&journey.network, desk).await?;
    desk.text("未被接受 1 条").appears().await?;
    Ok(())
}

#[tokio::test]
async fn of_two_values_for_one_field_both_are_kept_and_the_person_chooses() -> Result<()> {
    let journey = Journey::start(2).await?;
    let (phone, mut desk) = two_in_one_form(&journey).await?;
    two_prices(&journey, &phone, &desk).await?;

    // Both values are there after the browser was killed.
    desk.kill().await;
    desk.reopen().await?;
    sign_in(&desk, "guizhou", COLLEAGUE, OWN_PASSWORD).await?;
    desk.open("/guizhou/outbox").await?;
    let values = desk.css(".both");
    values.clone().text("80.00").appears().await?;
    values.text("78.00").appears().await?;

    desk.button("去修改").click().await?;
    desk.field(PRICE).holds("78.00").await?;
    desk.css("#price-fault")
        .text("别处也改了")
        .appears()
        .await?;
    desk.text("王芳 已于").appears().await?;
    desk.button("提交").click().await?;
    desk.css("#error-summary")
        .text("别处也改了")
        .appears()
        .await?;
    desk.css(".both").button("用平台的").click().await?;
    desk.field(PRICE).holds("80.00").await?;
    desk.css("#price-fault").vanishes().await?;
    desk.css(".both").button("用我写的").click().await?;
    desk.field(PRICE).holds("78.00").await?;
    is_saved(&desk).await?;
    desk.reload().await?;
    desk.field(PRICE).holds("78.00").await?;
    assert!(!desk.css("#price-fault").is_there().await?, "it was chosen");
    desk.field(PRICE).fill("79.00").await?;
    desk.button("提交").click().await?;
    desk.css(".tags").text("平台已收").appears().await?;
    desk.role("main").text("79.00").appears().await?;
    phone.role("main").text("79.00").appears().await?;
    desk.open("/guizhou/outbox").await?;
    desk.text("都已上传").appears().await?;
    for browser in [&phone, &desk] {
        browser.assert_quiet_console().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_a_colleague_submits_while_a_form_is_open_is_not_overwritten_by_it() -> Result<()> {
    let journey = Journey::start(2).await?;
    let (phone, desk) = two_in_one_form(&journey).await?;
    desk.field(PRICE).fill("78.00").await?;
    phone.field(PRICE).fill("80.00").await?;
    phone.field(SPECIFICATION).fill("4-0 90cm 圆针").await?;
    phone.button("提交").click().await?;
    phone.css(".tags").text("平台已收").appears().await?;
    // The news has come to the desk: it is what the list says.
    let form = desk.tab().await?;
    desk.open_tab().await?;
    desk.open("/guizhou/listings").await?;
    desk.role("main").text("80.00").appears().await?;
    desk.switch_to(&form).await?;
    desk.button("提交").click().await?;
    desk.css("#price-fault")
        .text("别处也改了")
        .appears()
        .await?;
    desk.field(PRICE).holds("78.00").await?;
    desk.field(SPECIFICATION).holds("4-0 90cm 圆针").await?;
    desk.css(".both").text("80.00").appears().await?;
    desk.css(".both").button("用我写的").click().await?;
    desk.button("提交").click().await?;
    desk.css(".tags").text("平台已收").appears().await?;
    phone.role("main").text("78.00").appears().await?;
    phone.role("main").text("4-0 90cm 圆针").appears().await?;
    desk.assert_quiet_console().await
}

#[tokio::test]
async fn what_is_written_in_two_tabs_at_once_is_kept_twice() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    sign_in(&phone, "guizhou", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    let first = phone.tab().await?;
    phone.open("/guizhou/listings/new").await?;
    phone.field("产品名称").appears().await?;
    let second = phone.open_tab().await?;
    phone.open("/guizhou/listings/new").await?;
    phone.field("产品名称").appears().await?;
    for (tab, name) in [
        (&first, "前一页写的"),
        (&second, "后一页写的"),
        (&first, "前一页接着写的"),
    ] {
        phone.switch_to(tab).await?;
        phone.field("产品名称").fill(name).await?;
        is_saved(&phone).await?;
    }
    phone.open("/guizhou/listings").await?;
    phone.text("前一页接着写的").appears().await?;
    phone.text("后一页写的").appears().await?;
    // Opened anew, the page goes on with the draft of its own name.
    phone.switch_to(&second).await?;
    phone.field("产品名称").holds("后一页写的").await?;
    phone.reload().await?;
    phone.field("产品名称").holds("前一页接着写的").await?;
    phone.assert_quiet_console().await
}
