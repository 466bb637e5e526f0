//! What the page on data use shows is what went over the wire, whoever moved it.

use crate::hands::sign_out_and_clear;
use crate::person::{PASSWORD, SUPPLIER, app_is_kept, fill_listing, sign_in};
use anyhow::{Context, Result, ensure};
use std::time::{Duration, Instant};
use yangcai_tests::browser::Browser;
use yangcai_tests::journey::Journey;
use yangcai_tests::network::TWO_G;
use yangcai_tests::query::Find;
use yangcai_tests::wire::{Meter, Wire};

/// How far what is shown may be from what was counted, in hundredths.
const RECEIVED: u64 = 2;
const SENT: u64 = 6;
/// Today's total, as the page puts it.
const TODAY: &str = "return document.querySelector('main .card dd')?.innerText ?? ''";

#[tokio::test]
async fn what_is_shown_is_what_went_over_a_slow_network() -> Result<()> {
    let journey = Journey::start(1).await?;
    let mut phone = journey.phone().await?;
    phone.set_patience(Duration::from_secs(120));
    journey.network.shape(TWO_G);
    phone.open("/").await?;
    app_is_kept(&phone).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.button("新填挂网申报").click().await?;
    fill_listing(&phone, "数过字节的留置针", "12.80").await?;
    phone.button("提交").click().await?;
    phone.css(".tags").text("平台已收").appears().await?;
    shown_as_counted(&phone, &journey).await?;
    // Two tabs at once, then a browser that is opened again: nothing is lost, and nothing counted twice.
    journey.network.unshape();
    let first = phone.tab().await?;
    for _ in 0..3 {
        phone.open_tab().await?;
        phone.open("/hunan/listings").await?;
    }
    phone.switch_to(&first).await?;
    shown_as_counted(&phone, &journey).await?;
    phone.kill().await;
    phone.reopen().await?;
    shown_as_counted(&phone, &journey).await
}

/// Opens the page, and waits until it shows what has moved so far.
async fn shown_as_counted(phone: &Browser, journey: &Journey) -> Result<()> {
    // A call that is broken off has gone and brings nothing: it would count on the wire alone.
    Meter::start(&journey.network)
        .reading_when_quiet(Duration::from_secs(2))
        .await?;
    phone.open("/hunan/data-use").await?;
    phone.text("合计").appears().await?;
    let limit = Instant::now() + Duration::from_secs(15);
    loop {
        // The page looks every other second.
        tokio::time::sleep(Duration::from_secs(3)).await;
        let (shown, counted) = (shown(phone).await?, journey.network.moved());
        let near = |shown: u64, counted: u64, hundredths: u64| {
            shown.abs_diff(counted) * 100 <= counted * hundredths
        };
        if near(shown.down, counted.down, RECEIVED) && near(shown.up, counted.up, SENT) {
            return Ok(());
        }
        ensure!(Instant::now() < limit, "shown: {shown}; counted: {counted}");
    }
}

/// Today's total.
async fn shown(phone: &Browser) -> Result<Wire> {
    let told = phone.run(TODAY, vec![]).await?;
    let told = told.as_str().unwrap_or_default();
    let (down, up) = told.split_once('，').with_context(|| format!("«{told}»"))?;
    Ok(Wire {
        up: bytes(up)?,
        down: bytes(down)?,
    })
}

fn bytes(told: &str) -> Result<u64> {
    let mut words = told.split(' ').skip(1);
    let number: f64 = words.next().context(told.to_owned())?.parse()?;
    let unit = match words.next() {
        Some("KB") => 1024.0,
        Some("MB") => 1_048_576.0,
        _ => anyhow::bail!("«{told}»"),
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Ok((number * unit) as u64)
}

#[tokio::test]
async fn what_was_counted_goes_when_the_device_is_cleared_and_says_nothing_of_anybody() -> Result<()>
{
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    phone.open("/hunan/data-use").await?;
    phone.text("合计").appears().await?;
    assert!(shown(&phone).await?.down > 200_000);
    let rows: Vec<_> = phone.storage().await?;
    let rows: Vec<_> = rows.iter().filter(|row| row.contains("data-use")).collect();
    assert!(
        rows.iter()
            .all(|row| !row.contains("hunan") && !row.contains(SUPPLIER)),
        "{rows:#?}"
    );
    sign_out_and_clear(&phone).await?;
    phone.open("/hunan/data-use").await?;
    phone.text("合计").appears().await?;
    let left = shown(&phone).await?;
    assert!(left.down < 20_000, "{left}");
    Ok(())
}
