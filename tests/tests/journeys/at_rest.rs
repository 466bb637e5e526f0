//! What lies in the browser's files is read by nobody but its owner.

use crate::attachments::{CERTIFICATE, OPEN, attach, photo};
use crate::office::Caller;
use crate::person::{
    PASSWORD, REVIEWER, SUPPLIER, app_is_kept, arrives_at, count_on_page, fill_listing,
    give_password, is_saved, lose_network, regain_network, restart_offline, sign_in,
};
use anyhow::{Result, ensure};
use serde_json::json;
use std::time::{Duration, Instant};
use yangcai_tests::browser::Browser;
use yangcai_tests::engine::Engine;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

const NAME: &str = "锁起来的留置针";
const DRAFT: &str = "锁起来的草稿";
/// Of the demonstration's own listings and people, and what every listing of a journey holds.
const TELLING: [&str; 6] = [
    NAME,
    DRAFT,
    "一次性使用静脉留置针",
    "C0344051070500007551",
    "国械注准20163130000",
    "王芳",
];
/// Of a certificate that is attached: its name, what every JPEG and what every PNG begins with.
const PICTURE: [&str; 3] = ["锁起来的证书", "JFIF", "PNG\r\n"];
/// A program of before there were locks, as long as `localStorage.earlier` says so: no cryptography, and the stores'
/// first layout.
const EARLIER: &str = "if (localStorage.earlier) {
        Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });
        const { open } = IDBFactory.prototype;
        IDBFactory.prototype.open = function (name, version) {
            return version ? open.call(this, name, 1) : open.call(this, name);
        };
    }";
/// A device on which sealing breaks off, as long as `localStorage.fails` says so.
const FAILS: &str = "globalThis.Worker = class extends Worker {
        postMessage(message) {
            super.postMessage(message);
            if (localStorage.fails && message[1] === 'seal') setTimeout(() => {
                this.terminate();
                this.onerror(new Event('error'));
            }, 40);
        }
    }";

async fn held(phone: &Browser, secret: &str) -> Result<Vec<String>> {
    let mut lines = phone.storage().await?;
    lines.retain(|line| line.contains(secret));
    Ok(lines)
}

/// Fails where anything of the supplier's lies in the browser as it is.
async fn assert_keeps_nothing_open(phone: &Browser, secrets: &[&str]) -> Result<()> {
    let lines = phone.storage().await?;
    for secret in secrets {
        let found: Vec<_> = lines.iter().filter(|line| line.contains(secret)).collect();
        ensure!(found.is_empty(), "{secret} lies open: {found:#?}");
    }
    Ok(())
}

/// A supplier without a network: one listing waits, and one is being typed.
async fn at_work(journey: &Journey, script: &str) -> Result<Browser> {
    let phone = journey.phone().await?;
    phone.run_before_pages(script).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    work(journey, &phone).await?;
    Ok(phone)
}

async fn work(journey: &Journey, phone: &Browser) -> Result<()> {
    phone.open("/hunan/listings").await?;
    phone.text("一次性使用静脉留置针").appears().await?;
    phone.open("/hunan/listings/new").await?;
    lose_network(&journey.network, phone).await?;
    fill_listing(phone, NAME, "12.80").await?;
    phone.button("提交").click().await?;
    phone.css("a.chip").text("待上传 1 条").appears().await?;
    phone.open("/hunan/listings/new").await?;
    fill_listing(phone, DRAFT, "7.90").await?;
    is_saved(phone).await
}

/// Puts a photo of a certificate to the listing that is being typed.
async fn photograph(phone: &Browser) -> Result<()> {
    phone.button(OPEN).click().await?;
    attach(phone, CERTIFICATE, "锁起来的证书.png", &photo(3)?).await?;
    phone.text("要上传").appears().await?;
    is_saved(phone).await
}

/// How many keys to what is sealed lie in the browser.
async fn keys(phone: &Browser) -> Result<usize> {
    let lines = phone.storage().await?;
    let locks = lines.iter().filter(|line| line.contains("/rows k = "));
    Ok(locks
        .filter(|lock| lock.contains(" key: bytes(32)"))
        .count())
}

async fn sign_out(phone: &Browser) -> Result<()> {
    phone.css("details.who summary").click().await?;
    phone.button("退出登录").click().await?;
    phone
        .role("dialog")
        .button("留在本机并退出")
        .click()
        .await?;
    arrives_at(phone, "/hunan/sign-in").await?;
    Ok(())
}

/// Everything that the supplier left is here again.
async fn finds_everything(phone: &Browser) -> Result<()> {
    phone.open("/hunan/listings").await?;
    phone.text(NAME).appears().await?;
    phone.text("一次性使用静脉留置针").appears().await?;
    phone.open("/hunan/listings/new").await?;
    phone.field("产品名称").holds(DRAFT).await
}

