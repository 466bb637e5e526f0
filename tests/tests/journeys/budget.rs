//! What the product costs on the wire, counted as it passes: heads and calls included.

use crate::called::{KEEP_PROGRAM, assert_no_rest, assert_whole, write_called};
use crate::person::{
    NO_WORKER, PASSWORD, SUPPLIER, app_is_kept, fill_listing, give_password, is_saved,
};
use anyhow::{Result, bail};
use std::time::Duration;
use yangcai_tests::browser::Browser;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;
use yangcai_tests::wire::Meter;

/// The most bytes both ways until sign-in works and, after it, a listing is typed, checked and kept for good:
/// 150 KiB, half a minute on the slowest networks that people still use. It may only shrink.
const CRITICAL: u64 = 153_600;
/// The same with all that the service worker keeps.
const FIRST_VISIT: u64 = 300_000;
/// The server lets nobody try again sooner.
const AFTER_A_MISTAKE: Duration = Duration::from_millis(1500);
const QUIET: Duration = Duration::from_secs(2);
#[tokio::test]
async fn signing_in_and_keeping_a_listing_stays_within_the_budget() -> Result<()> {
    let journey = Journey::start(1).await?;
    let mut phone = journey.phone().await?;
    // What a service worker fetches beside the page is no part of the critical way.
    phone.run_before_pages(NO_WORKER).await?;
    let meter = Meter::start(&journey.network);
    until_kept(&phone).await?;
    let critical = meter.reading_when_quiet(QUIET).await?;
    println!("critical: {} bytes — {critical}", critical.total());
    println!("asked for: {:?}", journey.network.requests());
    phone.kill().await;
    phone.reopen().await?;
    phone.open("/hunan/listings/new").await?;
    phone.field("挂网价（元）").holds("12.80").await?;
    if critical.total() > CRITICAL {
        bail!(
            "critical: {critical}, {} above {CRITICAL}",
            critical.total() - CRITICAL
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_first_visit_is_counted_with_all_that_the_service_worker_keeps() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    let meter = Meter::start(&journey.network);
    until_kept(&phone).await?;
    app_is_kept(&phone).await?;
    let first_visit = meter.reading_when_quiet(QUIET).await?;
    println!("first visit: {} bytes — {first_visit}", first_visit.total());
    assert!(first_visit.total() <= FIRST_VISIT, "{first_visit}");
    let again = Meter::start(&journey.network);
    phone.reload().await?;
    phone.field("挂网价（元）").holds("12.80").await?;
    let again = again.reading_when_quiet(QUIET).await?;
    println!("opened again: {} bytes — {again}", again.total());
    assert!(
        again.total() < 20_000,
        "the app comes from this device: {again}"
    );
    Ok(())
}

/// The rest of the program may come when it likes: nothing of the first minutes waits for it. Where a build
/// that counts its calls is served, this also writes which functions they were (`.ci/later`).
#[tokio::test]
async fn the_first_minutes_need_only_the_first_part_of_the_program() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.run_before_pages(NO_WORKER).await?;
    phone.run_before_pages(KEEP_PROGRAM).await?;
    phone.open("/").await?;
    phone.button("English").click().await?;
    assert_whole(&phone).await?;
    phone.button("中文").click().await?;
    assert_whole(&phone).await?;
    phone.button("湖南省").click().await?;
    phone.button("登录").click().await?;
    give_password(&phone, SUPPLIER, "yc8k2m6p").await?;
    phone.text("登录名或密码不对").appears().await?;
    assert_whole(&phone).await?;
    tokio::time::sleep(AFTER_A_MISTAKE).await;
    give_password(&phone, SUPPLIER, PASSWORD).await?;
    phone.text("，您好").appears().await?;
    phone.button("新填挂网申报").click().await?;
    phone.field("医用耗材").tick(true).await?;
    phone.field("医保编码").fill("C034405107050000755").await?;
    phone.field("产品名称").fill("少一位编码的留置针").await?;
    phone.field("注册证编号或备案号").fill("国械注准").await?;
    phone.field("挂网价（元）").fill("一百").await?;
    phone.field("计价单位").fill("支").await?;
    phone
        .css(".field:has(#price)")
        .css(".fault")
        .appears()
        .await?;
    phone
        .text("应为 20 位或 27 位，现在是 19 位")
        .appears()
        .await?;
    assert_whole(&phone).await?;
    fill_listing(&phone, "先到的留置针", "12.80").await?;
    is_saved(&phone).await?;
    write_called(&phone, "typed").await?;
    phone.reload().await?;
    phone.field("挂网价（元）").holds("12.80").await?;
    write_called(&phone, "opened-again").await?;
    assert_no_rest(&journey.network);
    Ok(())
}

async fn until_kept(phone: &Browser) -> Result<()> {
    phone.open("/").await?;
    phone.button("湖南省").click().await?;
    sign_in_here(phone).await?;
    phone.button("新填挂网申报").click().await?;
    fill_listing(phone, "量过字节的留置针", "12.80").await?;
    is_saved(phone).await
}

async fn sign_in_here(phone: &Browser) -> Result<()> {
    phone.button("登录").click().await?;
    give_password(phone, SUPPLIER, PASSWORD).await?;
    phone.text("，您好").appears().await?;
    Ok(())
}
