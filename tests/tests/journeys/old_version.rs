//! The device has the old version, the server is a new one already.

use crate::office::Caller;
use crate::person::{
    PASSWORD, SUPPLIER, app_is_kept, fill_listing, lose_network, regain_network, restart_offline,
    sign_in,
};
use crate::update::{is_next, release_next, until_next};
use anyhow::Result;
use yangcai_tests::in_every_engine;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

const NAME: &str = "旧版本里填的留置针";
/// Until the new version runs, the page speaks as one from before the present protocol did.
const SPEAKS_AS_BEFORE: &str = r#"delete globalThis.CompressionStream;
    ((ask) => {
        window.fetch = (address, how = {}) => {
            const before = !document.querySelector('meta[name=trial]') && typeof how.body === 'string';
            const said = before && how.body.replace(/"schema":\d+/, '"schema":0');
            return ask(address, before ? { ...how, body: said } : how);
        };
    })(window.fetch)"#;

#[tokio::test]
async fn the_old_version_from_the_cache_hands_its_work_to_a_new_server_and_gives_way() -> Result<()>
{
    let next = tempfile::tempdir()?;
    release_next(next.path())?;
    let mut journey = Journey::start(1).await?;
    let mut phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    phone.open("/hunan/listings/new").await?;
    lose_network(&journey.network, &phone).await?;
    fill_listing(&phone, NAME, "12.80").await?;
    phone.button("提交").click().await?;
    phone.css("a.chip").text("待上传 1 条").appears().await?;

    journey.server.set_front_end(next.path().to_path_buf());
    journey.server.restart().await?;
    restart_offline(&mut phone).await?;
    phone.run_before_pages(SPEAKS_AS_BEFORE).await?;
    phone.open("/hunan/outbox").await?;
    phone.block(NAME).text("待上传").appears().await?;
    regain_network(&journey.network, &phone).await?;
    // A killed browser may have forgotten the session.
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.text("平台已升级").appears().await?;
    let mut centre = Caller::reviewer(journey.server.address(), "hunan").await?;
    assert_eq!(centre.count_named(NAME).await?, 1, "it was taken as it was");
    assert!(!is_next(&phone).await?, "nobody has agreed yet");
    phone.open("/hunan/listings").await?;
    phone.text(NAME).appears().await?;

    phone.text("新版本已备好").appears().await?;
    phone.button("现在更新").click().await?;
    until_next(&phone).await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    phone.block(NAME).text("平台已收").appears().await?;
    assert_eq!(centre.count_named(NAME).await?, 1);
    Ok(())
}

in_every_engine!(the_old_version_from_the_cache_hands_its_work_to_a_new_server_and_gives_way);
