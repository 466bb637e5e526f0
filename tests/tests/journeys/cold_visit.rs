//! A first visit over a very slow network; then there is none, and the browser is started anew.

use crate::person::{app_is_kept, fill_unit, is_saved, restart_offline};
use anyhow::Result;
use std::time::Duration;
use yangcai_tests::journey::Journey;
use yangcai_tests::network::SLOW_3G;
use yangcai_tests::query::Find;

/// The name of a record that no device has.
const UNKNOWN_LISTING: &str = "/hunan/listings/0000000000000000.1";

#[tokio::test]
async fn after_one_cold_visit_over_slow_3g_the_app_opens_and_works_with_no_network() -> Result<()> {
    let journey = Journey::start(1).await?;
    let mut phone = journey.phone().await?;
    phone.set_patience(Duration::from_secs(120));
    journey.network.shape(SLOW_3G);
    phone.open("/").await?;
    phone.text("请选择平台").appears().await?;
    app_is_kept(&phone).await?;
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
    assert!(
        !phone.button("登录").is_enabled().await?
            || phone.text("没有网络，暂不能登录").is_there().await?
    );

    phone.open("/hunan/register/unit").await?;
    fill_unit(&phone, "91430100").await?;
    is_saved(&phone).await?;
    phone.reload().await?;
    phone.field("统一社会信用代码").holds("91430100").await?;

    phone.open(UNKNOWN_LISTING).await?;
    phone.role("heading").appears().await?;
    phone.text("登录").appears().await?;
    assert_eq!(
        journey.network.requests().len(),
        asked,
        "nothing went over the network"
    );
    phone.assert_quiet_console().await
}
