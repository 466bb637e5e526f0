//! A certificate photographed without a network: kept through a kill, made small, uploaded, looked at by the centre.

use crate::office::{approve, take_up};
use crate::person::{
    PASSWORD, REVIEWER, SUPPLIER, app_is_kept, arrives_at, count_on_page, fill_listing, is_saved,
    lose_network, regain_network, restart_offline, sign_in,
};
use anyhow::{Context, Result, ensure};
use flate2::{Compression, Crc, write::ZlibEncoder};
use serde_json::{Value, json};
use std::io::Write;
use std::time::Duration;
use yangcai_tests::browser::Browser;
use yangcai_tests::journey::Journey;
use yangcai_tests::network::{Network, TWO_G};
use yangcai_tests::query::Find;

const NAME: &str = "拍了照的留置针";
/// The button on the form behind which the files are.
pub const OPEN: &str = "添加附件（选填）";
pub const CERTIFICATE: &str = "选择文件医疗器械注册证或备案凭证";
/// What the reviewer sees: how large, and whether any of it is in colour.
const SEEN: &str = "const done = arguments[arguments.length - 1];
    const image = document.querySelector('img.scan');
    image.decode().then(() => {
        const canvas = Object.assign(document.createElement('canvas'), { width: image.naturalWidth, height: image.naturalHeight });
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        let colour = 0, dark = 0;
        for (let i = 0; i < data.length; i += 4) {
            colour = Math.max(colour, Math.abs(data[i] - data[i + 1]), Math.abs(data[i + 1] - data[i + 2]));
            if (data[i] < 96) dark++;
        }
        done({ width: canvas.width, height: canvas.height, colour, dark: dark / canvas.width / canvas.height });
    }, () => done(null));";

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let checked = [&name[..], data].concat();
    let mut crc = Crc::new();
    crc.update(&checked);
    let length = (data.len() as u32).to_be_bytes();
    [&length[..], &checked, &crc.sum().to_be_bytes()].concat()
}

/// An A4 page at 300 dpi in colour: lines of signs, a red stamp, and the noise of a phone's camera.
pub fn photo(seed: u32) -> Result<Vec<u8>> {
    const SIDES: (u32, u32) = (2480, 3508);
    let mut rows = ZlibEncoder::new(vec![], Compression::fast());
    let mut noise = seed | 1;
    for y in 0..SIDES.1 {
        let mut row = vec![0];
        for x in 0..SIDES.0 {
            noise ^= noise << 13;
            noise ^= noise >> 17;
            noise ^= noise << 5;
            let grain = (noise >> 29) as u8;
            let signs = (250..2230).contains(&x) && (300..3200).contains(&y);
            let ink = signs && y % 120 < 44 && (x / 11 * 31 + y / 11 * 17 + y / 120 * 7) % 7 < 2;
            let (dx, dy) = (x.abs_diff(1800), y.abs_diff(2800));
            let from = dx * dx + dy * dy;
            let stamp = (230 * 230..260 * 260).contains(&from);
            let pixel = match (stamp, ink) {
                (true, _) => [200 + grain, 30 + grain, 40 + grain],
                (_, true) => [30 + grain, 30 + grain, 40 + grain],
                _ => [240 + grain, 238 + grain, 230 + grain],
            };
            row.extend_from_slice(&pixel);
        }
        rows.write_all(&row)?;
    }
    let mut head = [SIDES.0.to_be_bytes(), SIDES.1.to_be_bytes()].concat();
    head.extend_from_slice(&[8, 2, 0, 0, 0]);
    let parts = [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &head),
        chunk(b"IDAT", &rows.finish()?),
        chunk(b"IEND", &[]),
    ];
    Ok(parts.concat())
}

/// Picks a file at the field of that label.
pub async fn attach(phone: &Browser, label: &str, name: &str, bytes: &[u8]) -> Result<()> {
    let file = phone.profile().with_file_name(name);
    std::fs::write(&file, bytes)?;
    phone.field(label).type_keys(&file.to_string_lossy()).await
}

/// Opens a new listing, fills it in and attaches a photo; how large that was.
pub async fn listing_with_photo(phone: &Browser, seed: u32) -> Result<usize> {
    phone.open("/hunan/listings/new").await?;
    fill_listing(phone, NAME, "12.80").await?;
    phone.button(OPEN).click().await?;
    let photo = photo(seed)?;
    attach(phone, CERTIFICATE, "证书.png", &photo).await?;
    phone.text("要上传").appears().await?;
    phone.text("原图").appears().await?;
    is_saved(phone).await?;
    Ok(photo.len())
}

/// The kilobytes behind "要上传" on the form.
async fn kilobytes(phone: &Browser) -> Result<f64> {
    let text = phone.page_text().await?;
    let said = text.split("要上传").nth(1).context("nothing to upload")?;
    Ok(said
        .trim()
        .split(" KB")
        .next()
        .unwrap_or_default()
        .parse()?)
}

async fn has_arrived(phone: &Browser) -> Result<()> {
    phone
        .block("医疗器械注册证")
        .text("平台已收")
        .appears()
        .await?;
    Ok(())
}

