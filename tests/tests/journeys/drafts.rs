//! One thing is written in two tabs at once, or written anew where something else stood.

use crate::corrections::{returned_registration, use_key};
use crate::office::Caller;
use crate::person::{PASSWORD, REVIEWER, SUPPLIER, app_is_kept, fill_unit, is_saved, sign_in};
use anyhow::{Context, Result};
use yangcai_tests::browser::Browser;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;
use yangcai_tests::tabs::Tab;

const NAME: &str = "机构名称";
const WHOLE: &str = "总的意见";
const OTHER: &str = "本机还有另一份草稿";
/// While `window.stuck` says so nothing that a form keeps comes to an end.
const STUCK: &str = "(({ prototype: store }, { prototype: saving }) => {
        const { put } = store, { commit } = saving;
        store.put = function (value, key) {
            const asked = put.call(this, value, key);
            const again = () => { if (window.stuck) this.get('m').onsuccess = again; };
            if (String(key).startsWith('d')) again();
            return asked;
        };
        saving.commit = function () {
            if (!window.stuck) commit.call(this);
        };
    })(IDBObjectStore, IDBTransaction)";

/// Two tabs at one address, the second in front.
async fn two_tabs(browser: &Browser, path: &str, field: &str) -> Result<[Tab; 2]> {
    let first = browser.tab().await?;
    browser.open(path).await?;
    browser.field(field).appears().await?;
    let second = browser.open_tab().await?;
    browser.open(path).await?;
    browser.field(field).appears().await?;
    Ok([first, second])
}

#[tokio::test]
async fn a_registration_written_in_two_tabs_is_kept_twice() -> Result<()> {
    let journey = Journey::start(1).await?;
    let mut phone = journey.phone().await?;
    let [first, second] = two_tabs(&phone, "/hunan/register/unit", NAME).await?;
    for (tab, name) in [
        (&first, "前一页的单位"),
        (&second, "后一页的单位"),
        (&first, "前一页改过的单位"),
    ] {
        phone.switch_to(tab).await?;
        phone.field(NAME).fill(name).await?;
        is_saved(&phone).await?;
    }
    // Each goes on with its own, and is told of the other.
    phone.switch_to(&second).await?;
    phone.button("注册步骤").click().await?;
    phone.block("单位信息").text("进行中").appears().await?;
    phone.css(".notice").text("前一页").appears().await?;
    phone.button("单位信息").click().await?;
    phone.field(NAME).holds("后一页的单位").await?;

    // Opened anew, the page goes on with the first; the other one is there to be chosen.
    phone.open("/hunan/register").await?;
    phone.css(".notice").text("后一页的单位").appears().await?;
    phone.button("接着写这一份").click().await?;
    phone
        .css(".notice")
        .text("前一页改过的单位")
        .appears()
        .await?;
    phone.kill().await;
    phone.reopen().await?;
    phone.open("/hunan/register/unit").await?;
    phone.field(NAME).holds("后一页的单位").await?;
    phone.open("/hunan/register").await?;
    phone
        .css(".notice")
        .text("前一页改过的单位")
        .appears()
        .await?;
    phone.button("放弃这一份").click().await?;
    phone.role("dialog").button("放弃这一份").click().await?;
    phone.text(OTHER).vanishes().await?;
    phone.button("单位信息").click().await?;
    phone.field(NAME).holds("后一页的单位").await?;
    phone.assert_quiet_console().await
}

#[tokio::test]
async fn a_registration_half_written_is_kept_beside_a_correction() -> Result<()> {
    let journey = Journey::start(1).await?;
    let (id, key) = returned_registration(&journey).await?;
    let phone = journey.phone().await?;
    use_key(&phone, &key).await?;
    phone.open("/hunan/register/unit").await?;
    fill_unit(&phone, "91430100").await?;
    phone.field(NAME).fill("写了一半的新单位").await?;
    is_saved(&phone).await?;
    let application = format!("/hunan/applications/{id}");
    phone.open(&application).await?;
    phone.button("修改后重新提交").click().await?;
    phone
        .css(".notice")
        .text("写了一半的新单位")
        .appears()
        .await?;
    phone.button("单位信息").click().await?;
    phone
        .field("统一社会信用代码")
        .holds(crate::person::CREDIT_CODE)
        .await?;
    phone.field(NAME).fill("改到一半的单位").await?;
    is_saved(&phone).await?;
    // Begun anew, it leaves what was written of it before beside it as well.
    phone.open(&application).await?;
    phone.button("修改后重新提交").click().await?;
    for kept in ["写了一半的新单位", "改到一半的单位"] {
        phone.role("main").text(kept).appears().await?;
    }
    phone.button("单位信息").click().await?;
    phone.field(NAME).holds(crate::person::UNIT).await?;
    phone.assert_quiet_console().await
}

#[tokio::test]
async fn a_review_written_in_two_tabs_is_kept_twice() -> Result<()> {
    let journey = Journey::start(1).await?;
    let mut centre = Caller::reviewer(journey.server.address(), "hunan").await?;
    let listings = centre.listings().await?;
    let waiting = listings.iter().find(|seen| seen.state == "submitted");
    let id = waiting.context("no listing waits")?.id;
    let desk = journey.desktop().await?;
    sign_in(&desk, "hunan", REVIEWER, PASSWORD).await?;
    app_is_kept(&desk).await?;
    let path = format!("/hunan/review/{id}");
    desk.open(&path).await?;
    desk.button("开始审核").click().await?;
    let [first, second] = two_tabs(&desk, &path, WHOLE).await?;
    for (tab, text) in [(&first, "前一页的意见"), (&second, "后一页的意见")] {
        desk.switch_to(tab).await?;
        desk.field(WHOLE).fill(text).await?;
        // A remark is on this device a moment after it was typed.
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    }
    desk.css(".notice").text("前一页的意见").appears().await?;
    desk.button("接着写这一份").click().await?;
    desk.field(WHOLE).holds("前一页的意见").await?;
    desk.css(".notice").text("后一页的意见").appears().await?;
    desk.button("退回修改").click().await?;
    desk.text("这份申请现在是「退回修改」").appears().await?;
    // What did not go out with it is still there, and lies there tomorrow.
    desk.reload().await?;
    desk.css(".notice").text("后一页的意见").appears().await?;
    desk.assert_quiet_console().await
}

#[tokio::test]
async fn what_a_tab_was_left_with_covers_nothing_of_another() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    let first = phone.tab().await?;
    let second = phone.open_tab().await?;
    phone.run_before_pages(STUCK).await?;
    for tab in [&first, &second] {
        phone.switch_to(tab).await?;
        phone.open("/hunan/listings/new").await?;
        phone.field("产品名称").appears().await?;
    }
    phone.switch_to(&first).await?;
    phone.field("产品名称").fill("前一页写的").await?;
    is_saved(&phone).await?;
    phone.switch_to(&second).await?;
    phone.run("window.stuck = true", vec![]).await?;
    phone.field("产品名称").fill("后一页没存完的").await?;
    phone.text("正在存到本机").appears().await?;
    phone.reload().await?;
    is_saved(&phone).await?;
    phone.open("/hunan/listings").await?;
    phone.text("前一页写的").appears().await?;
    phone.text("后一页没存完的").appears().await?;
    phone.assert_quiet_console().await
}
