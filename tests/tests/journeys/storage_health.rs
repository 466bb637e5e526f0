//! What a person is told of how safe their data is in this browser.

use crate::person::{PASSWORD, SUPPLIER, app_is_kept, fill_listing, lose_network, sign_in};
use anyhow::Result;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use yangcai_tests::browser::Browser;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

const NAME: &str = "怕被清掉的留置针";
/// A browser that promises nothing until it is asked a second time, and counts.
const HESITANT: &str = "(({ prototype: manager }) => {
        const asked = () => Number(localStorage.asked || 0);
        manager.persist = async () => { localStorage.asked = asked() + 1; return asked() > 1; };
        manager.persisted = async () => asked() > 1;
        manager.estimate = async () => ({ usage: 3 << 20, quota: 43 << 20 });
    })(StorageManager)";
const WECHAT: &str = "Object.defineProperty(Navigator.prototype, 'userAgent', { value:
    'Mozilla/5.0 (Linux; Android 13; wv) AppleWebKit/537.36 Chrome/116.0 Mobile MicroMessenger/8.0.42 WeChat/arm64' })";
const PRIVATE: &str = "StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('no', 'SecurityError'))";
/// Puts this device's clock ahead by as many hours as `localStorage.hours` says.
const LATER: &str = "((now) => { Date.now = () => now() + 36e5 * Number(localStorage.hours || 0) })(Date.now.bind(Date))";

#[tokio::test]
async fn the_browser_is_asked_to_keep_data_once_the_first_entry_is_kept_and_its_answer_is_shown()
-> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.run_before_pages(HESITANT).await?;
    let asked = async || asked(&phone).await;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.open("/hunan/outbox").await?;
    phone.text("提交时会请浏览器答应").appears().await?;
    phone
        .text("已用 3.0 MB，最多还可用 40.0 MB")
        .appears()
        .await?;
    phone.text("本机空间快用完了").appears().await?;
    phone.open("/hunan/listings/new").await?;
    fill_listing(&phone, NAME, "12.80").await?;
    assert_eq!(
        asked().await?,
        json!("0"),
        "not before there is anything to lose"
    );
    phone.button("提交").click().await?;
    phone.css(".tags").text("平台已收").appears().await?;
    let limit = Instant::now() + Duration::from_secs(20);
    while asked().await? == json!("0") && Instant::now() < limit {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    phone.open("/hunan/listings/new").await?;
    fill_listing(&phone, "第二种留置针", "12.80").await?;
    phone.button("提交").click().await?;
    phone.css(".tags").text("平台已收").appears().await?;
    tokio::time::sleep(Duration::from_secs(7)).await;
    assert_eq!(asked().await?, json!("1"), "once is enough");
    phone.open("/hunan/outbox").await?;
    phone.text("浏览器没有答应").appears().await?;
    phone.button("再请求一次").click().await?;
    phone.text("浏览器已答应").appears().await?;
    assert_eq!(asked().await?, json!("2"));
    phone.assert_quiet_console().await
}

/// A phone without a network on which a listing has just been submitted, before the browser was asked.
async fn just_submitted(journey: &Journey) -> Result<Browser> {
    let phone = journey.phone().await?;
    phone.run_before_pages(HESITANT).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    phone.open("/hunan/listings/new").await?;
    lose_network(&journey.network, &phone).await?;
    fill_listing(&phone, NAME, "12.80").await?;
    phone.button("提交").click().await?;
    phone.css("a.chip").text("待上传 1 条").appears().await?;
    assert_eq!(asked(&phone).await?, json!("0"));
    Ok(phone)
}

async fn asked(phone: &Browser) -> Result<Value> {
    let script = "return localStorage.asked || '0'";
    phone.run(script, vec![]).await
}

#[tokio::test]
async fn where_something_waits_the_queue_never_says_that_the_browser_was_not_asked() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = just_submitted(&journey).await?;
    phone.open("/hunan/outbox").await?;
    phone.text("浏览器没有答应").appears().await?;
    assert!(!phone.text("还没有请求").is_there().await?);
    assert_eq!(asked(&phone).await?, json!("1"));
    phone.assert_quiet_console().await
}

#[tokio::test]
async fn who_leaves_the_page_before_the_browser_was_asked_is_asked_on_the_next_one() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = just_submitted(&journey).await?;
    phone.open("/hunan/home").await?;
    phone.text("，您好").appears().await?;
    let limit = Instant::now() + Duration::from_secs(20);
    while asked(&phone).await? == json!("0") {
        assert!(Instant::now() < limit, "it was never asked");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    Ok(())
}

#[tokio::test]
async fn inside_wechat_one_is_told_to_open_a_browser_and_works_all_the_same() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.run_before_pages(WECHAT).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone
        .css(".banner")
        .text("请点右上角「…」，选「在浏览器打开」")
        .appears()
        .await?;
    phone.button("知道了").click().await?;
    phone.css(".banner").text("在浏览器打开").vanishes().await?;
    phone.open("/hunan/listings/new").await?;
    fill_listing(&phone, NAME, "12.80").await?;
    phone.button("提交").click().await?;
    phone.css(".tags").text("平台已收").appears().await?;
    phone.open("/hunan/outbox").await?;
    phone.text("您在微信里打开了本页").appears().await?;
    assert!(!phone.css(".banner").text("在浏览器打开").is_there().await?);
    phone.assert_quiet_console().await
}

#[tokio::test]
async fn in_a_private_window_one_is_told_what_closing_it_costs() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.run_before_pages(PRIVATE).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.open("/hunan/outbox").await?;
    phone.text("这像是无痕（隐私）窗口").appears().await?;
    phone
        .text("窗口一关，本机存的内容就会被浏览器删除")
        .appears()
        .await?;
    Ok(())
}

#[tokio::test]
async fn work_that_waits_is_spoken_of_calmly_after_a_day_and_plainly_after_three() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.run_before_pages(LATER).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    // Where the platform was never heard, there is no silence to tell of.
    phone.text("上次与平台联系：").appears().await?;
    phone.open("/hunan/listings/new").await?;
    lose_network(&journey.network, &phone).await?;
    fill_listing(&phone, NAME, "12.80").await?;
    phone.button("提交").click().await?;
    phone.css("a.chip").text("待上传 1 条").appears().await?;
    for (hours, calm, plain) in [(1, false, false), (30, true, false), (80, false, true)] {
        phone
            .run("localStorage.hours = arguments[0]", vec![json!(hours)])
            .await?;
        for page in ["/hunan/home", "/hunan/outbox"] {
            phone.open(page).await?;
            phone.text("上次与平台联系：").appears().await?;
            let said = phone.page_text().await?;
            assert_eq!(
                said.contains("待上传的内容已在本机超过一天"),
                calm,
                "{hours} {page}"
            );
            assert_eq!(
                said.contains("已超过三天没有与平台联系"),
                plain,
                "{hours} {page}"
            );
        }
    }
    Ok(())
}
