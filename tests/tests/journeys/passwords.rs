//! Guizhou's passwords (row G5), as typed in the browser and by whoever leaves the browser out.

use crate::office::Caller;
use crate::person::{arrives_at, give_password};
use anyhow::Result;
use serde_json::json;
use std::time::Duration;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

const IMPORTED: &str = "demo.imported";
const OLD: &str = "12345678";
/// Eight characters, letters and digits, no run; and in no log, for the demonstration names no such password.
const NEW: &str = "k7m2w9xp";

/// What breaks which rule, as the checklist words it and as the server names it.
const REFUSED: [(&str, &str, &str); 5] = [
    ("yc8k2m6", "恰好 8 个字符", "length"),
    ("yc8k2m6qx", "恰好 8 个字符", "length"),
    ("ycqkwmzr", "至少一个数字", "digit"),
    ("abcd1234", "相同或连续的字符", "run"),
    ("aaaa1111", "相同或连续的字符", "run"),
];

#[tokio::test]
async fn guizhous_rules_are_told_as_one_types_and_an_imported_account_can_only_change_its_password()
-> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    phone.open("/guizhou/sign-in").await?;
    give_password(&phone, IMPORTED, OLD).await?;
    arrives_at(&phone, "/guizhou/password").await?;
    phone.text("请先修改密码").appears().await?;
    for rest in [
        "home",
        "listings",
        "listings/new",
        "outbox",
        "review",
        "password",
    ] {
        phone.open(&format!("/guizhou/{rest}")).await?;
        phone.text("请先修改密码").appears().await?;
        assert!(
            !phone.role("navigation").is_there().await?,
            "{rest} shows other ways"
        );
    }

    phone.field("当前密码").fill(OLD).await?;
    for (password, rule, _) in REFUSED {
        phone.field("新密码").fill(password).await?;
        phone.css("li.unmet").text(rule).appears().await?;
        phone.css("li.unmet").text("未满足").appears().await?;
        phone.button("修改密码").click().await?;
        phone.css("#password-fault").text(rule).appears().await?;
    }
    assert_eq!(
        journey.network.count_requests("POST /v1/password"),
        0,
        "the browser refuses by itself"
    );

    phone.field("新密码").fill(NEW).await?;
    phone.css("li.unmet").vanishes().await?;
    phone.button("修改密码").click().await?;
    phone.text("李娜，您好").appears().await?;
    phone.open("/guizhou/listings").await?;
    phone.role("heading").text("产品挂网").appears().await?;
    phone.assert_keeps_no(NEW).await?;
    assert!(!journey.server.log()?.contains(NEW));
    phone.assert_quiet_console().await
}

#[tokio::test]
async fn guizhous_server_refuses_the_same_passwords_and_everything_else_until_one_is_good()
-> Result<()> {
    let journey = Journey::start(1).await?;
    let address = journey.server.address();
    let mut caller = Caller::sign_in(address, "guizhou", IMPORTED, OLD).await?;
    let other = &mut Caller::sign_in(address, "guizhou", IMPORTED, OLD).await?;
    for (password, _, rule) in REFUSED {
        let answer = caller
            .http
            .post("/v1/password", &json!({ "current": OLD, "new": password }))
            .await?;
        let problem = answer.json()?;
        assert_eq!(
            (answer.status, problem["code"].as_str()),
            (422, Some("password_refused")),
            "{password}: {problem}"
        );
        assert!(
            problem["rules"].to_string().contains(rule),
            "{password}: {problem}"
        );
    }
    for refused in [
        caller.pull().await?,
        caller.push(&json!({ "command": "discarded" })).await?,
        caller.http.get("/v1/poke").await?,
    ] {
        assert_eq!(refused.status, 403, "{}", refused.text());
        assert_eq!(refused.json()?["code"], "password_change_required");
    }
    let changed = caller
        .http
        .post("/v1/password", &json!({ "current": OLD, "new": NEW }))
        .await?;
    assert_eq!(changed.status, 200, "{}", changed.text());
    assert_eq!(caller.pull().await?.status, 200);
    assert_eq!(
        other.pull().await?.status,
        401,
        "every other session has ended"
    );

    assert!(
        Caller::sign_in(address, "guizhou", IMPORTED, OLD)
            .await
            .is_err()
    );
    // After a wrong password the next try has to wait a second.
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    Caller::sign_in(address, "guizhou", IMPORTED, NEW).await?;
    assert!(!journey.server.log()?.contains(NEW));
    assert!(journey.server.files_with(NEW)?.is_empty());
    Ok(())
}
