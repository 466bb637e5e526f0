//! A new version waits for consent and never swaps under a form.

use crate::person::{UNIT, app_is_kept, fill_unit, is_saved};
use anyhow::{Result, ensure};
use std::path::Path;
use yangcai_tests::browser::Browser;
use yangcai_tests::front_end;
use yangcai_tests::in_every_engine;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

/// Changes the page, and in the service worker the page's digest and its own version.
const NEXT: &str = r#"
    const { readFileSync, writeFileSync, readdirSync, rmSync } = require('node:fs')
    const folder = process.argv.at(-1)
    const change = (name, what) => {
        for (const each of readdirSync(folder)) if (each.startsWith(name + '.')) rmSync(folder + '/' + each)
        const text = readFileSync(folder + '/' + name, 'utf8')
        const next = what(text)
        if (next === text) throw new Error(name + ' cannot be changed')
        writeFileSync(folder + '/' + name, next)
        return next
    }
    const page = change('index.html', (text) => text.replace('<title>', '<meta name="trial" content="next"><title>'))
    const digest = require('node:crypto').createHash('sha256').update(page).digest('base64')
    change('service-worker.js', (text) => {
        if (!/"\/":"sha256-[^"]+"/.test(text)) throw new Error('the page has no digest')
        return text.replace(/"\/":"sha256-[^"]+"/, `"/":"sha256-${digest}"`).replace(/"[0-9a-f]{12}"|-[0-9a-f]{12}"/, (old) => old.replace(/[0-9a-f]{12}/, '0123456789ab'))
    })
"#;
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

/// Whether the next version runs.
pub async fn is_next(browser: &Browser) -> Result<bool> {
    Ok(browser.run(IS_NEXT, vec![]).await? == true)
}

/// Waits until it does.
pub async fn until_next(browser: &Browser) -> Result<()> {
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

/// A build that differs from the present one in its page: a new page, and a service worker that asks for it.
pub fn release_next(folder: &Path) -> Result<()> {
    front_end::copy_built(folder)?;
    front_end::alter(folder, NEXT, &[])
}

in_every_engine!(a_new_version_waits_for_consent_and_leaves_the_open_forms_as_they_are,);
