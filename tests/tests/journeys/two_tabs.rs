//! Two tabs over one store, when they hear nothing of each other.

use crate::office::Caller;
use crate::person::{PASSWORD, SUPPLIER, app_is_kept, fill_listing, sign_in};
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::time::Duration;
use yangcai_tests::browser::Browser;
use yangcai_tests::in_every_engine;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

/// What a tab commits is not announced to the others.
const MUTE: &str = "BroadcastChannel.prototype.postMessage = () => {}";
/// Writes down again and again that this tab is alive.
const BEAT: &str = "setInterval(() => localStorage.beat = Date.now(), 100)";
/// How long two beats may be apart in a tab out of sight, of which browsers make less.
const BEATS: Duration = Duration::from_secs(3);

/// Files a listing by way of the page's own links, without loading the page again.
async fn file(phone: &Browser, name: &str) -> Result<()> {
    phone.button("新填挂网申报").click().await?;
    fill_listing(phone, name, "12.80").await?;
    phone.button("提交").click().await?;
    phone.role("heading").text(name).appears().await?;
    Ok(())
}

async fn the_platform_has_each_once(journey: &Journey, names: [&str; 2]) -> Result<()> {
    let mut centre = Caller::reviewer(journey.server.address(), "hunan").await?;
    let seen = centre.listings().await?;
    for name in names {
        let times = seen.iter().filter(|seen| seen.name == name).count();
        ensure!(times == 1, "the platform has {name} {times} times");
    }
    Ok(())
}

#[tokio::test]
async fn two_tabs_that_hear_nothing_of_each_other_lose_neither_listing() -> Result<()> {
    const NAMES: [&str; 2] = ["第一个标签页的留置针", "第二个标签页的留置针"];
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.run_before_pages(MUTE).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    let first = phone.tab().await?;
    let second = phone.open_tab().await?;
    phone.run_before_pages(MUTE).await?;
    phone.open("/hunan/home").await?;
    phone.text("，您好").appears().await?;
    journey.network.cut();
    for (tab, name) in [(&first, NAMES[0]), (&second, NAMES[1])] {
        phone.switch_to(tab).await?;
        phone.announce_offline(true).await?;
        file(&phone, name).await?;
    }
    phone.css("a.chip").text("待上传 2 条").appears().await?;

    journey.network.restore();
    phone.announce_offline(false).await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    the_platform_has_each_once(&journey, NAMES).await?;
    phone.switch_to(&first).await?;
    phone.announce_offline(false).await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    phone.assert_quiet_console().await
}

/// No tab leads the others, so none is waited for; and none begins to read what it would never end reading.
#[tokio::test]
async fn a_frozen_tab_keeps_no_other_from_sending_what_it_had_queued() -> Result<()> {
    const NAMES: [&str; 2] = ["冻结标签页的留置针", "活动标签页的留置针"];
    let journey = Journey::start(1).await?;
    let mut phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    phone.run(BEAT, vec![]).await?;
    journey.network.cut();
    file(&phone, NAMES[0]).await?;
    let frozen = phone.tab().await?;
    let living = phone.open_tab().await?;
    phone.open("/hunan/home").await?;
    phone.css("a.chip").text("1 条").appears().await?;

    assert_ne!(beat(&phone).await?, beat(&phone).await?);
    phone.switch_to(&frozen).await?;
    phone.freeze_tab().await?;
    phone.switch_to(&living).await?;
    assert_eq!(beat(&phone).await?, beat(&phone).await?, "it is frozen");
    file(&phone, NAMES[1]).await?;
    journey.network.restore();
    // Told to this tab alone: the other one hears nothing.
    phone
        .run("dispatchEvent(new Event('online'))", vec![])
        .await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    the_platform_has_each_once(&journey, NAMES).await?;
    phone.thaw_tab(&frozen).await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    Ok(())
}

/// When the other tab last said that it lives, some time from now.
async fn beat(phone: &Browser) -> Result<Value> {
    tokio::time::sleep(BEATS).await;
    let beat = phone.run("return localStorage.beat", vec![]).await?;
    ensure!(beat != json!(null), "it never beat");
    Ok(beat)
}

in_every_engine!(
    two_tabs_that_hear_nothing_of_each_other_lose_neither_listing,
    a_frozen_tab_keeps_no_other_from_sending_what_it_had_queued,
);
