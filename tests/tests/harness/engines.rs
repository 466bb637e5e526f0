//! What the engines other than Chromium are asked to do, and what one of them has no way to.

use crate::trial::trial;
use anyhow::Result;
use serde_json::json;
use yangcai_tests::console::Kind;
use yangcai_tests::device::{CHINESE, Device};
use yangcai_tests::engine::Engine;
use yangcai_tests::in_every_engine;
use yangcai_tests::query::Find;

/// Leaves a mark that only what runs before the page's own scripts can leave.
const FIRST: &str = "window.stateAtFirst = document.readyState + ' ' + !!document.body";

#[tokio::test]
async fn a_script_from_outside_runs_before_the_pages_own_and_consoles_are_heard() -> Result<()> {
    let trial = trial(Device::Phone, CHINESE).await?;
    let browser = &trial.browser;
    assert_eq!(browser.engine(), Engine::current());
    browser.run_before_pages(FIRST).await?;
    browser.reload().await?;
    let first = browser.run("return window.stateAtFirst", vec![]).await?;
    assert_eq!(first, "loading false");
    let seen = browser
        .run(
            "return [innerWidth, innerHeight, navigator.language]",
            vec![],
        )
        .await?;
    assert_eq!(seen, json!([360, 640, "zh-CN"]));
    browser.assert_quiet_console().await?;
    browser
        .run("setTimeout(() => { throw new Error('aloud') })", vec![])
        .await?;
    browser.text("已打开").appears().await?;
    let mut said = vec![];
    for _ in 0..50 {
        said = browser.console().await;
        said.retain(|line| line.kind == Kind::Error && line.text.contains("aloud"));
        if !said.is_empty() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(said.len(), 1, "{said:?}");
    Ok(())
}

/// A page of WebKitGTK is told by a script of ours that there is no network, for want of a command. WebDriver BiDi
/// has one, which WebKit does not know yet: <https://bugs.webkit.org/show_bug.cgi?id=301583>.
#[test]
fn webkitgtks_driver_has_no_way_to_take_a_page_offline() -> Result<()> {
    Engine::WebKit.run(probe)
}

#[tokio::main(flavor = "current_thread")]
async fn probe() -> Result<()> {
    let mut trial = trial(Device::Phone, CHINESE).await?;
    assert!(
        !trial.browser.speaks_bidi().await?,
        "WebKitGTK has learned WebDriver BiDi: see whether emulation.setNetworkConditions does in announce_offline \
         what a script does there, and take this test away"
    );
    Ok(())
}

/// Chromium tells a page that it is about to be frozen. WebKit is building that, <https://bugs.webkit.org/show_bug.cgi?id=296266>,
/// and Mozilla has not said whether it will, <https://github.com/mozilla/standards-positions/issues/87>: there a tab is
/// frozen in the tests by stopping its process, as a phone does.
#[test]
fn only_chromium_tells_a_page_that_it_is_frozen() -> Result<()> {
    for engine in [Engine::Chromium, Engine::Firefox, Engine::WebKit] {
        let told = engine.run(knows_freezing)?;
        assert_eq!(
            told,
            engine == Engine::Chromium,
            "see whether {engine} fires `freeze` where the app listens for it, and freeze its tabs so"
        );
    }
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn knows_freezing() -> Result<bool> {
    let trial = trial(Device::Phone, CHINESE).await?;
    let known = trial
        .browser
        .run("return 'onfreeze' in Document.prototype", vec![])
        .await?;
    Ok(known == true)
}

in_every_engine!(a_script_from_outside_runs_before_the_pages_own_and_consoles_are_heard);
