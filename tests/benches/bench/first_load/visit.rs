//! The steps of a first visit, the same for all: signing in, typing a listing with a mistake, losing the browser.

use super::person::{PASSWORD, SUPPLIER, arrives_at, fill_listing, give_password, is_saved};
use anyhow::{Result, ensure};
use serde_json::json;
use yangcai_tests::browser::Browser;
use yangcai_tests::query::Find;

pub const SIGN_IN: &str = "/hunan/sign-in";
pub const NEW_LISTING: &str = "/hunan/listings/new";
const PRODUCT: &str = "量过字节的留置针";
const PRICE: &str = "12.80";
/// One character short.
const MISTYPED: &str = "C034405107050000755";

const CHOSEN: &str = "return [...document.querySelectorAll('input:checked')]
    .map((input) => input.labels[0].innerText.trim())";

/// Signs in on the form that stands on the page, and goes on to a new listing.
pub async fn enter(phone: &Browser) -> Result<()> {
    give_password(phone, SUPPLIER, PASSWORD).await?;
    phone.text("，您好").appears().await?;
    phone.button("新填挂网申报").click().await?;
    arrives_at(phone, NEW_LISTING).await?;
    Ok(())
}

/// Types a listing: first with a mistake, which must be explained at the field, then right.
pub async fn type_listing(phone: &Browser) -> Result<()> {
    phone.field("医用耗材").tick(true).await?;
    phone.field("医保编码").fill(MISTYPED).await?;
    phone.field("产品名称").fill(PRODUCT).await?;
    let fault = phone.css(".fault");
    fault.clone().text("20 位或 27 位").appears().await?;
    fill_listing(phone, PRODUCT, PRICE).await?;
    fault.vanishes().await?;
    is_saved(phone).await
}

/// Every input as [`fill_listing`] left it.
pub async fn reads_back(phone: &Browser) -> Result<()> {
    for (label, text) in [
        ("医保编码", "C0344051070500007551"),
        ("产品名称", PRODUCT),
        ("注册证编号或备案号", "国械注准20163130000"),
        ("生产企业", "湖南青禾医疗器械有限公司"),
        ("规格型号", "24G 直型"),
        ("计价单位", "支"),
        ("挂网价（元）", PRICE),
    ] {
        phone.field(label).holds(text).await?;
    }
    let chosen = phone.run(CHOSEN, vec![]).await?;
    ensure!(chosen == json!(["医用耗材"]), "chosen: {chosen}");
    Ok(())
}

/// The form opens again and is submitted; after a kill it is empty, and the listing still on the device.
pub async fn submit_offline(phone: &mut Browser) -> Result<()> {
    phone.reload().await?;
    reads_back(phone).await?;
    phone.button("提交").click().await?;
    phone.field("挂网价（元）").vanishes().await?;
    phone.kill().await;
    phone.reopen().await?;
    phone.open(NEW_LISTING).await?;
    phone.field("挂网价（元）").holds("").await?;
    let kept = phone.storage().await?;
    ensure!(
        kept.iter().any(|line| line.contains(PRODUCT)),
        "what was submitted is lost: {kept:#?}"
    );
    Ok(())
}