#[tokio::test]
async fn a_certificate_photographed_offline_survives_a_kill_and_the_centre_reads_it() -> Result<()>
{
    let journey = Journey::start(2).await?;
    let mut phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    lose_network(&journey.network, &phone).await?;
    let before = listing_with_photo(&phone, 7).await?;
    let after = kilobytes(&phone).await?;
    println!("{before} bytes became {after} KB");
    ensure!(after <= 150.0 && before > 1_000_000, "{before} {after}");

    restart_offline(&mut phone).await?;
    phone.open("/hunan/listings/new").await?;
    phone.field("产品名称").holds(NAME).await?;
    // What is shown now was on the disk.
    phone.css("img.scan").appears().await?;
    phone.button("提交").click().await?;
    phone.text("已安全存在本机").appears().await?;
    arrives_at(&phone, "/hunan/listings/").await?;
    phone.text("附件待上传").appears().await?;
    restart_offline(&mut phone).await?;
    regain_network(&journey.network, &phone).await?;
    // A killed browser had not yet written down that somebody was signed in.
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    phone.open("/hunan/listings").await?;
    phone.button(NAME).click().await?;
    has_arrived(&phone).await?;
    assert_eq!(count_on_page(&phone, "附件待上传").await?, 0);

    let desk = journey.desktop().await?;
    sign_in(&desk, "hunan", REVIEWER, PASSWORD).await?;
    take_up(&desk, "hunan", NAME).await?;
    desk.button("查看医疗器械注册证").click().await?;
    desk.css("img.scan").appears().await?;
    let seen = desk.run_async(SEEN, vec![]).await?;
    println!("the centre sees {seen}");
    assert_eq!(
        (&seen["width"], &seen["height"]),
        (&json!(1240), &json!(1754))
    );
    ensure!(seen["colour"].as_f64() < Some(3.0), "{seen}");
    ensure!(
        seen["dark"].as_f64() > Some(0.05),
        "the signs are there: {seen}"
    );
    approve(&desk).await?;
    desk.assert_quiet_console().await
}

/// The offsets at which pieces were sent so far.
fn offsets(network: &Network) -> Vec<u64> {
    let sent = network.sent("PATCH /v1/files/uploads/");
    let offsets = sent.iter().map(|sent| sent.header("upload-offset"));
    offsets.filter_map(|text| text.parse().ok()).collect()
}

#[tokio::test]
async fn an_upload_cut_off_goes_on_where_it_was_and_nothing_waits_for_it() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    listing_with_photo(&phone, 11).await?;
    journey.network.shape(TWO_G);
    phone.button("提交").click().await?;
    // The listing is with the platform before its photo.
    phone.css(".tags").text("平台已收").appears().await?;
    let limit = std::time::Instant::now() + Duration::from_secs(30);
    while offsets(&journey.network).is_empty() {
        ensure!(std::time::Instant::now() < limit, "nothing was uploaded");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    // At 32 kB a second a part of it has gone by then.
    tokio::time::sleep(Duration::from_millis(2000)).await;
    lose_network(&journey.network, &phone).await?;
    phone.text("附件待上传").appears().await?;
    tokio::time::sleep(Duration::from_millis(1500)).await;
    journey.network.unshape();
    regain_network(&journey.network, &phone).await?;
    has_arrived(&phone).await?;
    let offsets = offsets(&journey.network);
    println!("pieces began at {offsets:?}");
    ensure!(offsets.len() >= 2 && offsets[0] == 0, "{offsets:?}");
    ensure!(offsets[1..].iter().all(|offset| *offset > 0), "{offsets:?}");
    let begun = journey.network.requests();
    let begun = begun.iter().filter(|request| *request == "POST /v1/files");
    assert_eq!(begun.count(), 1, "the same upload went on");
    phone.assert_quiet_console().await
}

#[tokio::test]
async fn what_is_removed_is_not_sent_and_what_cannot_be_read_is_said() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    listing_with_photo(&phone, 13).await?;
    attach(&phone, CERTIFICATE, "不是图片.png", b"no picture at all").await?;
    phone.text("这张图片打不开").appears().await?;
    phone.button("删除医疗器械注册证").click().await?;
    phone.text("要上传").vanishes().await?;
    is_saved(&phone).await?;
    phone.button("提交").click().await?;
    phone.css(".tags").text("平台已收").appears().await?;
    let text = phone.page_text().await?;
    ensure!(!text.contains("附件"), "{text}");
    assert_eq!(journey.network.count_requests("POST /v1/files"), 0);
    let left = phone
        .run_async(
            "const done = arguments[arguments.length - 1];
             indexedDB.databases().then((all) => {
                 const { name } = all.find(({ name }) => name.endsWith('.files'));
                 indexedDB.open(name).onsuccess = ({ target }) => {
                     target.result.transaction('files').objectStore('files').count().onsuccess =
                         ({ target }) => done(target.result);
                 };
             });",
            vec![],
        )
        .await?;
    assert_eq!(left, Value::from(0), "nothing of it is left on the device");
    phone.assert_quiet_console().await
}
