//! What the product costs on the wire, counted as it passes: heads and calls included.

use crate::person::{PASSWORD, SUPPLIER, app_is_kept, fill_listing, is_saved};
use anyhow::{Result, bail};
use std::time::Duration;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;
use yangcai_tests::wire::Meter;

/// The most bytes both ways until sign-in works and, after it, a listing is typed, checked and kept for good:
/// 150 KiB, half a minute on the slowest networks that people still use. It may only shrink.
const CRITICAL: u64 = 153_600;
const QUIET: Duration = Duration::from_secs(2);
/// A browser without service workers: what they fetch beside the page is no part of the critical way.
const NO_WORKER: &str =
    "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined })";

#[tokio::test]
async fn signing_in_and_keeping_a_listing_stays_within_the_budget() -> Result<()> {
    let journey = Journey::start(1).await?;
    let mut phone = journey.phone().await?;
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

async fn until_kept(phone: &yangcai_tests::browser::Browser) -> Result<()> {
    phone.open("/").await?;
    phone.button("湖南省").click().await?;
    sign_in_here(phone).await?;
    phone.button("新填挂网申报").click().await?;
    fill_listing(phone, "量过字节的留置针", "12.80").await?;
    is_saved(phone).await
}

async fn sign_in_here(phone: &yangcai_tests::browser::Browser) -> Result<()> {
    phone.button("登录").click().await?;
    crate::person::give_password(phone, SUPPLIER, PASSWORD).await?;
    phone.text("，您好").appears().await?;
    Ok(())
}
