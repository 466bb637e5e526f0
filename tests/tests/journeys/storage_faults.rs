//! The browser's store refuses, breaks off, or is gone.

use crate::office::Caller;
use crate::person::{
    PASSWORD, SUPPLIER, app_is_kept, count_on_page, fill_listing, is_saved, lose_network,
    regain_network, sign_in,
};
use crate::upload::push;
use anyhow::{Result, ensure};
use serde_json::json;
use yangcai_tests::browser::Browser;
use yangcai_tests::in_every_engine;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

/// While `localStorage.full` says so there is no room: for the very first row, or only at the end of a save.
const FULL: &str = "(({ prototype: store }, { prototype: saving }) => {
        const { put } = store, { commit } = saving;
        store.put = function (...row) {
            if (localStorage.full === 'at once') throw new DOMException('full', 'QuotaExceededError');
            return put.apply(this, row);
        };
        saving.commit = function () {
            return localStorage.full === 'at the end' ? this.abort() : commit.call(this);
        };
    })(IDBObjectStore, IDBTransaction)";
/// Notes how durable each save was asked to be, and keeps those of the queue from ending while
/// `localStorage.stuck` says so.
const SAVES: &str = "window.saves = [];
    (({ prototype: database }, { prototype: store }, { prototype: saving }) => {
        const { transaction } = database, { put } = store, { commit } = saving;
        database.transaction = function (what, mode, how) {
            if (mode === 'readwrite' && this.name.startsWith('yangcai.hunan')) window.saves.push(how && how.durability);
            return transaction.call(this, what, mode, how);
        };
        store.put = function (value, key) {
            const asked = put.call(this, value, key);
            const again = () => { if (localStorage.stuck) this.get('m').onsuccess = again; };
            if (String(key).startsWith('o')) again();
            return asked;
        };
        saving.commit = function () {
            if (!localStorage.stuck) commit.call(this);
        };
    })(IDBDatabase, IDBObjectStore, IDBTransaction)";
/// Once `localStorage.dead` says so the connection that is used next is dead for good, as iOS leaves it.
const DEAD: &str = "(({ prototype: database }) => {
        const { transaction } = database, dead = new WeakSet();
        database.transaction = function (...what) {
            if (localStorage.dead) {
                delete localStorage.dead;
                dead.add(this);
            }
            if (dead.has(this)) throw new DOMException('The connection is lost.', 'InvalidStateError');
            return transaction.apply(this, what);
        };
    })(IDBDatabase)";

/// Asks for the workspace's database in a layout of tomorrow; says whether somebody keeps it waiting.
const NEXT_LAYOUT: &str = "const done = arguments[arguments.length - 1];
    indexedDB.databases().then((all) => {
        const { name, version } = all.find(({ name }) => !name.endsWith('.products') && name.startsWith('yangcai.hunan'));
        const asked = indexedDB.open(name, version + 1);
        asked.onblocked = () => done('blocked');
        asked.onsuccess = () => done('opened');
    });";

async fn times(journey: &Journey, name: &str) -> Result<usize> {
    let mut centre = Caller::reviewer(journey.server.address(), "hunan").await?;
    let seen = centre.listings().await?;
    Ok(seen.iter().filter(|seen| seen.name == name).count())
}

/// A supplier at a new listing, on a page with `script` in it.
async fn at_a_listing(journey: &Journey, script: &str) -> Result<Browser> {
    let phone = journey.phone().await?;
    phone.run_before_pages(script).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    phone.open("/hunan/listings/new").await?;
    Ok(phone)
}

