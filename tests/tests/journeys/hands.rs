//! Hands that press twice, go back and reload.

use crate::office::Caller;
use crate::person::{
    CREDIT_CODE, PASSWORD, SUPPLIER, UNIT, app_is_kept, arrives_at, count_on_page, fill_listing,
    fill_unit, is_saved, sign_in,
};
use anyhow::Result;
use serde_json::json;
use yangcai_tests::browser::Browser;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

const NAME: &str = "按了两次的留置针";
/// A store that takes nothing while the page is told so.
const FULL: &str = "if (localStorage.full) {
    const full = new DOMException('full', 'QuotaExceededError');
    IDBObjectStore.prototype.put = () => { throw full; };
}";
const TWICE: &str = "arguments[0].click(); arguments[0].click();";

#[tokio::test]
async fn pressing_submit_twice_and_going_back_files_one_listing() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.button("新填挂网申报").click().await?;
    fill_listing(&phone, NAME, "12.80").await?;
    let submit = phone.css("form button[type=submit]").appears().await?;
    phone.run(TWICE, vec![json!(submit)]).await?;
    phone.css(".tags").text("平台已收").appears().await?;
    phone.back().await?;
    assert!(
        !phone.path().await?.ends_with("/listings/new"),
        "the form that was sent is not gone back to"
    );
    phone.open("/hunan/listings/new").await?;
    phone.field("产品名称").holds("").await?;
    phone.open("/hunan/listings").await?;
    phone.text(NAME).appears().await?;
    assert_eq!(count_on_page(&phone, NAME).await?, 1);
    let mut centre = Caller::reviewer(journey.server.address(), "hunan").await?;
    assert_eq!(centre.count_named(NAME).await?, 1);
    phone.assert_quiet_console().await
}

#[tokio::test]
async fn what_was_typed_faster_than_the_store_writes_is_there_after_a_reload() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.run_before_pages(FULL).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.open("/hunan/listings/new").await?;
    phone.field("产品名称").fill("存下了的留置针").await?;
    is_saved(&phone).await?;
    phone.run("localStorage.full = 1", vec![]).await?;
    phone.reload().await?;
    phone.field("产品名称").holds("存下了的留置针").await?;
    phone.field("产品名称").fill("没来得及存的留置针").await?;
    phone.run("delete localStorage.full", vec![]).await?;
    phone.reload().await?;
    phone.field("产品名称").holds("没来得及存的留置针").await?;
    is_saved(&phone).await?;
    assert_eq!(
        phone.run("return sessionStorage.length", vec![]).await?,
        json!(0),
        "what is in the store now lies nowhere else"
    );
    phone.run("sessionStorage.clear()", vec![]).await?;
    phone.reload().await?;
    phone.field("产品名称").holds("没来得及存的留置针").await
}

#[tokio::test]
async fn what_the_store_never_took_goes_too_when_the_device_is_cleared() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.run_before_pages(FULL).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.open("/hunan/listings/new").await?;
    phone.run("localStorage.full = 1", vec![]).await?;
    phone.reload().await?;
    phone.field("产品名称").fill(NAME).await?;
    phone.reload().await?;
    phone.field("产品名称").holds(NAME).await?;
    let left = "return Object.keys(sessionStorage).length";
    assert_eq!(phone.run(left, vec![]).await?, json!(1));
    phone.run("delete localStorage.full", vec![]).await?;
    sign_out_and_clear(&phone).await?;
    assert_eq!(phone.run(left, vec![]).await?, json!(0));
    Ok(())
}

/// Clears the device.
pub async fn sign_out_and_clear(phone: &Browser) -> Result<()> {
    phone.css("details.who summary").click().await?;
    phone.button("退出并清除本机数据").click().await?;
    let question = phone.role("dialog");
    question.button("退出并清除本机数据").click().await?;
    arrives_at(phone, "/hunan/sign-in").await?;
    phone.field("登录名").appears().await?;
    Ok(())
}

#[tokio::test]
async fn reloading_and_going_back_and_forth_in_a_registration_loses_nothing() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.open("/hunan/register").await?;
    app_is_kept(&phone).await?;
    phone.button("开始").click().await?;
    fill_unit(&phone, CREDIT_CODE).await?;
    is_saved(&phone).await?;
    phone.reload().await?;
    phone.field("机构名称").holds(UNIT).await?;
    phone.field("统一社会信用代码").holds(CREDIT_CODE).await?;
    for address in ["长沙市开福区一号", "长沙市岳麓区二号", "长沙市天心区三号"]
    {
        phone.field("地址").fill(address).await?;
        is_saved(&phone).await?;
        phone.reload().await?;
        phone.field("地址").holds(address).await?;
    }
    phone.button("保存并继续").click().await?;
    phone.field("经办人姓名").fill("陈").await?;
    phone.back().await?;
    phone.field("机构名称").holds(UNIT).await?;
    phone.run("history.forward()", vec![]).await?;
    arrives_at(&phone, "/hunan/register/operator").await?;
    phone.field("经办人姓名").holds("陈").await?;
    phone.field("经办人姓名").type_keys("静").await?;
    is_saved(&phone).await?;
    phone.open("/hunan/register/check").await?;
    phone.text("还有步骤没有完成").appears().await?;
    phone.button("去填写").click().await?;
    phone.field("经办人姓名").holds("陈静").await?;
    phone.assert_quiet_console().await
}

#[tokio::test]
async fn signing_out_with_clearing_leaves_nothing_of_the_unit_on_the_device() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    let second = phone.tab().await?;
    let first = phone.open_tab().await?;
    phone.open("/hunan/listings/new").await?;
    phone.field("产品名称").fill(NAME).await?;
    is_saved(&phone).await?;
    let keeps = async |text: &str| -> Result<bool> {
        Ok(phone
            .storage()
            .await?
            .iter()
            .any(|line| line.contains(text)))
    };
    // The texts lie there sealed: what tells of the unit's store is the row that every replica has.
    const REPLICA: &str = "/rows m = ";
    assert!(keeps(REPLICA).await?);
    sign_out_and_clear(&phone).await?;
    assert!(!keeps(REPLICA).await?);

    phone.switch_to(&second).await?;
    phone.field("登录名").appears().await?;
    assert!(
        !phone.text("王芳").is_there().await?,
        "the other tab has signed out too"
    );
    assert!(!keeps(REPLICA).await?);
    phone.switch_to(&first).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.open("/hunan/listings").await?;
    phone.text("一次性使用静脉留置针").appears().await?;
    phone.assert_quiet_console().await
}
