//! What waited goes up compressed where the browser can, and as it is where it cannot.

use crate::office::Caller;
use crate::person::{
    PASSWORD, SUPPLIER, app_is_kept, fill_listing, lose_network, regain_network, sign_in,
};
use anyhow::{Context, Result, ensure};
use domain::protocol::PushRequest;
use flate2::read::GzDecoder;
use std::io::Read;
use yangcai_tests::browser::Browser;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;
use yangcai_tests::sent::Sent;

const NAMES: [&str; 4] = [
    "压缩上传的留置针甲",
    "压缩上传的留置针乙",
    "压缩上传的留置针丙",
    "压缩上传的留置针丁",
];
/// A browser from before it could compress.
const NO_COMPRESSION: &str = "delete globalThis.CompressionStream";
const CAN_COMPRESS: &str = "return 'CompressionStream' in globalThis";

/// Queues the listings with no network, brings it back, and gives the call with which they went up.
async fn upload(journey: &Journey, phone: &Browser) -> Result<Sent> {
    sign_in(phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(phone).await?;
    phone.open("/hunan/listings/new").await?;
    lose_network(&journey.network, phone).await?;
    for name in NAMES {
        fill_listing(phone, name, "12.80").await?;
        phone.button("提交并再填一条").click().await?;
        phone
            .text(&format!("「{name}」已存本机，待上传"))
            .appears()
            .await?;
    }
    phone.button("待上传").click().await?;
    phone.text("待上传 4 条").appears().await?;
    ensure!(journey.network.sent("POST /v1/push").is_empty());
    regain_network(&journey.network, phone).await?;
    phone.text("都已上传，平台已收").appears().await?;

    let mut centre = Caller::reviewer(journey.server.address(), "hunan").await?;
    let seen = centre.listings().await?;
    for name in NAMES {
        let times = seen.iter().filter(|seen| seen.name == name).count();
        ensure!(times == 1, "the platform has {name} {times} times");
    }
    let mut sent = journey.network.sent("POST /v1/push");
    ensure!(sent.len() == 1, "{} calls for four listings", sent.len());
    phone.assert_quiet_console().await?;
    sent.pop().context("no call")
}

/// The push that a call was.
pub fn push(sent: &Sent) -> Result<PushRequest> {
    let mut plain = vec![];
    match sent.header("content-encoding") {
        "gzip" => drop(GzDecoder::new(sent.body()).read_to_end(&mut plain)?),
        _ => plain.extend(sent.body()),
    }
    Ok(serde_json::from_slice(&plain)?)
}

/// The texts of the commands in a body, which must be all four.
fn commands(body: &[u8]) -> Result<Vec<String>> {
    let mut request: PushRequest = serde_json::from_slice(body)?;
    ensure!(request.packed.is_some(), "they were not packed");
    ensure!(request.unpack(), "they were packed badly");
    let commands = request.commands.iter();
    let commands: Vec<String> = commands.map(|raw| raw.get().to_owned()).collect();
    ensure!(commands.len() == NAMES.len());
    for (command, name) in commands.iter().zip(NAMES) {
        ensure!(command.contains(name), "{command} is not {name}");
    }
    Ok(commands)
}

#[tokio::test]
async fn what_waited_goes_up_packed_and_compressed_and_the_platform_has_it() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    let sent = upload(&journey, &phone).await?;
    assert_eq!(sent.header("content-encoding"), "gzip");
    assert_eq!(sent.header("content-length"), sent.body().len().to_string());
    let mut packed = vec![];
    GzDecoder::new(sent.body()).read_to_end(&mut packed)?;
    let plain: usize = commands(&packed)?.iter().map(String::len).sum();
    println!(
        "four commands: {plain} bytes; packed: {}; compressed: {}",
        packed.len(),
        sent.body().len()
    );
    assert!(packed.len() < plain);
    assert!(sent.body().len() * 3 < packed.len() * 2);
    Ok(())
}

#[tokio::test]
async fn a_browser_that_cannot_compress_sends_the_same_work_as_it_is() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.open("/hunan").await?;
    assert_eq!(phone.run(CAN_COMPRESS, vec![]).await?, true);
    phone.run_before_pages(NO_COMPRESSION).await?;
    phone.reload().await?;
    assert_eq!(phone.run(CAN_COMPRESS, vec![]).await?, false);
    let sent = upload(&journey, &phone).await?;
    assert_eq!(sent.header("content-encoding"), "");
    commands(sent.body())?;
    Ok(())
}