#[tokio::test]
async fn who_signs_in_after_another_reads_nothing_of_theirs_in_the_raw_database() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = at_work(&journey, "").await?;
    photograph(&phone).await?;
    // Who has signed in is no secret on their own phone; what they have is.
    assert_keeps_nothing_open(&phone, &TELLING[..5]).await?;
    assert_keeps_nothing_open(&phone, &PICTURE).await?;
    assert_eq!(keys(&phone).await?, 1);
    sign_out(&phone).await?;
    assert_keeps_nothing_open(&phone, &TELLING).await?;
    assert_eq!(keys(&phone).await?, 0, "nothing here opens any more");
    let lines = phone.storage().await?;
    let has = |what: &str| lines.iter().any(|line| line.contains(what));
    ensure!(has("/rows k = ") && has("/rows d") && has("/rows o") && has(".files/files"));
    if phone.engine() == Engine::Chromium {
        // The browser's own history knows the pages' titles; what was only typed is nowhere.
        let files = phone.profile_files_with(DRAFT)?;
        ensure!(files.is_empty(), "{DRAFT} is in {files:?}");
        for file in phone.profile_files_with(NAME)? {
            let path = file.to_string_lossy();
            ensure!(
                !path.contains("IndexedDB") && !path.contains("Storage"),
                "{path}"
            );
        }
    }
    regain_network(&journey.network, &phone).await?;
    sign_in(&phone, "hunan", REVIEWER, PASSWORD).await?;
    assert_keeps_nothing_open(&phone, &TELLING).await?;
    assert_keeps_nothing_open(&phone, &PICTURE).await?;
    ensure!(!phone.text(NAME).is_there().await?);
    phone.css("details.who summary").click().await?;
    phone.button("退出登录").click().await?;
    phone.role("dialog").button("退出登录").click().await?;
    arrives_at(&phone, "/hunan/sign-in").await?;

    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    finds_everything(&phone).await?;
    phone.css("img.scan").appears().await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    let mut centre = Caller::reviewer(journey.server.address(), "hunan").await?;
    assert_eq!(centre.count_named(NAME).await?, 1);
    phone.assert_quiet_console().await
}

// WebKitGTK's driver gives up on the look into all databases, now and then, while a page has them open.
mod firefox {
    #[test]
    fn who_signs_in_after_another_reads_nothing_of_theirs_in_the_raw_database() -> anyhow::Result<()>
    {
        yangcai_tests::engine::Engine::Firefox
            .run(super::who_signs_in_after_another_reads_nothing_of_theirs_in_the_raw_database)
    }
}

#[tokio::test]
async fn what_was_locked_opens_without_a_network_by_its_password_and_by_no_other() -> Result<()> {
    let journey = Journey::start(1).await?;
    let mut phone = at_work(&journey, "").await?;
    sign_out(&phone).await?;
    restart_offline(&mut phone).await?;
    phone.open("/hunan/sign-in").await?;
    phone.text("用密码可以打开本机锁住的内容").appears().await?;
    for (name, password) in [(SUPPLIER, "yc8k2m6p"), (REVIEWER, PASSWORD)] {
        give_password(&phone, name, password).await?;
        phone.text("打不开本机锁住的内容").appears().await?;
        assert_keeps_nothing_open(&phone, &TELLING).await?;
    }
    give_password(&phone, SUPPLIER, PASSWORD).await?;
    phone.text("，您好").appears().await?;
    finds_everything(&phone).await?;
    // Nobody is asked again until the next sign-out.
    restart_offline(&mut phone).await?;
    finds_everything(&phone).await?;
    regain_network(&journey.network, &phone).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    Ok(())
}

#[tokio::test]
async fn what_an_earlier_program_kept_open_is_sealed_at_the_next_sign_in_though_that_breaks_off()
-> Result<()> {
    let journey = Journey::start(1).await?;
    let mut phone = journey.phone().await?;
    phone.run_before_pages(EARLIER).await?;
    phone.run_before_pages(FAILS).await?;
    phone.open("/manifest.webmanifest").await?;
    phone.run("localStorage.earlier = 1", vec![]).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    work(&journey, &phone).await?;
    photograph(&phone).await?;
    for open in [NAME, "JFIF"] {
        ensure!(!held(&phone, open).await?.is_empty(), "{open} lies open");
    }
    phone
        .run(
            "delete localStorage.earlier; localStorage.fails = 1",
            vec![],
        )
        .await?;
    // The new program goes on with it as it is.
    finds_everything(&phone).await?;
    ensure!(!held(&phone, NAME).await?.is_empty(), "it still lies open");

    // It breaks off in the middle of sealing: nothing is lost by that.
    regain_network(&journey.network, &phone).await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.run("delete localStorage.fails", vec![]).await?;
    phone.kill().await;
    phone.reopen().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    finds_everything(&phone).await?;
    phone.css("img.scan").appears().await?;
    assert_keeps_nothing_open(&phone, &TELLING[..5]).await?;
    assert_keeps_nothing_open(&phone, &PICTURE).await?;
    phone.open("/hunan/listings").await?;
    phone.text(NAME).appears().await?;
    assert_eq!(count_on_page(&phone, NAME).await?, 1);
    let mut centre = Caller::reviewer(journey.server.address(), "hunan").await?;
    assert_eq!(centre.count_named(NAME).await?, 1);
    Ok(())
}

