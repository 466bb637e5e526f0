//! A new release travels as what is new in it: the browser has the rest.

use crate::person::app_is_kept;
use anyhow::{Result, ensure};
use std::time::Duration;
use yangcai_tests::browser::Browser;
use yangcai_tests::front_end;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;
use yangcai_tests::wire::Meter;

const BEFORE: &str = "请选择平台";
const AFTER: &str = "请先选平台";
const QUIET: Duration = Duration::from_secs(2);
/// Bytes both ways, most of them heads. Whole, the files that get another name are 216,101 in Brotli.
const MOST: u64 = 9_000;
const ASK_FOR_UPDATE: &str = "const done = arguments[0];
    navigator.serviceWorker.ready.then((kept) => kept.update()).then(() => done(null), (e) => done(String(e)))";

#[tokio::test]
async fn a_corrected_sentence_comes_without_the_program_around_it() -> Result<()> {
    let next = tempfile::tempdir()?;
    front_end::text_fix(next.path(), BEFORE, AFTER)?;
    let mut journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.open("/").await?;
    phone.text(BEFORE).appears().await?;
    app_is_kept(&phone).await?;
    Meter::start(&journey.network)
        .reading_when_quiet(QUIET)
        .await?;

    journey.server.set_front_end(next.path().to_path_buf());
    journey.server.restart().await?;
    let asked = journey.network.requests().len();
    let meter = Meter::start(&journey.network);
    ask_for_update(&phone).await?;
    phone.text("新版本已备好").appears().await?;
    let update = meter.reading_when_quiet(QUIET).await?;
    println!("update: {update}");
    println!("asked for: {:#?}", &journey.network.requests()[asked..]);
    phone.button("现在更新").click().await?;
    phone.text(AFTER).appears().await?;
    ensure!(update.total() <= MOST, "a corrected sentence: {update}");
    phone.assert_quiet_console().await?;

    let meter = Meter::start(&journey.network);
    ask_for_update(&phone).await?;
    let nothing = meter.reading_when_quiet(QUIET).await?;
    println!("nothing new: {nothing}");
    ensure!(nothing.down <= 3_000, "nothing new: {nothing}");
    Ok(())
}

async fn ask_for_update(phone: &Browser) -> Result<()> {
    let fault = phone.run_async(ASK_FOR_UPDATE, vec![]).await?;
    ensure!(fault.is_null(), "{fault}");
    Ok(())
}
