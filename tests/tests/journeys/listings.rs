//! Three listings without a network, a crashed tab, and the way through the centre; two tabs all the while.

use crate::office::{approve, take_up};
use crate::person::{
    PASSWORD, REVIEWER, SUPPLIER, app_is_kept, arrives_at, count_on_page, fill_listing, is_saved,
    sign_in,
};
use anyhow::Result;
use yangcai_tests::browser::Browser;
use yangcai_tests::in_every_engine;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;
use yangcai_tests::tabs::Tab;

const NAMES: [&str; 3] = ["青禾静脉留置针甲", "青禾静脉留置针乙", "青禾静脉留置针丙"];
const HALF: &str = "青禾写了一半的";
const REMARK: &str = "价格高于同类产品，请核对。";

#[tokio::test]
async fn three_listings_entered_offline_survive_a_crash_and_one_comes_back_with_a_remark_and_is_approved()
-> Result<()> {
    let journey = Journey::start(2).await?;
    let mut phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    let second = phone.open_tab().await?;
    phone.open("/hunan/home").await?;
    phone.text("，您好").appears().await?;
    journey.network.cut();
    phone.announce_offline(true).await?;
    let first = phone.open_tab().await?;
    phone.announce_offline(true).await?;

    phone.open("/hunan/listings/new").await?;
    fill_listing(&phone, NAMES[0], "12.80").await?;
    phone.button("提交并再填一条").click().await?;
    phone.text("已存本机，待上传").appears().await?;
    for name in &NAMES[1..] {
        phone.field("医保编码").fill("C0344051070500007551").await?;
        phone.field("产品名称").fill(name).await?;
        phone.field("规格型号").fill("24G 直型").await?;
        phone.field("挂网价（元）").fill("12.80").await?;
        phone.button("提交并再填一条").click().await?;
        phone
            .text(&format!("「{name}」已存本机，待上传"))
            .appears()
            .await?;
    }
    phone.field("产品名称").fill(HALF).await?;
    is_saved(&phone).await?;
    both_show(&phone, [&first, &second], "待上传 3 条").await?;

    phone.switch_to(&first).await?;
    let first = phone.crash_tab().await?;
    phone.announce_offline(true).await?;
    phone.open("/hunan/outbox").await?;
    phone.role("main").text("待上传 3 条").appears().await?;
    for name in NAMES {
        phone.block(name).text("待上传").appears().await?;
        assert!(!phone.block(name).text("平台已收").is_there().await?);
    }
    both_show(&phone, [&first, &second], "待上传 3 条").await?;
    phone.switch_to(&first).await?;
    phone.open("/hunan/listings/new").await?;
    phone.field("产品名称").holds(HALF).await?;

    journey.network.restore();
    for tab in [&first, &second] {
        phone.switch_to(tab).await?;
        phone.announce_offline(false).await?;
    }
    both_show(&phone, [&first, &second], "平台已收").await?;
    phone.open("/hunan/listings").await?;
    for name in NAMES {
        phone.block(name).text("平台已收").appears().await?;
        assert_eq!(count_on_page(&phone, name).await?, 1);
    }

    let desk = journey.phone().await?;
    sign_in(&desk, "hunan", REVIEWER, PASSWORD).await?;
    take_up(&desk, "hunan", NAMES[1]).await?;
    desk.button("写意见挂网价（元）").click().await?;
    desk.field("对「挂网价（元）」的意见").fill(REMARK).await?;
    desk.button("退回修改").click().await?;
    desk.text("这份申请现在是「退回修改」").appears().await?;

    phone.open("/hunan/home").await?;
    phone.text("按 1 条意见修改后重新提交").appears().await?;
    phone.button(NAMES[1]).click().await?;
    phone.text(REMARK).appears().await?;
    phone.button("修改后重新提交").click().await?;
    arrives_at(&phone, "/hunan/listings/").await?;
    phone.css("#price-remark").text(REMARK).appears().await?;
    phone.field("挂网价（元）").holds("12.80").await?;
    phone.field("挂网价（元）").fill("9.60").await?;
    phone.button("提交").click().await?;
    phone.role("heading").text(NAMES[1]).appears().await?;
    phone.css(".tags").text("待审核").appears().await?;
    phone.css(".tags").text("平台已收").appears().await?;

    take_up(&desk, "hunan", NAMES[1]).await?;
    desk.text("9.60").appears().await?;
    approve(&desk).await?;
    phone.css(".tags").text("已通过").appears().await?;
    both_show(&phone, [&first, &second], "平台已收").await?;
    phone.assert_quiet_console().await?;
    desk.assert_quiet_console().await
}

in_every_engine!(
    three_listings_entered_offline_survive_a_crash_and_one_comes_back_with_a_remark_and_is_approved
);

/// Both tabs tell the same of the queue; goes on in the first.
async fn both_show(browser: &Browser, tabs: [&Tab; 2], count: &str) -> Result<()> {
    for tab in tabs.into_iter().rev() {
        browser.switch_to(tab).await?;
        browser.css("a.chip").text(count).appears().await?;
    }
    Ok(())
}
