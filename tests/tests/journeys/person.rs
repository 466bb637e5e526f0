//! What a person does on several journeys: signing in, filling in, losing the network.

use anyhow::{Result, bail};
use std::time::{Duration, Instant};
use yangcai_tests::browser::Browser;
use yangcai_tests::engine::Engine;
use yangcai_tests::network::Network;
use yangcai_tests::query::Find;

/// The demonstration's approved supplier, and the centre's reviewer.
pub const SUPPLIER: &str = "demo.supplier";
pub const REVIEWER: &str = "centre.reviewer";
/// Their password on Hunan and Guizhou.
pub const PASSWORD: &str = "yc8k2m6q";

/// A unit that nobody has registered yet.
pub const UNIT: &str = "湖南青禾医药有限公司";
/// Its credit code, and the same with one character mistyped.
pub const CREDIT_CODE: &str = "91430100MA4L16JQ9D";
pub const WRONG_CREDIT_CODE: &str = "91430100MA4L16JQ9C";

/// A browser without service workers.
pub const NO_WORKER: &str =
    "Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined })";

/// Resolves once a service worker has kept the whole app and covers this page.
const KEPT: &str = "const done = arguments[arguments.length - 1];
    navigator.serviceWorker.ready.then(async () => {
        while (!navigator.serviceWorker.controller) await new Promise((next) => setTimeout(next, 50));
        done(true);
    });";

/// Signs in and waits for the home page.
pub async fn sign_in(
    browser: &Browser,
    platform: &str,
    login_name: &str,
    password: &str,
) -> Result<()> {
    browser.open(&format!("/{platform}/sign-in")).await?;
    if browser.engine() != Engine::Chromium {
        // These drivers type into nothing where the program's form takes the place of the page's own in the middle
        // of a command. What becomes of keys that people press is tried by `early`.
        browser.button("显示密码").appears().await?;
    }
    give_password(browser, login_name, password).await?;
    browser.text("，您好").appears().await?;
    Ok(())
}

/// Fills in the sign-in form that stands on the page, and submits it.
pub async fn give_password(browser: &Browser, login_name: &str, password: &str) -> Result<()> {
    browser.field("登录名").fill(login_name).await?;
    browser.field("密码").fill(password).await?;
    browser.button("登录").click().await
}

/// Waits until the app opens on this device with no network.
pub async fn app_is_kept(browser: &Browser) -> Result<()> {
    browser.run_async(KEPT, vec![]).await?;
    Ok(())
}

const REGISTRATION_KEPT: &str = "const done = arguments[arguments.length - 1];
    const kept = async () => {
        for (const name of await caches.keys()) {
            const files = await (await caches.open(name)).keys();
            if (files.some(({ url }) => url.endsWith('_apply.wasm'))) return done(true);
        }
        setTimeout(kept, 50);
    };
    kept();";

/// Waits until a registration can be begun without a network.
pub async fn registration_is_kept(browser: &Browser) -> Result<()> {
    browser.run_async(REGISTRATION_KEPT, vec![]).await?;
    Ok(())
}

/// The network goes, and the device knows it.
pub async fn lose_network(network: &Network, browser: &Browser) -> Result<()> {
    network.cut();
    browser.announce_offline(true).await
}

/// The network comes back, and the device knows it.
pub async fn regain_network(network: &Network, browser: &Browser) -> Result<()> {
    network.restore();
    browser.announce_offline(false).await
}

/// Kills the browser and opens it again, still without a network.
pub async fn restart_offline(browser: &mut Browser) -> Result<()> {
    browser.kill().await;
    browser.reopen().await?;
    browser.announce_offline(true).await
}

/// Fills in the form of a listing, which stands on the page.
pub async fn fill_listing(browser: &Browser, name: &str, price: &str) -> Result<()> {
    browser.field("医用耗材").tick(true).await?;
    for (label, text) in [
        ("医保编码", "C0344051070500007551"),
        ("产品名称", name),
        ("注册证编号或备案号", "国械注准20163130000"),
        ("生产企业", "湖南青禾医疗器械有限公司"),
        ("规格型号", "24G 直型"),
        ("计价单位", "支"),
        ("挂网价（元）", price),
    ] {
        browser.field(label).fill(text).await?;
    }
    Ok(())
}

/// Fills in the unit's step of a registration.
pub async fn fill_unit(browser: &Browser, credit_code: &str) -> Result<()> {
    browser.field("配送企业").tick(true).await?;
    browser.field("机构名称").fill(UNIT).await?;
    browser.field("统一社会信用代码").fill(credit_code).await
}

/// Fills in the operator's step.
pub async fn fill_operator(browser: &Browser, login_name: &str) -> Result<()> {
    for (label, text) in [
        ("经办人姓名", "陈静"),
        ("经办人手机号", "13900000000"),
        ("密保邮箱", "chen@example.com"),
        ("登录名", login_name),
    ] {
        browser.field(label).fill(text).await?;
    }
    Ok(())
}

/// Chooses a file of this name and content at the field of that label.
pub async fn load_sheet(browser: &Browser, label: &str, name: &str, content: &[u8]) -> Result<()> {
    let file = browser.profile().with_file_name(name);
    std::fs::write(&file, content)?;
    let path = file.to_string_lossy();
    browser.field(label).type_keys(&path).await
}

/// Waits until what is typed is on this device.
pub async fn is_saved(browser: &Browser) -> Result<()> {
    browser.css(".saved").text("已存本机").appears().await?;
    Ok(())
}

/// Waits until the page's address begins so.
pub async fn arrives_at(browser: &Browser, start: &str) -> Result<String> {
    let limit = Instant::now() + Duration::from_secs(30);
    loop {
        let path = browser.path().await?;
        if path.starts_with(start) {
            return Ok(path);
        }
        if Instant::now() > limit {
            bail!(
                "the browser is at {path}, not at {start}\n{}",
                browser.page_text().await?
            );
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// How often a text stands on the page.
pub async fn count_on_page(browser: &Browser, text: &str) -> Result<usize> {
    Ok(browser.page_text().await?.matches(text).count())
}
