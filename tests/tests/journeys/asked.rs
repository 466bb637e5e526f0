//! What few people open comes when it is opened, and stays.

use crate::person::{
    PASSWORD, SUPPLIER, app_is_kept, is_saved, lose_network, regain_network, registration_is_kept,
    restart_offline, sign_in,
};
use anyhow::Result;
use yangcai_tests::browser::Browser;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

const PRODUCTS: &str = "/hunan/products";

fn fetched(journey: &Journey, part: &str) -> usize {
    let requests = journey.network.requests();
    requests
        .iter()
        .filter(|request| request.contains(part))
        .count()
}

fn asked(journey: &Journey) -> usize {
    fetched(journey, "_asked.wasm")
}

/// A supplier who has opened what suppliers open.
async fn at_work(journey: &Journey) -> Result<Browser> {
    let phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    phone.button("新填挂网申报").click().await?;
    phone.field("产品名称").fill("留置针").await?;
    is_saved(&phone).await?;
    for address in ["/hunan/listings", "/hunan/outbox"] {
        phone.open(address).await?;
        phone.role("heading").appears().await?;
    }
    assert_eq!(asked(journey), 0, "{:?}", journey.network.requests());
    assert_eq!(fetched(journey, "_apply.wasm"), 0);
    Ok(phone)
}

/// The form is kept, and opens in a browser that is started without a network.
async fn registers_offline(journey: &Journey, mut phone: Browser) -> Result<()> {
    registration_is_kept(&phone).await?;
    journey.network.cut();
    restart_offline(&mut phone).await?;
    phone.open("/hunan/register/unit").await?;
    phone.field("统一社会信用代码").appears().await?;
    Ok(())
}

/// At a first visit the worker that keeps the copy comes only after the page has asked.
#[tokio::test]
async fn the_form_of_a_registration_comes_when_it_is_opened_and_opens_offline_from_then_on()
-> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.open("/hunan/register/unit").await?;
    phone.field("统一社会信用代码").appears().await?;
    assert_eq!(asked(&journey), 0, "{:?}", journey.network.requests());
    app_is_kept(&phone).await?;
    registers_offline(&journey, phone).await
}

#[tokio::test]
async fn whoever_reads_a_platforms_page_without_an_account_can_register_offline() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.open("/hunan").await?;
    app_is_kept(&phone).await?;
    assert_eq!(fetched(&journey, "_apply.wasm"), 0);
    registers_offline(&journey, phone).await
}

#[tokio::test]
async fn what_few_people_open_comes_when_it_is_opened_and_opens_offline_from_then_on() -> Result<()>
{
    let journey = Journey::start(1).await?;
    let mut phone = at_work(&journey).await?;
    phone.open(PRODUCTS).await?;
    phone.text("还没有目录").appears().await?;
    assert_eq!(asked(&journey), 1);
    journey.network.cut();
    restart_offline(&mut phone).await?;
    phone.open(PRODUCTS).await?;
    phone.text("还没有目录").appears().await?;
    assert_eq!(asked(&journey), 1);
    Ok(())
}

#[tokio::test]
async fn without_a_network_what_was_never_opened_says_so_and_opens_once_there_is_one() -> Result<()>
{
    let journey = Journey::start(1).await?;
    let phone = at_work(&journey).await?;
    lose_network(&journey.network, &phone).await?;
    phone.open(PRODUCTS).await?;
    phone.text("这一页还没有下载到本机").appears().await?;
    phone.button("再试一次").click().await?;
    phone.text("这一页还没有下载到本机").appears().await?;
    regain_network(&journey.network, &phone).await?;
    phone.text("还没有目录").appears().await?;
    Ok(())
}
