//! On a slow line the page is there long before the program: one signs in all the same, and loses nothing typed.

use crate::called::{KEEP_PROGRAM, assert_no_rest, write_called};
use crate::person::{NO_WORKER, PASSWORD, SUPPLIER, fill_listing, give_password, is_saved};
use anyhow::Result;
use serde_json::json;
use std::time::Duration;
use yangcai_tests::browser::Browser;
use yangcai_tests::front_end;
use yangcai_tests::in_every_engine;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

/// The program does not begin until `letGo()`.
const HOLD: &str = "const ask = fetch, held = new Promise((go) => { window.letGo = go });
    window.fetch = (address, ...more) => {
        window.waited ||= String(address).endsWith('_rest.wasm');
        return ask(address, ...more);
    };
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const begin = WebAssembly[name];
        WebAssembly[name] = (...given) => held.then(() => begin(...given));
    }";
const LET_GO: &str = "window.letGo()";
/// Looks, whenever the browser could deliver a key, whether any field would get it.
const WATCH_FOCUS: &str = "const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
        window.astray ||= document.activeElement === document.body;
        port2.postMessage(0);
    };
    port2.postMessage(0);";
/// Types a word and leaves the page within one task: no store is as fast as that.
const LEAVE: &str = "const [field, done] = arguments;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, '没来得及存的留置针');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    (async () => {
        for (let step = 0; step < 64; step += 1) await null;
        dispatchEvent(new Event('pagehide'));
        done(sessionStorage.length);
    })()";
/// The server lets nobody try again sooner.
const AFTER_A_MISTAKE: Duration = Duration::from_millis(1500);

async fn waiting(journey: &Journey, address: &str) -> Result<Browser> {
    let phone = journey.phone().await?;
    phone.run_before_pages(NO_WORKER).await?;
    phone.run_before_pages(KEEP_PROGRAM).await?;
    phone.run_before_pages(HOLD).await?;
    phone.open(address).await?;
    Ok(phone)
}

#[tokio::test]
async fn one_signs_in_before_the_program_has_arrived() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = waiting(&journey, "/hunan/sign-in").await?;
    phone.button("登录").click().await?;
    phone.text("请填写登录名和密码。").appears().await?;
    phone.assert_accessible().await?;
    phone.assert_fits().await?;
    phone.screenshot("sign-in-before-the-program").await?;
    give_password(&phone, SUPPLIER, "yc8k2m6p").await?;
    phone.text("登录名或密码不对").appears().await?;
    tokio::time::sleep(AFTER_A_MISTAKE).await;
    give_password(&phone, SUPPLIER, PASSWORD).await?;
    phone.text("已登录，正在打开").appears().await?;
    phone.run(LET_GO, vec![]).await?;
    phone.text("，您好").appears().await?;
    assert_eq!(phone.path().await?, "/hunan/home");
    phone.button("新填挂网申报").click().await?;
    fill_listing(&phone, "登录得早的留置针", "12.80").await?;
    is_saved(&phone).await?;
    // The network goes, and the page is left with a word that the store has not taken yet.
    phone.announce_offline(true).await?;
    phone.text("当前没有网络").appears().await?;
    phone.announce_offline(false).await?;
    phone.text("当前没有网络").vanishes().await?;
    let field = phone.field("产品名称").appears().await?;
    let kept = phone.run_async(LEAVE, vec![json!(field)]).await?;
    assert_eq!(kept, 1, "what the store has not taken yet waits in the tab");
    assert_no_rest(&journey.network);
    write_called(&phone, "signed-in-early").await?;
    phone.open("/hunan/home").await?;
    phone.run(LET_GO, vec![]).await?;
    phone.text("，您好").appears().await?;
    Ok(())
}

#[tokio::test]
async fn what_was_typed_before_the_program_arrived_is_still_there() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = waiting(&journey, "/hunan/sign-in").await?;
    phone.field("登录名").fill(SUPPLIER).await?;
    phone.field("密码").fill(PASSWORD).await?;
    phone.run(WATCH_FOCUS, vec![]).await?;
    phone.run(LET_GO, vec![]).await?;
    phone.button("显示密码").appears().await?;
    let astray = phone.run("return window.astray", vec![]).await?;
    assert_eq!(astray, false, "a key would have fallen beside the field");
    phone.field("登录名").holds(SUPPLIER).await?;
    phone.field("密码").holds(PASSWORD).await?;
    assert!(phone.field("密码").is_focused().await?);
    phone.button("登录").click().await?;
    phone.text("，您好").appears().await?;
    assert_no_rest(&journey.network);
    write_called(&phone, "typed-early").await
}

#[tokio::test]
async fn a_password_that_has_to_be_changed_waits_for_the_rest_and_comes_first() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = waiting(&journey, "/guizhou/sign-in").await?;
    give_password(&phone, "demo.imported", "12345678").await?;
    phone.text("已登录，正在打开").appears().await?;
    phone.run(LET_GO, vec![]).await?;
    phone.field("新密码").appears().await?;
    let waited = phone.run("return window.waited === true", vec![]).await?;
    assert_eq!(waited, true, "asked for before anything called it");
    Ok(())
}

/// Ends the page in the middle of the program, as a connection that breaks does.
const BREAK_OFF: &str = r#"
    const { readFileSync, writeFileSync, rmSync } = require('node:fs')
    const page = process.argv.at(-1) + '/index.html'
    for (const ending of ['.br', '.gz', '.zst']) rmSync(page + ending, { force: true })
    const text = readFileSync(page, 'utf8')
    const program = text.indexOf('id="program"')
    if (program < 0) throw new Error('the page has no program')
    writeFileSync(page, text.slice(0, program + 100_000))
"#;

#[tokio::test]
async fn of_a_page_that_broke_off_the_program_is_fetched_by_itself() -> Result<()> {
    let broken = tempfile::tempdir()?;
    front_end::copy_built(broken.path())?;
    front_end::alter(broken.path(), BREAK_OFF, &[])?;
    let mut journey = Journey::start(1).await?;
    journey.server.set_front_end(broken.path().to_path_buf());
    journey.server.restart().await?;
    let phone = journey.phone().await?;
    phone.run_before_pages(NO_WORKER).await?;
    phone.open("/hunan/sign-in").await?;
    phone.button("显示密码").appears().await?;
    give_password(&phone, SUPPLIER, PASSWORD).await?;
    phone.text("，您好").appears().await?;
    let asked = journey.network.count_requests("GET /yangcai-app-");
    assert!(asked >= 1, "{:?}", journey.network.requests());
    Ok(())
}

in_every_engine!(what_was_typed_before_the_program_arrived_is_still_there);
