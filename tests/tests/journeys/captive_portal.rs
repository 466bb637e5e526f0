//! Something on the way answers in the platform's place, and means well: 200, OK.

use crate::office::Caller;
use crate::person::{PASSWORD, SUPPLIER, app_is_kept, fill_listing, sign_in};
use anyhow::Result;
use serde_json::json;
use yangcai_tests::in_every_engine;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

const NAME: &str = "机场无线网里的留置针";
/// While `localStorage.portal` holds an answer, every call to the platform gets that one, and is counted. It knows
/// in which of its lives the platform is.
const PORTAL: &str = r#"window.portal = 0;
    ((ask) => {
        window.fetch = async (address, ...more) => {
            if (!String(address).startsWith('/v1/')) return ask(address, ...more);
            if (localStorage.portal === undefined) {
                const answer = await ask(address, ...more);
                const [, epoch] = (await answer.clone().text()).match(/"epoch":"([^"]+)"/) ?? [];
                if (epoch) localStorage.epoch = epoch;
                return answer;
            }
            window.portal += 1;
            return new Response(localStorage.portal.replace('EPOCH', localStorage.epoch), { status: 200 });
        };
    })(window.fetch)"#;
/// Whether a call is made within ten seconds.
const ASKED: &str = "const [done] = arguments;
    const look = (left) => window.portal || !left ? done(window.portal > 0) : setTimeout(look, 50, left - 1);
    look(200)";
/// What such places say, the last of them in our own words: all has been carried out, and cannot be lost.
const ANSWERS: [&str; 4] = [
    "<!doctype html><title>Wi-Fi</title><p>请先登录无线网络</p>",
    "",
    "{}",
    r#"{"epoch":"EPOCH","last_mid":99,"durable_through":99,"receipts":[],"carried_out":{"first":1,"last":99}}"#,
];

#[tokio::test]
async fn an_answer_that_is_not_the_platforms_is_no_success_whatever_it_says() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.run_before_pages(PORTAL).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    phone.open("/hunan/listings/new").await?;
    fill_listing(&phone, NAME, "12.80").await?;
    let say = "localStorage.portal = arguments[0]";
    phone.run(say, vec![json!(ANSWERS[0])]).await?;
    phone.button("提交").click().await?;
    phone.text("已安全存在本机").appears().await?;
    for answer in ANSWERS {
        phone.run(say, vec![json!(answer)]).await?;
        phone.open("/hunan/outbox").await?;
        assert_eq!(phone.run_async(ASKED, vec![]).await?, json!(true));
        phone.text("待上传 1 条").appears().await?;
        assert!(
            !phone.block(NAME).text("平台已收").is_there().await?,
            "{answer}"
        );
    }
    let mut centre = Caller::reviewer(journey.server.address(), "hunan").await?;
    assert_eq!(centre.count_named(NAME).await?, 0);

    phone.run("delete localStorage.portal", vec![]).await?;
    phone.reload().await?;
    phone.css("a.chip").text("平台已收").appears().await?;
    assert_eq!(centre.count_named(NAME).await?, 1);
    Ok(())
}

in_every_engine!(an_answer_that_is_not_the_platforms_is_no_success_whatever_it_says,);
