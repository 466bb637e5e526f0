//! A page that is left while it is at work on the store. WebKit keeps such a page as it is, for the way back, with all
//! that it has begun.

use crate::attachments::{CERTIFICATE, attach, listing_with_photo, photo};
use crate::person::{PASSWORD, SUPPLIER, app_is_kept, is_saved, sign_in};
use anyhow::Result;
use serde_json::json;
use yangcai_tests::in_every_engine;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

/// While `stuck` says so, what has been written in the unit's store or counted by the page does not end.
const BUSY: &str = "(({ prototype: store }, { prototype: saving }) => {
        const { put } = store, { commit } = saving;
        store.put = function (...row) {
            const asked = put.apply(this, row);
            const again = () => { if (window.stuck) this.count().onsuccess = again; };
            again();
            return asked;
        };
        saving.commit = function () {
            if (!window.stuck) commit.call(this);
        };
    })(IDBObjectStore, IDBTransaction)";
/// Notes how many workers a page has ended.
const ENDED: &str = "(({ prototype: worker }) => {
        const { terminate } = worker;
        worker.terminate = function () {
            sessionStorage.ended = 1 + +(sessionStorage.ended ?? 0);
            terminate.call(this);
        };
    })(Worker)";
/// Once `leaving` says so, the page is left as soon as something has been written.
const LEAVING: &str = "(({ prototype: store }) => {
        const { put } = store;
        store.put = function (...row) {
            if (window.leaving) queueMicrotask(() => dispatchEvent(new Event('pagehide')));
            return put.apply(this, row);
        };
    })(IDBObjectStore)";
const NAME: &str = "写了一半就离开的留置针";

#[tokio::test]
async fn a_page_that_is_left_in_the_middle_of_a_save_keeps_no_other_waiting() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.run_before_pages(BUSY).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    app_is_kept(&phone).await?;
    phone.open("/hunan/listings/new").await?;
    phone.field("规格型号").fill("24G 直型").await?;
    is_saved(&phone).await?;
    phone.run("window.stuck = true", vec![]).await?;
    phone.field("产品名称").fill(NAME).await?;
    phone.text("正在存到本机").appears().await?;

    phone.open("/hunan/home").await?;
    phone.text("，您好").appears().await?;
    phone.open("/hunan/listings/new").await?;
    phone.field("规格型号").holds("24G 直型").await?;
    phone.field("产品名称").holds(NAME).await?;
    is_saved(&phone).await
}

#[tokio::test]
async fn a_page_that_is_left_ends_its_worker_and_who_comes_back_goes_on_with_another() -> Result<()>
{
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.run_before_pages(ENDED).await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    listing_with_photo(&phone, 1).await?;
    let ended = "return +(sessionStorage.ended ?? 0)";
    assert_eq!(phone.run(ended, vec![]).await?, json!(0));

    phone.open("/hunan/home").await?;
    phone.text("，您好").appears().await?;
    assert_eq!(phone.run(ended, vec![]).await?, json!(1));
    phone.back().await?;
    phone.text("要上传").appears().await?;
    attach(&phone, CERTIFICATE, "另一张.png", &photo(2)?).await?;
    phone.css("li + li .both").text("要上传").appears().await?;
    Ok(())
}

#[tokio::test]
async fn a_switch_that_is_turned_as_the_page_is_left_stays_turned() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.run_before_pages(LEAVING).await?;
    phone.open("/hunan/data-use").await?;
    app_is_kept(&phone).await?;
    phone.css("#data-saver").appears().await?;
    phone.run("window.leaving = true", vec![]).await?;
    phone.field("在这台设备上省流量").tick(true).await?;
    phone.open("/hunan").await?;
    phone.text("立即同步").appears().await?;
    phone.open("/hunan/data-use").await?;
    phone.css("#data-saver:checked").appears().await?;
    Ok(())
}

in_every_engine!(
    a_page_that_is_left_in_the_middle_of_a_save_keeps_no_other_waiting,
    a_switch_that_is_turned_as_the_page_is_left_stays_turned
);
