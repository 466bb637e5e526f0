//! One returned registration is corrected on two devices.

use crate::office::Caller;
use crate::person::{CREDIT_CODE, UNIT, app_is_kept, arrives_at, is_saved, regain_network};
use anyhow::Result;
use domain::command::Command;
use domain::field::Field;
use domain::profile::OrganisationKind;
use domain::record_id::RecordId;
use domain::registration::RegistrationEntry;
use domain::review::{Remark, ReviewAct};
use yangcai_tests::browser::Browser;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

/// The key of the application, which both who work on it have.
const KEY: &str = "c0ffeec0ffeec0ffeec0ffeec0ffeec0ffeec0ffeec0ffeec0ffeec0ffeec0ff";
const PHONE: &str = "经办人手机号";
const ADDRESS: &str = "地址";
const UNIT_STEP: &str = "/hunan/register/unit";
const OPERATOR_STEP: &str = "/hunan/register/operator";

/// A registration that the centre has returned, and its key.
pub async fn returned_registration(journey: &Journey) -> Result<(RecordId, String)> {
    let address = journey.server.address();
    let mut applicant = Caller::applicant(address, "hunan", KEY);
    let id = applicant.next_record();
    let entry = RegistrationEntry {
        kind: Some(OrganisationKind::Distributor),
        organisation_name: UNIT.to_owned(),
        credit_code: CREDIT_CODE.to_owned(),
        operator_name: "陈静".to_owned(),
        operator_phone: "13900000000".to_owned(),
        security_email: "chen@example.com".to_owned(),
        login_name: "qinghe.chen".to_owned(),
        accepts_custody: true,
        ..RegistrationEntry::default()
    };
    let registration = None;
    applicant
        .give(Command::SubmitRegistration {
            registration,
            entry,
        })
        .await?;
    let mut centre = Caller::reviewer(address, "hunan").await?;
    centre.review(id, ReviewAct::Claim).await?;
    let remarks = vec![Remark {
        field: Some(Field::OperatorPhone),
        text: "这个号码打不通。".to_owned(),
    }];
    centre.review(id, ReviewAct::Return { remarks }).await?;
    Ok((id, KEY.to_owned()))
}

/// Goes on with an application on this device.
pub async fn use_key(browser: &Browser, key: &str) -> Result<()> {
    browser.open("/hunan").await?;
    app_is_kept(browser).await?;
    browser.button("在另一台设备上提交过申请？").click().await?;
    browser.field("查询凭证").fill(key).await?;
    browser.button("在这台设备上继续").click().await?;
    let dialog = browser.role("dialog");
    dialog.button("在这台设备上继续").click().await?;
    browser.text(UNIT).appears().await?;
    Ok(())
}

/// Two devices, each in the steps of the correction.
async fn two_at_it(journey: &Journey) -> Result<([Browser; 2], String)> {
    let (id, key) = returned_registration(journey).await?;
    let application = format!("/hunan/applications/{id}");
    let both = [journey.phone().await?, journey.desktop().await?];
    for browser in &both {
        use_key(browser, &key).await?;
        browser.open(&application).await?;
        browser.button("修改后重新提交").click().await?;
        arrives_at(browser, "/hunan/register").await?;
    }
    Ok((both, application))
}

/// Changes one field of the correction.
async fn change(browser: &Browser, step: &str, field: &str, text: &str) -> Result<()> {
    browser.open(step).await?;
    browser.field(field).fill(text).await?;
    is_saved(browser).await
}

async fn submit(browser: &Browser) -> Result<()> {
    browser.open("/hunan/register/check").await?;
    browser.button("提交申请").click().await
}

/// Both lose the network, and each submits a change of one field.
async fn both_submit_offline(
    journey: &Journey,
    changes: [(&Browser, &str, &str, &str); 2],
) -> Result<()> {
    journey.network.cut();
    for (browser, step, field, text) in changes {
        browser.announce_offline(true).await?;
        change(browser, step, field, text).await?;
        submit(browser).await?;
        browser.text("已存本机，待上传").appears().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_two_devices_changed_in_different_fields_of_a_registration_is_both_there() -> Result<()>
{
    let journey = Journey::start(2).await?;
    let ([phone, desk], _) = two_at_it(&journey).await?;
    let address = "长沙市岳麓区一号";
    let changes = [
        (&phone, OPERATOR_STEP, PHONE, "13911111111"),
        (&desk, UNIT_STEP, ADDRESS, address),
    ];
    both_submit_offline(&journey, changes).await?;
    for browser in [&phone, &desk] {
        regain_network(&journey.network, browser).await?;
        browser.text("平台已收到您的申请").appears().await?;
    }
    for browser in [&phone, &desk] {
        browser.role("main").text("13911111111").appears().await?;
        browser.role("main").text(address).appears().await?;
        browser.assert_quiet_console().await?;
    }
    Ok(())
}

#[tokio::test]
async fn of_two_values_for_one_field_of_a_registration_both_are_shown_and_the_person_chooses()
-> Result<()> {
    let journey = Journey::start(2).await?;
    let ([phone, mut desk], application) = two_at_it(&journey).await?;
    let changes = [
        (&phone, OPERATOR_STEP, PHONE, "13911111111"),
        (&desk, OPERATOR_STEP, PHONE, "13922222222"),
    ];
    both_submit_offline(&journey, changes).await?;
    regain_network(&journey.network, &phone).await?;
    phone.text("平台已收到您的申请").appears().await?;
    regain_network(&journey.network, &desk).await?;
    desk.text("平台没有接受这份申请").appears().await?;

    // Both values are there after the browser was killed.
    desk.kill().await;
    desk.reopen().await?;
    desk.open(&application).await?;
    desk.css(".both").text("13911111111").appears().await?;
    desk.css(".both").text("13922222222").appears().await?;
    desk.button("修改后重新提交").click().await?;
    arrives_at(&desk, "/hunan/register").await?;
    desk.open(OPERATOR_STEP).await?;
    desk.field(PHONE).holds("13922222222").await?;
    submit(&desk).await?;
    desk.text("平台已收到您的申请").appears().await?;
    for browser in [&phone, &desk] {
        browser.role("main").text("13922222222").appears().await?;
        browser.assert_quiet_console().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_was_submitted_elsewhere_while_a_registration_was_corrected_is_not_overwritten()
-> Result<()> {
    let journey = Journey::start(2).await?;
    let ([phone, desk], application) = two_at_it(&journey).await?;
    change(&desk, OPERATOR_STEP, PHONE, "13922222222").await?;
    change(&phone, OPERATOR_STEP, PHONE, "13911111111").await?;
    change(&phone, UNIT_STEP, ADDRESS, "长沙市岳麓区一号").await?;
    submit(&phone).await?;
    phone.text("平台已收到您的申请").appears().await?;
    // The news has come to the desk: it is what the application says.
    let form = desk.tab().await?;
    desk.open_tab().await?;
    desk.open(&application).await?;
    desk.role("main").text("13911111111").appears().await?;
    desk.switch_to(&form).await?;
    submit(&desk).await?;
    desk.css(".both").text("13911111111").appears().await?;
    desk.css(".both").text("13922222222").appears().await?;
    desk.role("main").text("长沙市岳麓区一号").appears().await?;
    desk.button("提交申请").click().await?;
    desk.text("平台已收到您的申请").appears().await?;
    for browser in [&phone, &desk] {
        browser.role("main").text("13922222222").appears().await?;
        browser
            .role("main")
            .text("长沙市岳麓区一号")
            .appears()
            .await?;
    }
    desk.assert_quiet_console().await
}
