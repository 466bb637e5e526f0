//! What the audits find: planted faults, and nothing on a page without any.

use crate::trial::trial;
use anyhow::Result;
use yangcai_tests::audit::Measures;
use yangcai_tests::console::Kind;
use yangcai_tests::device::{CHINESE, Device};
use yangcai_tests::query::Find;

#[tokio::test]
async fn a_sound_page_passes_every_audit_light_and_dark() -> Result<()> {
    let trial = trial(Device::Phone, CHINESE).await?;
    trial.browser.assert_accessible().await?;
    trial.browser.assert_fits().await?;
    trial.browser.prefer(true, true).await?;
    let background = "return getComputedStyle(document.body).backgroundColor";
    assert_eq!(
        trial.browser.run(background, vec![]).await?,
        "rgb(17, 17, 17)"
    );
    let still = "return matchMedia('(prefers-reduced-motion: reduce)').matches";
    assert_eq!(trial.browser.run(still, vec![]).await?, true);
    trial.browser.assert_accessible().await?;
    trial.browser.assert_quiet_console().await
}

#[tokio::test]
async fn axe_finds_planted_faults() -> Result<()> {
    let trial = trial(Device::Phone, CHINESE).await?;
    trial.browser.open("/faults").await?;
    let rules: Vec<_> = trial
        .browser
        .axe()
        .await?
        .into_iter()
        .map(|found| found.rule)
        .collect();
    for rule in ["color-contrast", "label"] {
        assert!(rules.iter().any(|found| found == rule), "{rules:?}");
    }
    let message = trial
        .browser
        .assert_accessible()
        .await
        .err()
        .map(|error| error.to_string());
    assert!(message.is_some_and(|text| text.contains("看不清的字")));
    Ok(())
}

#[tokio::test]
async fn small_targets_and_wide_elements_are_found() -> Result<()> {
    let trial = trial(Device::Phone, CHINESE).await?;
    trial.browser.open("/faults").await?;
    let Measures { small, wide } = trial.browser.measure().await?;
    assert!(
        small.len() == 2 && small[0].contains("«小»") && small[1].contains("«单独的链接»"),
        "{small:#?}"
    );
    assert!(wide.iter().any(|line| line.contains("«太宽»")), "{wide:#?}");
    assert!(trial.browser.assert_fits().await.is_err());
    Ok(())
}

#[tokio::test]
async fn a_scripts_error_and_a_forbidden_script_are_told_apart_from_a_cut_network() -> Result<()> {
    let trial = trial(Device::Phone, CHINESE).await?;
    trial.network.cut();
    trial.browser.button("发送").click().await?;
    trial.browser.text("没有送到").appears().await?;
    trial.browser.assert_quiet_console().await?;
    assert!(
        trial
            .browser
            .console()
            .await
            .iter()
            .any(|line| line.kind == Kind::Unreachable)
    );
    trial.network.restore();
    trial.browser.open("/faults").await?;
    let lines = trial.browser.console().await;
    assert!(
        lines
            .iter()
            .any(|line| line.kind == Kind::Error && line.text.contains("a planted error")),
        "{lines:#?}"
    );
    assert!(
        lines.iter().any(|line| line.kind == Kind::Policy),
        "{lines:#?}"
    );
    assert!(trial.browser.assert_quiet_console().await.is_err());
    Ok(())
}

#[tokio::test]
async fn a_secret_is_found_wherever_it_was_kept() -> Result<()> {
    let trial = trial(Device::Phone, CHINESE).await?;
    let browser = &trial.browser;
    browser.assert_keeps_no("Secret-1").await?;
    for (number, keep) in [
        "localStorage.setItem('a', 'Secret-1')",
        "sessionStorage.setItem('a', 'Secret-2')",
        "const done = arguments[0]; caches.open('a').then((cache) => cache.put('/a', new Response('Secret-3'))).then(done)",
    ]
    .into_iter()
    .enumerate()
    {
        let secret = format!("Secret-{}", number + 1);
        if keep.starts_with("const") {
            browser.run_async(keep, vec![]).await?;
        } else {
            browser.run(keep, vec![]).await?;
        }
        assert!(browser.storage().await?.iter().any(|line| line.contains(&secret)), "{secret}");
        assert!(browser.assert_keeps_no(&secret).await.is_err());
    }
    browser.field("产品名称").fill("Secret-4").await?;
    browser.button("保存").click().await?;
    browser.text("已存本机：Secret-4").appears().await?;
    let kept = browser.storage().await?;
    assert!(
        kept.iter()
            .any(|line| line.starts_with("indexedDB trial/kept") && line.contains("Secret-4")),
        "{kept:#?}"
    );
    assert!(!browser.profile_files_with("Secret-4")?.is_empty());
    Ok(())
}
