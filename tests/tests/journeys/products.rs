//! The supplier's own list of products: loaded from a sheet, kept on the device, the start of a listing.

use crate::person::{
    PASSWORD, SUPPLIER, app_is_kept, arrives_at, count_on_page, is_saved, load_sheet, lose_network,
    restart_offline, sign_in,
};
use anyhow::{Result, ensure};
use serde_json::json;
use yangcai_tests::browser::Browser;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

const PAGE: &str = "/hunan/products";
const LOAD: &str = "选择文件装入";
const REPLACE: &str = "换一份文件";
/// Two good rows and two that lack something; a column that nobody asked for.
const SHEET: &str = "\u{feff}产品名称,医保编码,注册证编号,生产企业,规格型号,单位,挂网价（元）,备注\r\n\
    青禾留置针,C0344051070500007551,国械注准20163130000,湖南青禾医疗器械有限公司,24G 直型,支,12.80,常用\r\n\
    没有编码的,,,,,,,\r\n\
    \"青禾敷料，无菌\",C0344051070500007552,,,,片,3.50,\r\n\
    ,C0344051070500007553,,,,,,\r\n";
/// 编码,名称,规格型号,单位,挂网价 and 导尿管甲, as a spreadsheet in China writes them: GB18030.
const GB18030: &[u8] = b"\xb1\xe0\xc2\xeb,\xc3\xfb\xb3\xc6,\xb9\xe6\xb8\xf1\xd0\xcd\xba\xc5,\xb5\xa5\xce\xbb,\xb9\xd2\xcd\xf8\xbc\xdb\r\n\
    C0344051070500007551,\xb5\xbc\xc4\xf2\xb9\xdc\xbc\xd7,16Fr,\xb8\xf9,8.50\r\n";
/// The last write of an import takes for ever while the page is told so.
const STUCK: &str = "const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (value, key) {
        const asked = put.call(this, value, key);
        if (key === 'm' && localStorage.stuck && this.transaction.db.name.endsWith('.products')) {
            localStorage.reached = 1;
            const again = () => { this.get('m').onsuccess = again; };
            again();
        }
        return asked;
    };
    const commit = IDBTransaction.prototype.commit;
    IDBTransaction.prototype.commit = function () {
        if (!localStorage.stuck) commit.call(this);
    };";

async fn at_the_list(journey: &Journey) -> Result<Browser> {
    let phone = journey.phone().await?;
    phone.run_before_pages(STUCK).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    phone.open(PAGE).await?;
    phone.text("还没有目录").appears().await?;
    Ok(phone)
}

#[tokio::test]
async fn a_list_loaded_offline_survives_a_kill_and_fills_in_a_new_listing() -> Result<()> {
    let journey = Journey::start(1).await?;
    let mut phone = at_the_list(&journey).await?;
    lose_network(&journey.network, &phone).await?;
    load_sheet(&phone, LOAD, "目录.csv", SHEET.as_bytes()).await?;
    phone.text("已装入 2 条").appears().await?;
    phone.text("没有用到的列：备注").appears().await?;
    phone.text("有 2 行没有装入").appears().await?;
    phone.text("第 3 行：医保编码没有填").appears().await?;
    phone.text("第 5 行：产品名称没有填").appears().await?;

    restart_offline(&mut phone).await?;
    phone.open(PAGE).await?;
    phone.text("共 2 条").appears().await?;
    phone.field("按编码或名称查找").fill("7552").await?;
    phone.text("找到 1 条，共 2 条").appears().await?;
    phone.text("青禾敷料，无菌").appears().await?;
    assert_eq!(count_on_page(&phone, "青禾留置针").await?, 0);
    phone.field("按编码或名称查找").fill("留置").await?;
    phone.text("找到 1 条，共 2 条").appears().await?;
    phone.button("新填申报青禾留置针").click().await?;
    arrives_at(&phone, "/hunan/listings/new").await?;
    for (label, text) in [
        ("医保编码", "C0344051070500007551"),
        ("产品名称", "青禾留置针"),
        ("注册证编号或备案号", "国械注准20163130000"),
        ("生产企业", "湖南青禾医疗器械有限公司"),
        ("规格型号", "24G 直型"),
        ("计价单位", "支"),
        ("挂网价（元）", "12.80"),
    ] {
        phone.field(label).holds(text).await?;
    }
    is_saved(&phone).await?;
    phone.button("提交").click().await?;
    phone.text("已安全存在本机").appears().await?;
    phone.role("heading").text("青禾留置针").appears().await?;
    phone.assert_quiet_console().await
}

