//! The disk under the browser's profile runs full.

use crate::office::Caller;
use crate::person::{
    PASSWORD, SUPPLIER, app_is_kept, fill_listing, lose_network, regain_network, sign_in,
};
use anyhow::{Result, bail};
use std::time::{Duration, Instant};
use yangcai_tests::browser::Browser;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

/// More listings than fit into what a browser has set aside.
const MANY: usize = 40;
/// Firefox says that there is no room; Chromium that it could not write, whatever the reason.
const FULL: &str = "存储空间";

fn kept_words(name: &str) -> String {
    format!("「{name}」已存本机，待上传")
}

/// Waits for what is said of a listing that was submitted: whether this device has it.
async fn is_kept(phone: &Browser, name: &str) -> Result<bool> {
    let limit = Instant::now() + Duration::from_secs(30);
    let kept = kept_words(name);
    while Instant::now() < limit {
        if phone.text(FULL).is_there().await? {
            return Ok(false);
        }
        if phone.text(&kept).is_there().await? {
            return Ok(true);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    bail!("nothing is said of {name}\n{}", phone.page_text().await?)
}

#[tokio::test]
async fn a_disk_that_has_run_full_costs_nothing_that_was_said_to_be_saved() -> Result<()> {
    let journey = Journey::start(1).await?;
    let mut phone = journey.phone_with_small_disk().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    phone.open("/hunan/listings/new").await?;
    lose_network(&journey.network, &phone).await?;
    phone.disk()?.fill()?;
    let mut kept = vec![];
    let refused = loop {
        let name = format!("满盘上的第{}种留置针", kept.len() + 1);
        fill_listing(&phone, &name, "12.80").await?;
        phone.button("提交并再填一条").click().await?;
        if !is_kept(&phone, &name).await? {
            break name;
        }
        kept.push(name);
        if kept.len() == MANY {
            bail!("the disk never ran full");
        }
    };
    phone.field("产品名称").holds(&refused).await?;

    phone.disk()?.make_room()?;
    phone.button("提交并再填一条").click().await?;
    // What was said of the full disk may still stand there for a moment.
    phone.text(&kept_words(&refused)).appears().await?;
    kept.push(refused);
    phone.kill().await;
    phone.reopen().await?;
    phone.announce_offline(true).await?;
    phone.open("/hunan/outbox").await?;
    for name in &kept {
        phone.block(name).text("待上传").appears().await?;
    }
    regain_network(&journey.network, &phone).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    let mut centre = Caller::reviewer(journey.server.address(), "hunan").await?;
    for name in &kept {
        assert_eq!(centre.count_named(name).await?, 1, "{name}");
    }
    Ok(())
}

mod firefox {
    use yangcai_tests::engine::Engine;

    #[test]
    fn a_disk_that_has_run_full_costs_nothing_that_was_said_to_be_saved() -> anyhow::Result<()> {
        Engine::Firefox.run(super::a_disk_that_has_run_full_costs_nothing_that_was_said_to_be_saved)
    }
}
