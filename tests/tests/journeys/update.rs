//! A new version waits for consent and never swaps under a form.

use crate::person::{UNIT, app_is_kept, fill_unit, is_saved};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;
use std::process::Command;
use yangcai_tests::browser::Browser;
use yangcai_tests::journey::Journey;
use yangcai_tests::paths;
use yangcai_tests::query::Find;

const MARK: &str = "<meta name=\"trial\" content=\"next\">";
const IS_NEXT: &str = "return !!document.querySelector('meta[name=trial]')";

#[tokio::test]
async fn a_new_version_waits_for_consent_and_leaves_the_open_forms_as_they_are() -> Result<()> {
    let next = tempfile::tempdir()?;
    release_next(next.path())?;
    let mut journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    let first = phone.tab().await?;
    phone.open("/hunan/register/unit").await?;
    app_is_kept(&phone).await?;
    fill_unit(&phone, "9143").await?;
    is_saved(&phone).await?;

    journey.server.set_front_end(next.path().to_path_buf());
    journey.server.restart().await?;
    let second = phone.open_tab().await?;
    phone.open("/hunan/listings").await?;
    phone.text("新版本已备好").appears().await?;
    assert!(
        !is_next(&phone).await?,
        "the tab has the version that it was opened with"
    );
    phone.switch_to(&first).await?;
    phone.text("新版本已备好").appears().await?;
    phone.field("统一社会信用代码").holds("9143").await?;
    phone.field("统一社会信用代码").type_keys("0100").await?;
    phone.field("地址").fill("长沙市").await?;
    assert!(!is_next(&phone).await?);

    phone.switch_to(&second).await?;
    phone.open("/hunan/sign-in").await?;
    phone.field("登录名").fill("demo.supplier").await?;
    assert!(!is_next(&phone).await?, "nobody has agreed yet");

    phone.switch_to(&first).await?;
    phone.button("现在更新").click().await?;
    until_next(&phone).await?;
    phone.field("机构名称").holds(UNIT).await?;
    phone.field("统一社会信用代码").holds("91430100").await?;
    phone.field("地址").holds("长沙市").await?;
    phone.text("新版本已备好").vanishes().await?;

    phone.switch_to(&second).await?;
    phone.field("登录名").holds("demo.supplier").await?;
    assert!(
        !is_next(&phone).await?,
        "the other tab's form is not taken away"
    );
    phone.reload().await?;
    until_next(&phone).await?;
    phone.assert_quiet_console().await
}

async fn is_next(browser: &Browser) -> Result<bool> {
    Ok(browser.run(IS_NEXT, vec![]).await? == true)
}

async fn until_next(browser: &Browser) -> Result<()> {
    let limit = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while !is_next(browser).await.unwrap_or(false) {
        ensure!(
            std::time::Instant::now() < limit,
            "the new version has not come"
        );
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    Ok(())
}

/// A build that differs from the present one in its page, finished as every build is.
fn release_next(folder: &Path) -> Result<()> {
    let built = std::env::var_os("YANGCAI_DIST")
        .map_or_else(|| paths::workspace().join("app/dist"), Into::into);
    for entry in fs::read_dir(&built).context("app/dist is not built: make dist")? {
        let entry = entry?;
        let name = entry.file_name();
        let compressed = ["br", "gz", "zst"]
            .iter()
            .any(|ending| Path::new(&name).extension().is_some_and(|e| e == *ending));
        if entry.file_type()?.is_file() && !compressed {
            fs::copy(entry.path(), folder.join(&name))?;
        }
    }
    let page = folder.join("index.html");
    fs::write(
        &page,
        fs::read_to_string(&page)?.replacen("<title>", &format!("{MARK}<title>"), 1),
    )?;
    let done = Command::new("node")
        .arg("app/release.mjs")
        .env("TRUNK_STAGING_DIR", folder)
        .current_dir(paths::workspace())
        .output()?;
    ensure!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    Ok(())
}