#[tokio::test]
async fn another_file_takes_the_lists_place_only_when_asked_and_only_as_a_whole() -> Result<()> {
    let journey = Journey::start(1).await?;
    let mut phone = at_the_list(&journey).await?;
    load_sheet(&phone, LOAD, "目录.csv", SHEET.as_bytes()).await?;
    phone.text("共 2 条").appears().await?;
    load_sheet(&phone, REPLACE, "other.csv", GB18030).await?;
    phone
        .text("用“other.csv”换掉现在的目录？")
        .appears()
        .await?;
    phone.button("不换").click().await?;
    phone.text("换掉现在的目录").vanishes().await?;
    phone.text("青禾敷料，无菌").appears().await?;

    phone.run("localStorage.stuck = 1", vec![]).await?;
    load_sheet(&phone, REPLACE, "other.csv", GB18030).await?;
    phone.button("换掉").click().await?;
    while phone.run("return !localStorage.reached", vec![]).await? == json!(true) {}
    phone.kill().await;
    phone.reopen().await?;
    phone.open(PAGE).await?;
    phone.text("共 2 条").appears().await?;
    phone.text("青禾敷料，无菌").appears().await?;

    load_sheet(&phone, REPLACE, "notes.txt", b"not,a,list\n1,2,3\n").await?;
    phone.button("换掉").click().await?;
    phone
        .text("第一行没有这样的列名：医保编码、产品名称")
        .appears()
        .await?;
    phone.text("青禾敷料，无菌").appears().await?;

    load_sheet(&phone, REPLACE, "other.csv", GB18030).await?;
    phone.button("换掉").click().await?;
    phone.text("已装入 1 条").appears().await?;
    phone.text("导尿管甲").appears().await?;
    assert_eq!(count_on_page(&phone, "青禾敷料").await?, 0);
    phone.assert_quiet_console().await
}

#[tokio::test]
async fn removing_the_list_or_clearing_the_device_leaves_nothing_of_it() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = at_the_list(&journey).await?;
    let keeps = async || -> Result<bool> {
        let kept = phone.storage().await?;
        ensure!(
            !kept.iter().any(|line| line.contains("青禾敷料")),
            "it lies open"
        );
        // Its rows are sealed: that there are any, beside the store's own two, is all that can be seen.
        let rows = kept
            .iter()
            .filter_map(|line| line.split_once(".products/rows "));
        Ok(rows
            .into_iter()
            .any(|(_, row)| !row.starts_with("g = ") && !row.starts_with("k = ")))
    };
    for _ in 0..2 {
        load_sheet(&phone, LOAD, "目录.csv", SHEET.as_bytes()).await?;
        phone.text("共 2 条").appears().await?;
        assert!(keeps().await?);
        phone.button("移除目录").click().await?;
        phone.role("dialog").button("移除目录").click().await?;
        phone.text("还没有目录").appears().await?;
        assert!(!keeps().await?);
    }
    load_sheet(&phone, LOAD, "目录.csv", SHEET.as_bytes()).await?;
    phone.text("共 2 条").appears().await?;
    phone.css("details.who summary").click().await?;
    phone.button("退出并清除本机数据").click().await?;
    let question = phone.role("dialog");
    question.button("退出并清除本机数据").click().await?;
    arrives_at(&phone, "/hunan/sign-in").await?;
    phone.field("登录名").appears().await?;
    assert!(!keeps().await?);
    phone.assert_quiet_console().await
}

#[tokio::test]
async fn a_long_list_has_few_rows_in_the_document_and_both_its_ends() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = at_the_list(&journey).await?;
    let rows = 120_000;
    let lines = (1..=rows).map(|row| format!("C{row:06},产品第{row}号\n"));
    let sheet = "code,name\n".to_owned() + &lines.collect::<String>();
    load_sheet(&phone, LOAD, "long.csv", sheet.as_bytes()).await?;
    phone.text("已装入 120000 条").appears().await?;
    phone.text("产品第1号").appears().await?;
    let few = async || -> Result<()> {
        let count = phone
            .run(
                "return document.querySelectorAll('[role=listitem]').length",
                vec![],
            )
            .await?;
        assert!(
            count
                .as_u64()
                .is_some_and(|count| (1..=200).contains(&count)),
            "{count}"
        );
        Ok(())
    };
    few().await?;
    phone
        .run("document.querySelector('.reel').scrollTop = 1e9", vec![])
        .await?;
    phone.text("产品第120000号").appears().await?;
    few().await?;
    let last = phone.block("产品第120000号");
    assert_eq!(
        last.attribute("aria-posinset").await?.as_deref(),
        Some("120000")
    );
    assert_eq!(
        last.attribute("aria-setsize").await?.as_deref(),
        Some("120000")
    );
    phone
        .run("document.querySelector('.reel').focus()", vec![])
        .await?;
    phone
        .press(&char::from(fantoccini::key::Key::Home).to_string())
        .await?;
    phone.text("产品第1号").appears().await?;
    phone.field("按编码或名称查找").fill("产品第9999").await?;
    phone.text("找到 11 条，共 120000 条").appears().await?;
    phone.text("产品第99999号").appears().await?;
    few().await?;
    phone.assert_quiet_console().await
}

#[tokio::test]
async fn a_list_of_which_a_part_is_gone_says_so_and_can_be_loaded_again() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = at_the_list(&journey).await?;
    load_sheet(&phone, LOAD, "目录.csv", SHEET.as_bytes()).await?;
    phone.text("共 2 条").appears().await?;
    let lose = "const [done] = arguments;
        indexedDB.databases().then((all) => {
            const open = indexedDB.open(all.find(({ name }) => name.endsWith('.products')).name);
            open.onsuccess = () => {
                const rows = open.result.transaction('rows', 'readwrite').objectStore('rows');
                rows.delete(IDBKeyRange.bound('s', 't')).onsuccess = () => { open.result.close(); done(); };
            };
        });";
    phone.run_async(lose, vec![]).await?;
    phone.reload().await?;
    phone.text("目录读不全，请重新装入").appears().await?;
    load_sheet(&phone, LOAD, "目录.csv", SHEET.as_bytes()).await?;
    phone.text("已装入 2 条").appears().await?;
    phone.text("青禾敷料，无菌").appears().await?;
    phone.assert_quiet_console().await
}
