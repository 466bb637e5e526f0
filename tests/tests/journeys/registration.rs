//! A distributor of Hunan: from an empty form without a network to signing in.

use crate::office::{approve, take_up};
use crate::person::{
    CREDIT_CODE, PASSWORD, REVIEWER, UNIT, WRONG_CREDIT_CODE, app_is_kept, arrives_at,
    fill_operator, fill_unit, give_password, is_saved, lose_network, regain_network,
    restart_offline, sign_in,
};
use anyhow::Result;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

const LOGIN_NAME: &str = "qinghe.chen";
/// The password that must be found nowhere.
const SECRET: &str = "Tk7wq9Zp4m";

#[tokio::test]
async fn a_distributor_registers_offline_over_two_starts_is_approved_sets_a_password_and_signs_in()
-> Result<()> {
    let journey = Journey::start(2).await?;
    let mut phone = journey.phone().await?;
    phone.open("/hunan/register/unit").await?;
    app_is_kept(&phone).await?;
    lose_network(&journey.network, &phone).await?;

    fill_unit(&phone, WRONG_CREDIT_CODE).await?;
    phone.button("保存并继续").click().await?;
    let told = phone.css("#credit_code-fault").reads().await?;
    assert!(
        told.contains("校验不通过") && told.contains("逐位核对"),
        "{told}"
    );
    phone
        .named_role("heading", "请先修改以下内容")
        .appears()
        .await?;
    assert_eq!(phone.path().await?, "/hunan/register/unit");
    phone
        .field("统一社会信用代码")
        .fill(&CREDIT_CODE[..9])
        .await?;
    is_saved(&phone).await?;

    restart_offline(&mut phone).await?;
    phone.open("/hunan/register/unit").await?;
    phone.field("机构名称").holds(UNIT).await?;
    phone
        .field("统一社会信用代码")
        .holds(&CREDIT_CODE[..9])
        .await?;
    assert_eq!(phone.run("return document.querySelector('input[name=organisation_kind]:checked').labels[0].innerText", vec![]).await?, "配送企业");
    assert!(
        phone.field("统一社会信用代码").is_focused().await?,
        "one goes on where one was"
    );
    phone.field("统一社会信用代码").fill(CREDIT_CODE).await?;
    phone.button("保存并继续").click().await?;
    phone.field("经办人姓名").fill("陈静").await?;
    is_saved(&phone).await?;

    restart_offline(&mut phone).await?;
    phone.open("/hunan").await?;
    phone.button("继续填写注册申请").click().await?;
    phone.button("继续").click().await?;
    arrives_at(&phone, "/hunan/register/operator").await?;
    phone.field("经办人姓名").holds("陈静").await?;
    fill_operator(&phone, LOGIN_NAME).await?;
    phone.button("保存并继续").click().await?;
    arrives_at(&phone, "/hunan/register/check").await?;
    phone.text(CREDIT_CODE).appears().await?;
    phone.button("提交申请").click().await?;
    phone.css("#custodian_duty-fault").appears().await?;
    phone.field("我是上述经办人").tick(true).await?;
    phone.button("提交申请").click().await?;
    phone.text("已存本机，待上传").appears().await?;
    let application = phone.path().await?;
    assert!(!phone.text("平台已收").is_there().await?);

    restart_offline(&mut phone).await?;
    phone.open(&application).await?;
    phone.text("已存本机，待上传").appears().await?;
    regain_network(&journey.network, &phone).await?;
    phone.text("平台已收到您的申请").appears().await?;
    phone.text("平台已收").appears().await?;

    let desk = journey.phone().await?;
    sign_in(&desk, "hunan", REVIEWER, PASSWORD).await?;
    take_up(&desk, "hunan", UNIT).await?;
    approve(&desk).await?;

    phone.text("审核已通过").appears().await?;
    phone.button("设置密码").click().await?;
    phone.field("密码").fill(SECRET).await?;
    phone.button("显示密码").click().await?;
    phone.button("设置密码并登录").click().await?;
    phone.text("陈静，您好").appears().await?;

    phone.css("details.who summary").click().await?;
    phone.button("退出登录").click().await?;
    phone.role("dialog").button("退出登录").click().await?;
    arrives_at(&phone, "/hunan/sign-in").await?;
    give_password(&phone, LOGIN_NAME, SECRET).await?;
    phone.text("陈静，您好").appears().await?;

    phone.assert_keeps_no(SECRET).await?;
    phone.assert_quiet_console().await?;
    desk.assert_quiet_console().await?;
    phone.close().await?;
    assert_eq!(
        phone.profile_files_with(SECRET)?,
        Vec::<std::path::PathBuf>::new()
    );
    assert!(!journey.server.log()?.contains(SECRET));
    assert_eq!(
        journey.server.files_with(SECRET)?,
        Vec::<std::path::PathBuf>::new()
    );
    assert!(
        !journey.server.files_with(LOGIN_NAME)?.is_empty(),
        "the search finds what is there"
    );
    Ok(())
}
