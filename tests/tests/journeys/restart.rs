//! The browser is killed while there is no network, and started again.

use crate::office::Caller;
use crate::person::{
    PASSWORD, SUPPLIER, app_is_kept, fill_listing, is_saved, lose_network, regain_network,
    restart_offline, sign_in,
};
use anyhow::Result;
use yangcai_tests::in_every_engine;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

const NAME: &str = "断电之前的留置针";
const HALF: &str = "断电时写了一半的";

#[tokio::test]
async fn what_was_entered_offline_outlives_a_killed_browser_and_goes_up_once() -> Result<()> {
    let journey = Journey::start(1).await?;
    let mut phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    phone.open("/hunan/listings/new").await?;
    lose_network(&journey.network, &phone).await?;
    fill_listing(&phone, NAME, "12.80").await?;
    phone.button("提交并再填一条").click().await?;
    phone
        .text(&format!("「{NAME}」已存本机，待上传"))
        .appears()
        .await?;
    phone.field("产品名称").fill(HALF).await?;
    is_saved(&phone).await?;

    restart_offline(&mut phone).await?;
    let asked = journey.network.requests().len();
    phone.open("/hunan/outbox").await?;
    phone.block(NAME).text("待上传").appears().await?;
    phone.open("/hunan/listings/new").await?;
    phone.field("产品名称").holds(HALF).await?;
    assert_eq!(journey.network.requests().len(), asked);

    regain_network(&journey.network, &phone).await?;
    // A killed browser may have forgotten the session.
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    let mut centre = Caller::reviewer(journey.server.address(), "hunan").await?;
    assert_eq!(centre.count_named(NAME).await?, 1);
    assert_eq!(centre.count_named(HALF).await?, 0);
    phone.open("/hunan/listings/new").await?;
    phone.field("产品名称").holds(HALF).await
}

in_every_engine!(what_was_entered_offline_outlives_a_killed_browser_and_goes_up_once);
