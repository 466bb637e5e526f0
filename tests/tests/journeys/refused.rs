//! What the platform has refused is kept, corrected, submitted again, and carried elsewhere.

use crate::conflicts::{COLLEAGUE, NAME, OWN_PASSWORD, PRICE, two_in_one_form, two_prices};
use crate::person::{load_sheet, sign_in};
use crate::shared_phone::FILES;
use anyhow::{Context, Result};
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

#[tokio::test]
async fn refused_work_saved_to_a_file_is_corrected_and_submitted_on_another_device() -> Result<()> {
    let journey = Journey::start(2).await?;
    let (phone, desk) = two_in_one_form(&journey).await?;
    desk.run_before_pages(FILES).await?;
    two_prices(&journey, &phone, &desk).await?;
    desk.button("导出为文件").click().await?;
    // It stays where it was as well.
    desk.block(NAME).text("78.00").appears().await?;
    let file = desk.run("return localStorage.file", vec![]).await?;
    let file = file.as_str().context("no file was saved")?.to_owned();
    drop(phone);

    let other = journey.desktop().await?;
    sign_in(&other, "guizhou", COLLEAGUE, OWN_PASSWORD).await?;
    other.open("/guizhou/outbox").await?;
    load_sheet(&other, "从文件导入", "queue.json", file.as_bytes()).await?;
    other.text("已导入 1 条").appears().await?;
    other.text("未被接受 1 条").appears().await?;
    other.css(".both").text("80.00").appears().await?;
    other.css(".both").text("78.00").appears().await?;
    other.button("去修改").click().await?;
    other.field(PRICE).holds("78.00").await?;
    other.css(".both").button("用我写的").click().await?;
    other.button("提交").click().await?;
    other.css(".tags").text("平台已收").appears().await?;
    desk.open("/guizhou/listings").await?;
    desk.button(NAME).click().await?;
    desk.role("main").text("78.00").appears().await?;
    other.assert_quiet_console().await
}
