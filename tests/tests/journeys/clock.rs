//! Somebody sets the device's clock.

use crate::office::Caller;
use crate::person::{
    PASSWORD, SUPPLIER, app_is_kept, fill_listing, lose_network, regain_network, sign_in,
};
use anyhow::{Result, bail};
use serde_json::json;
use std::time::{SystemTime, UNIX_EPOCH};
use yangcai_tests::browser::Browser;
use yangcai_tests::in_every_engine;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

/// The page's clock is off by so many milliseconds as `localStorage.off` said when the page came. A program that puts another clock
/// under a whole browser makes its processes disagree on how long they have waited for each other.
const CLOCK: &str = "((Real) => {
        const off = Number(localStorage.off || 0);
        const now = () => Real.now() + off;
        globalThis.Date = class extends Real {
            constructor(...given) {
                super(...(given.length ? given : [now()]));
            }
            static now() {
                return now();
            }
        };
        globalThis.clockFirst = !document.scripts.length;
    })(Date)";
const SET: &str = "localStorage.off = arguments[0]";
/// The page's own clock: Firefox gives scripts of the tests one of their own. Nothing where the page had begun before it was set.
const SHOWN: &str = "const page = window.wrappedJSObject || window;
        return page.clockFirst ? page.Date.now() : null";
const YEAR: i64 = 365 * DAY;
const DAY: i64 = 24 * 3_600_000;
const NAMES: [&str; 2] = ["时钟拨快之前的留置针", "时钟快一年时的留置针"];

#[tokio::test]
async fn a_clock_that_is_set_a_year_forth_and_back_costs_no_entry_and_dates_none() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.run_before_pages(CLOCK).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    enter(&journey, &phone, NAMES[0]).await?;
    // For all the device knows nobody has asked the platform for a year: what it has is not shown.
    set_clock(&phone, YEAR).await?;
    phone.text("本机保存的内容都还在").appears().await?;
    assert!(!phone.text(NAMES[0]).is_there().await?);
    regain_network(&journey.network, &phone).await?;
    phone.css("a.chip").text("平台已收").appears().await?;

    // Since then it knows by how much its clock is wrong.
    enter(&journey, &phone, NAMES[1]).await?;
    set_clock(&phone, -YEAR).await?;
    phone.css("a.chip").text("待上传 1 条").appears().await?;
    regain_network(&journey.network, &phone).await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    phone.open("/hunan/listings").await?;
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?;
    let mut centre = Caller::reviewer(journey.server.address(), "hunan").await?;
    for name in NAMES {
        phone.block(name).text("平台已收").appears().await?;
        assert_eq!(centre.count_named(name).await?, 1);
        let times = centre.times_of(name).await?;
        assert!(!times.is_empty());
        assert!(times.iter().all(|at| (at - now).abs() < DAY), "{times:?}");
    }
    Ok(())
}

/// Opens the page anew with its clock off by so much. A busy browser may read a page, and begin with it, before the script that
/// is to run before it.
async fn set_clock(phone: &Browser, off: i64) -> Result<()> {
    phone.run(SET, vec![json!(off)]).await?;
    for _ in 0..10 {
        phone.reload().await?;
        let shown = phone.run(SHOWN, vec![]).await?;
        let real = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?;
        if shown
            .as_f64()
            .is_some_and(|shown| (shown as i64 - real - off).abs() < DAY)
        {
            return Ok(());
        }
    }
    bail!("the page goes by the real clock")
}

/// Files a listing with no network.
async fn enter(journey: &Journey, phone: &Browser, name: &str) -> Result<()> {
    phone.open("/hunan/listings/new").await?;
    phone.field("医用耗材").appears().await?;
    lose_network(&journey.network, phone).await?;
    fill_listing(phone, name, "12.80").await?;
    phone.button("提交").click().await?;
    phone.css("a.chip").text("待上传 1 条").appears().await?;
    Ok(())
}

in_every_engine!(a_clock_that_is_set_a_year_forth_and_back_costs_no_entry_and_dates_none);