#[tokio::test]
async fn after_a_password_changed_elsewhere_the_earlier_one_opens_what_is_here() -> Result<()> {
    const NEW: &str = "nw7j4t9x";
    let journey = Journey::start(2).await?;
    let phone = at_work(&journey, "").await?;
    sign_out(&phone).await?;
    regain_network(&journey.network, &phone).await?;
    let other = journey.phone().await?;
    sign_in(&other, "hunan", SUPPLIER, PASSWORD).await?;
    other.open("/hunan/password").await?;
    other.field("当前密码").fill(PASSWORD).await?;
    other.field("新密码").fill(NEW).await?;
    other.button("修改密码").click().await?;
    other.text("，您好").appears().await?;

    phone.open("/hunan/sign-in").await?;
    give_password(&phone, SUPPLIER, NEW).await?;
    phone.text("本机的内容要用密码打开").appears().await?;
    phone.field("上次在这台设备上用的密码").fill(NEW).await?;
    phone.button("打开").click().await?;
    phone.text("不是锁住本机内容时用的密码").appears().await?;
    phone
        .field("上次在这台设备上用的密码")
        .fill(PASSWORD)
        .await?;
    phone.button("打开").click().await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    finds_everything(&phone).await?;
    // From now on the new one opens it.
    phone.css("details.who summary").click().await?;
    phone.button("退出登录").click().await?;
    phone.role("dialog").button("退出登录").click().await?;
    arrives_at(&phone, "/hunan/sign-in").await?;
    sign_in(&phone, "hunan", SUPPLIER, NEW).await?;
    finds_everything(&phone).await
}

#[tokio::test]
async fn when_the_time_without_contact_is_over_the_key_goes_unless_work_waits() -> Result<()> {
    const LATER: &str = "((now) => { Date.now = () => now() + 864e5 * Number(localStorage.days || 0) })(Date.now.bind(Date))";
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.run_before_pages(LATER).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    // Since then there has been a contact.
    phone.open("/hunan/listings").await?;
    phone.text("一次性使用静脉留置针").appears().await?;
    let has_key = async || -> Result<bool> { Ok(keys(&phone).await? > 0) };
    lose_network(&journey.network, &phone).await?;
    ensure!(has_key().await?);
    phone.run("localStorage.days = 8", vec![]).await?;
    phone.open("/hunan/listings").await?;
    phone.text("需要联网确认").appears().await?;
    let limit = Instant::now() + Duration::from_secs(30);
    while has_key().await? {
        ensure!(Instant::now() < limit, "the key is still there");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    assert_keeps_nothing_open(&phone, &TELLING[2..5]).await?;
    // Its owner opens it again.
    phone.run("delete localStorage.days", vec![]).await?;
    regain_network(&journey.network, &phone).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.open("/hunan/listings").await?;
    phone.text("一次性使用静脉留置针").appears().await?;
    ensure!(has_key().await?);

    // What waits still has to go up when the network comes back.
    work(&journey, &phone).await?;
    phone.run("localStorage.days = 8", vec![]).await?;
    phone.open("/hunan/listings").await?;
    phone.text("需要联网确认").appears().await?;
    tokio::time::sleep(Duration::from_secs(5)).await;
    ensure!(has_key().await?, "the key went although work waits");
    phone.run("delete localStorage.days", vec![]).await?;
    regain_network(&journey.network, &phone).await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    Ok(())
}

#[tokio::test]
async fn where_the_browser_throws_a_store_away_under_an_open_page_its_lock_is_put_back()
-> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    phone.open("/hunan/listings/new").await?;
    phone.field("挂网价（元）").appears().await?;
    // The copy of the program is thrown away too: the page has to have all of it.
    phone
        .run_async("yangcaiRest().then(arguments[0])", vec![])
        .await?;
    lose_network(&journey.network, &phone).await?;
    phone.evict().await?;
    fill_listing(&phone, NAME, "12.80").await?;
    phone.button("提交").click().await?;
    phone.text("已安全存在本机").appears().await?;
    assert_keeps_nothing_open(&phone, &[NAME]).await?;
    let locks = phone.storage().await?;
    let locks = locks
        .iter()
        .filter(|line| line.contains("/rows k = "))
        .count();
    assert_eq!(json!(locks), json!(1));
    regain_network(&journey.network, &phone).await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    Ok(())
}