#[tokio::test]
async fn a_full_device_says_that_nothing_was_saved_and_keeps_what_was_typed() -> Result<()> {
    const NAME: &str = "存不下的留置针";
    let journey = Journey::start(1).await?;
    let phone = at_a_listing(&journey, FULL).await?;
    lose_network(&journey.network, &phone).await?;
    fill_listing(&phone, NAME, "12.80").await?;
    is_saved(&phone).await?;
    for when in ["at once", "at the end"] {
        phone
            .run("localStorage.full = arguments[0]", vec![json!(when)])
            .await?;
        phone.button("提交").click().await?;
        phone.text("本机存储空间不足").appears().await?;
        phone.field("产品名称").holds(NAME).await?;
        ensure!(phone.path().await?.ends_with("/listings/new"), "{when}");
        phone.run("delete localStorage.full", vec![]).await?;
        phone.reload().await?;
        ensure!(
            !phone.css("a.chip").text("待上传").is_there().await?,
            "{when}: it counts as queued"
        );
        phone.field("产品名称").holds(NAME).await?;
    }
    phone.button("提交").click().await?;
    phone.css("a.chip").text("待上传 1 条").appears().await?;
    regain_network(&journey.network, &phone).await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    assert_eq!(times(&journey, NAME).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_draft_that_cannot_be_saved_is_said_not_to_be_and_is_saved_once_there_is_room()
-> Result<()> {
    const TYPED: &str = "等有空间的留置针";
    let journey = Journey::start(1).await?;
    let mut phone = at_a_listing(&journey, FULL).await?;
    phone.field("产品名称").fill("存下了的留置针").await?;
    is_saved(&phone).await?;
    phone.run("localStorage.full = 'at once'", vec![]).await?;
    phone.field("产品名称").fill(TYPED).await?;
    let told = phone.css(".banner");
    told.clone()
        .text("草稿没有存到本机：存储空间不足")
        .appears()
        .await?;
    // And the form says nothing else: not that it is, nor that it is being saved.
    ensure!(!phone.css(".saved").text("存").is_there().await?);

    // Nobody leaves it behind unawares.
    phone.css("details.who summary").click().await?;
    phone.button("退出登录").click().await?;
    phone.role("dialog").button("退出登录").click().await?;
    phone
        .css(".who-menu")
        .text("有草稿还没有存到本机")
        .appears()
        .await?;
    ensure!(phone.path().await?.ends_with("/listings/new"));

    // Nobody has to press anything.
    phone.run("delete localStorage.full", vec![]).await?;
    is_saved(&phone).await?;
    told.text("草稿没有存到本机").vanishes().await?;
    phone.kill().await;
    phone.reopen().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.open("/hunan/listings/new").await?;
    phone.field("产品名称").holds(TYPED).await
}

#[tokio::test]
async fn nothing_is_said_to_be_saved_before_the_disk_has_it() -> Result<()> {
    const NAME: &str = "等磁盘的留置针";
    let journey = Journey::start(1).await?;
    let phone = at_a_listing(&journey, SAVES).await?;
    lose_network(&journey.network, &phone).await?;
    fill_listing(&phone, NAME, "12.80").await?;
    is_saved(&phone).await?;
    phone.run("localStorage.stuck = 1", vec![]).await?;
    phone.button("提交").click().await?;
    phone.text("正在保存…").appears().await?;
    assert!(!phone.text("已安全存在本机").is_there().await?);
    assert!(!phone.css("a.chip").text("待上传").is_there().await?);
    phone.run("delete localStorage.stuck", vec![]).await?;
    phone.text("已安全存在本机").appears().await?;
    phone.css("a.chip").text("待上传 1 条").appears().await?;
    let saves = phone.run("return window.saves", vec![]).await?;
    let saves = saves.as_array().cloned().unwrap_or_default();
    assert!(
        saves.len() > 1 && saves.iter().all(|how| how == "strict"),
        "{saves:?}"
    );
    Ok(())
}

#[tokio::test]
async fn a_connection_to_the_store_that_has_died_costs_no_listing() -> Result<()> {
    const NAME: &str = "断了连接的留置针";
    let journey = Journey::start(1).await?;
    let mut phone = at_a_listing(&journey, DEAD).await?;
    fill_listing(&phone, NAME, "12.80").await?;
    is_saved(&phone).await?;
    lose_network(&journey.network, &phone).await?;
    phone.run("localStorage.dead = 1", vec![]).await?;
    phone.button("提交").click().await?;
    phone.text("已安全存在本机").appears().await?;
    assert_eq!(
        phone.run("return localStorage.dead", vec![]).await?,
        json!(null),
        "a connection has died"
    );
    crate::person::restart_offline(&mut phone).await?;
    phone.open("/hunan/outbox").await?;
    phone.block(NAME).text("待上传").appears().await?;
    regain_network(&journey.network, &phone).await?;
    // A killed browser may have forgotten the session.
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    assert_eq!(times(&journey, NAME).await?, 1);
    Ok(())
}

#[tokio::test]
async fn a_store_that_the_browser_has_cleared_is_filled_again_and_numbers_nothing_twice()
-> Result<()> {
    const NAMES: [&str; 2] = ["清理之前的留置针", "清理之后的留置针"];
    let journey = Journey::start(1).await?;
    let phone = at_a_listing(&journey, "").await?;
    for name in NAMES {
        fill_listing(&phone, name, "12.80").await?;
        phone.button("提交").click().await?;
        phone.css(".tags").text("平台已收").appears().await?;
        phone.evict().await?;
        sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
        phone.open("/hunan/listings").await?;
        phone.block(name).text("平台已收").appears().await?;
        phone.open("/hunan/listings/new").await?;
    }
    phone.open("/hunan/listings").await?;
    for name in NAMES {
        phone.block(name).text("平台已收").appears().await?;
        assert_eq!(count_on_page(&phone, name).await?, 1);
        assert_eq!(times(&journey, name).await?, 1);
    }
    let mut names = vec![];
    for sent in journey.network.sent("POST /v1/push") {
        let push = push(&sent)?;
        names.push((push.client_id, push.first_mid));
    }
    names.dedup();
    assert_eq!(names.len(), 2, "{names:?}");
    assert_ne!(
        names[0].0, names[1].0,
        "a new store goes by a name of its own"
    );
    Ok(())
}

#[tokio::test]
async fn an_open_page_does_not_keep_a_new_layout_of_the_store_waiting() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = at_a_listing(&journey, "").await?;
    phone.field("产品名称").fill("旧版页面的留置针").await?;
    is_saved(&phone).await?;
    let opened = phone.run_async(NEXT_LAYOUT, vec![]).await?;
    assert_eq!(opened, json!("opened"));
    Ok(())
}

in_every_engine!(
    a_draft_that_cannot_be_saved_is_said_not_to_be_and_is_saved_once_there_is_room,
    a_full_device_says_that_nothing_was_saved_and_keeps_what_was_typed,
    nothing_is_said_to_be_saved_before_the_disk_has_it,
    a_connection_to_the_store_that_has_died_costs_no_listing,
    an_open_page_does_not_keep_a_new_layout_of_the_store_waiting,
);
