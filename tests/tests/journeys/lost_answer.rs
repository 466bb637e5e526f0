//! The server commits, and its answer never arrives.

use crate::office::Caller;
use crate::person::{
    PASSWORD, REVIEWER, SUPPLIER, app_is_kept, count_on_page, fill_listing, regain_network, sign_in,
};
use anyhow::Result;
use yangcai_tests::in_every_engine;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

const NAME: &str = "只有一份的留置针";

#[tokio::test]
async fn an_answer_lost_after_the_commit_leaves_one_listing_not_two() -> Result<()> {
    let journey = Journey::start(2).await?;
    let phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    phone.open("/hunan/listings/new").await?;
    fill_listing(&phone, NAME, "12.80").await?;
    journey.network.lose_responses("/v1/push", 10);
    phone.button("提交").click().await?;
    journey.network.wait_until_lost(1).await?;
    phone.role("heading").text(NAME).appears().await?;
    assert!(
        !phone.css(".tags").text("平台已收").is_there().await?,
        "the platform has not said so"
    );
    let mut centre = Caller::reviewer(journey.server.address(), "hunan").await?;
    assert_eq!(
        centre.count_named(NAME).await?,
        1,
        "the server has committed"
    );

    journey.network.lose_none();
    regain_network(&journey.network, &phone).await?;
    phone
        .css(".tags")
        .text("平台已收")
        .within(std::time::Duration::from_secs(90))
        .appears()
        .await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    assert!(journey.network.count_requests("POST /v1/push") > journey.network.lost());
    phone.open("/hunan/listings").await?;
    phone.block(NAME).text("平台已收").appears().await?;
    assert_eq!(count_on_page(&phone, NAME).await?, 1);
    assert_eq!(centre.count_named(NAME).await?, 1);

    let desk = journey.phone().await?;
    sign_in(&desk, "hunan", REVIEWER, PASSWORD).await?;
    desk.open("/hunan/review").await?;
    desk.text(NAME).appears().await?;
    assert_eq!(count_on_page(&desk, NAME).await?, 1);
    phone.assert_quiet_console().await
}

in_every_engine!(an_answer_lost_after_the_commit_leaves_one_listing_not_two,);
