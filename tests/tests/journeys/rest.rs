//! The program comes in two parts. Whoever is faster than the second one waits for it, and loses nothing.

use crate::person::{NO_WORKER, PASSWORD, SUPPLIER, fill_listing, is_saved, sign_in};
use anyhow::Result;
use yangcai_tests::browser::Browser;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

const NAME: &str = "先填好的留置针";
/// Presses a link once the test is ready to be asked something.
const GO_HOME: &str =
    "setTimeout(() => document.querySelector('a[href=\"/hunan/home\"]').click(), 100)";

/// A listing typed with the first part of the program alone.
async fn typed(journey: &Journey) -> Result<Browser> {
    let phone = journey.phone().await?;
    phone.run_before_pages(NO_WORKER).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.button("新填挂网申报").click().await?;
    fill_listing(&phone, NAME, "12.80").await?;
    is_saved(&phone).await?;
    assert_eq!(rests(journey), 0);
    Ok(phone)
}

fn rests(journey: &Journey) -> usize {
    let requests = journey.network.requests();
    requests
        .iter()
        .filter(|request| request.contains("_rest.wasm"))
        .count()
}

#[tokio::test]
async fn submitting_before_the_rest_has_come_waits_for_it() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = typed(&journey).await?;
    phone.button("提交").click().await?;
    phone.text("平台已收").appears().await?;
    phone.text(NAME).appears().await?;
    assert_eq!(rests(&journey), 1);
    Ok(())
}

#[tokio::test]
async fn without_a_network_the_page_asks_for_one_and_goes_on_where_it_was() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = typed(&journey).await?;
    journey.network.cut();
    phone.run(GO_HOME, vec![]).await?;
    let question = phone.question().await?;
    assert!(question.contains("还没有下载完"), "{question}");
    journey.network.restore();
    phone.agree().await?;
    phone.text("，您好").appears().await?;
    phone.text(NAME).appears().await?;
    phone.text(NAME).click().await?;
    phone.field("挂网价（元）").holds("12.80").await
}
