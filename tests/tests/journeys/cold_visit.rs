//! A first visit over a very slow network; then there is none, and the browser is started anew.

use crate::person::{
    PASSWORD, SUPPLIER, app_is_kept, arrives_at, fill_unit, is_saved, registration_is_kept,
    restart_offline, sign_in,
};
use anyhow::Result;
use std::time::Duration;
use yangcai_tests::in_every_engine;
use yangcai_tests::journey::Journey;
use yangcai_tests::network::SLOW_3G;
use yangcai_tests::query::Find;

const PRODUCT: &str = "一次性使用静脉留置针";

#[tokio::test]
async fn after_one_cold_visit_over_slow_3g_the_app_opens_and_works_with_no_network() -> Result<()> {
    let journey = Journey::start(1).await?;
    let mut phone = journey.phone().await?;
    phone.set_patience(Duration::from_secs(120));
    journey.network.shape(SLOW_3G);
    phone.open("/").await?;
    phone.text("请选择平台").appears().await?;
    app_is_kept(&phone).await?;
    // Whoever has no account yet reads what the platform is.
    phone.button("湖南省").click().await?;
    registration_is_kept(&phone).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.open("/hunan/listings").await?;
    phone.button(PRODUCT).click().await?;
    phone.text("申请编号").appears().await?;
    let listing = arrives_at(&phone, "/hunan/listings/").await?;
    journey.network.unshape();
    journey.network.cut();
    restart_offline(&mut phone).await?;
    let asked = journey.network.requests().len();

    phone.open("/").await?;
    phone.text("请选择平台").appears().await?;
    phone.button("湖南省").click().await?;
    phone
        .role("heading")
        .text("湖南省医药采购平台")
        .appears()
        .await?;

    phone.open("/hunan/sign-in").await?;
    phone.field("登录名").fill("demo.supplier").await?;
    phone.text("当前没有网络").appears().await?;
    phone.text("没有网络，暂不能登录").appears().await?;

    phone.open("/hunan/register/unit").await?;
    fill_unit(&phone, "91430100").await?;
    is_saved(&phone).await?;
    phone.reload().await?;
    phone.field("统一社会信用代码").holds("91430100").await?;

    phone.open(&listing).await?;
    phone.named_role("heading", PRODUCT).appears().await?;
    phone.text("12.80").appears().await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    assert_eq!(
        journey.network.requests().len(),
        asked,
        "nothing went over the network"
    );
    phone.assert_quiet_console().await
}

in_every_engine!(after_one_cold_visit_over_slow_3g_the_app_opens_and_works_with_no_network);
