//! A session ends while work waits.

use crate::office::Caller;
use crate::person::{
    PASSWORD, REVIEWER, SUPPLIER, app_is_kept, fill_listing, give_password, lose_network,
    regain_network, sign_in,
};
use anyhow::Result;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

const NAME: &str = "登录过期时的留置针";

#[tokio::test]
async fn work_that_waits_when_the_session_ends_goes_up_under_its_own_account_and_no_other()
-> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    phone.open("/hunan/listings/new").await?;
    lose_network(&journey.network, &phone).await?;
    fill_listing(&phone, NAME, "12.80").await?;
    phone.button("提交").click().await?;
    phone.css("a.chip").text("待上传 1 条").appears().await?;
    let database = rusqlite::Connection::open(journey.server.data_dir().join("yangcai.db"))?;
    assert!(database.execute("DELETE FROM sessions", [])? > 0);
    regain_network(&journey.network, &phone).await?;
    phone.text("登录已过期").appears().await?;
    phone.css("a.chip").text("待上传 1 条").appears().await?;

    // Somebody else signs in first, on the same device.
    sign_in(&phone, "hunan", REVIEWER, PASSWORD).await?;
    let mut centre = Caller::reviewer(journey.server.address(), "hunan").await?;
    assert!(!phone.text(NAME).is_there().await?);
    assert_eq!(centre.count_named(NAME).await?, 0);

    phone.open("/hunan/sign-in").await?;
    give_password(&phone, SUPPLIER, PASSWORD).await?;
    phone.text("，您好").appears().await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    assert_eq!(centre.count_named(NAME).await?, 1);
    Ok(())
}
