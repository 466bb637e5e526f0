//! What takes longer than half a second says so, and what does not, does not.

use crate::called::{KEEP_PROGRAM, assert_no_rest, write_called};
use crate::person::{
    NO_WORKER, PASSWORD, SUPPLIER, app_is_kept, fill_listing, give_password, is_saved,
    lose_network, regain_network, sign_in,
};
use anyhow::Result;
use serde_json::json;
use std::time::Duration;
use yangcai_tests::browser::Browser;
use yangcai_tests::journey::Journey;
use yangcai_tests::network::SLOW_3G;
use yangcai_tests::query::Find;

/// Notes every progress bar that comes into sight.
const NOTE: &str = "window.seen = [];
    setInterval(() => {
        for (const each of document.querySelectorAll('.progress:not([hidden]) progress')) {
            seen.push(each.getAttribute('aria-label'));
        }
    }, 10)";
/// The rest of the program is on its way until `letGo()`.
const HOLD_REST: &str = "const ask = fetch, held = new Promise((go) => { window.letGo = go });
    window.fetch = (address, ...more) =>
        String(address).endsWith('_rest.wasm') ? held.then(() => ask(address, ...more)) : ask(address, ...more)";
const LET_GO: &str = "window.letGo()";
const TWICE: &str = "arguments[0].click(); arguments[0].click();";

async fn seen(phone: &Browser) -> Result<String> {
    Ok(phone.run("return seen", vec![]).await?.to_string())
}

#[tokio::test]
async fn signing_in_over_a_slow_network_says_so_and_is_done_once() -> Result<()> {
    let journey = Journey::start(1).await?;
    let mut phone = journey.phone().await?;
    phone.set_patience(Duration::from_secs(60));
    phone.open("/hunan/sign-in").await?;
    app_is_kept(&phone).await?;
    phone.reload().await?;
    journey.network.shape(SLOW_3G);
    phone.field("登录名").fill(SUPPLIER).await?;
    phone.field("密码").fill(PASSWORD).await?;
    let submit = phone.css("form button[type=submit]").appears().await?;
    phone.run(TWICE, vec![json!(submit)]).await?;
    phone
        .css("button[aria-busy=true][aria-disabled=true]")
        .appears()
        .await?;
    phone
        .css(".progress:not([hidden])")
        .text("正在与平台联系…")
        .appears()
        .await?;
    phone.assert_accessible().await?;
    phone.text("，您好").appears().await?;
    assert_eq!(journey.network.count_requests("POST /v1/session"), 1);
    Ok(())
}

/// What shows that one waits is not itself waited for: `.ci/later` asks which functions that takes.
#[tokio::test]
async fn going_on_before_the_rest_has_come_says_what_is_waited_for() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    for script in [NO_WORKER, KEEP_PROGRAM, HOLD_REST] {
        phone.run_before_pages(script).await?;
    }
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.button("新填挂网申报").click().await?;
    fill_listing(&phone, "等程序的留置针", "12.80").await?;
    is_saved(&phone).await?;
    let bar = || phone.css(".progress:not([hidden])");
    phone.button("提交").click().await?;
    bar().text("正在保存…").appears().await?;
    phone
        .css("button[aria-busy=true][aria-disabled=true]")
        .appears()
        .await?;
    phone.css("nav a[href$=listings]").click().await?;
    bar().text("正在下载这一页要用的程序…").appears().await?;
    write_called(&phone, "waiting").await?;
    assert_no_rest(&journey.network);
    phone.run(LET_GO, vec![]).await?;
    phone
        .named_role("heading", "等程序的留置针")
        .appears()
        .await?;
    bar().vanishes().await
}

#[tokio::test]
async fn many_that_go_up_slowly_are_counted() -> Result<()> {
    let journey = Journey::start(1).await?;
    let mut phone = journey.phone().await?;
    phone.set_patience(Duration::from_secs(60));
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    phone.open("/hunan/listings/new").await?;
    lose_network(&journey.network, &phone).await?;
    for name in ["第一支留置针", "第二支留置针", "第三支留置针"] {
        fill_listing(&phone, name, "12.80").await?;
        phone.button("提交并再填一条").click().await?;
        phone.field("医保编码").holds("").await?;
    }
    phone.button("待上传").click().await?;
    phone.text("待上传 3 条").appears().await?;
    journey.network.shape(SLOW_3G);
    regain_network(&journey.network, &phone).await?;
    let bar = phone.css(".progress:not([hidden])");
    bar.text("正在上传 0 / 3").appears().await?;
    let max = "return document.querySelector('.progress:not([hidden]) progress').max";
    assert_eq!(phone.run(max, vec![]).await?, json!(3));
    phone.assert_accessible().await?;
    phone.text("都已上传，平台已收").appears().await?;
    phone.css(".progress:not([hidden])").vanishes().await
}

#[tokio::test]
async fn what_is_done_at_once_flickers_nowhere() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.open("/hunan/sign-in").await?;
    app_is_kept(&phone).await?;
    phone.run_before_pages(NOTE).await?;
    phone.reload().await?;
    give_password(&phone, SUPPLIER, PASSWORD).await?;
    phone.text("，您好").appears().await?;
    phone.button("新填挂网申报").click().await?;
    fill_listing(&phone, "马上存好的留置针", "12.80").await?;
    is_saved(&phone).await?;
    phone.button("提交").click().await?;
    phone.css(".tags").text("平台已收").appears().await?;
    assert_eq!(seen(&phone).await?, "[]");
    Ok(())
}
