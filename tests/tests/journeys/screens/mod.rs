//! Every route in every state: axe-core with target size, touch targets, overflow, policy and console.
//!
//! The routes come from the app's own table; a screen without a recipe does not compile. All findings of a
//! run are reported at once, also in `target/axe-report.txt`.

mod audit;
mod deed;
mod recipe;
mod world;

use crate::person::{PASSWORD, SUPPLIER, sign_in};
use anyhow::Result;
use app::routes::{Needs, ROUTES};
use audit::Findings;
use deed::Who;
use yangcai_tests::device::Device;
use yangcai_tests::in_every_engine;
use yangcai_tests::journey::Journey;
use yangcai_tests::query::Find;

#[tokio::test]
async fn what_anybody_may_open_is_accessible_on_a_phone_in_every_state() -> Result<()> {
    all_states("anybody-phone", Needs::Nobody).await
}

#[tokio::test]
async fn what_needs_an_account_is_accessible_on_a_phone_in_every_state() -> Result<()> {
    all_states("account-phone", Needs::Account).await
}

/// What the drivers of other engines do not let the whole look be taken at: how wide forms with errors are.
#[tokio::test]
async fn forms_are_no_wider_than_a_phone_and_with_errors_neither() -> Result<()> {
    let journey = Journey::start(1).await?;
    let phone = journey.phone().await?;
    sign_in(&phone, "hunan", SUPPLIER, PASSWORD).await?;
    for (path, submit, field) in [
        ("listings/new", "提交", "产品名称"),
        ("register/unit", "保存并继续", "机构名称"),
        ("register/operator", "保存并继续", "经办人姓名"),
        ("password", "修改密码", "新密码"),
    ] {
        phone.open(&format!("/hunan/{path}")).await?;
        phone.field(field).appears().await?;
        for state in ["as it opens", "with errors"] {
            if state == "with errors" {
                phone.button(submit).click().await?;
                phone.text("请先修改以下内容").appears().await?;
            }
            let wide = phone.measure().await?.wide;
            assert!(wide.is_empty(), "{path} {state}: {wide:#?}");
        }
    }
    Ok(())
}

in_every_engine!(forms_are_no_wider_than_a_phone_and_with_errors_neither);

async fn all_states(name: &'static str, needs: Needs) -> Result<()> {
    let world = world::World::prepare(Device::Phone, needs == Needs::Account).await?;
    let mut findings = Findings::new(name);
    for route in ROUTES.iter().filter(|route| route.needs == needs) {
        let recipe = recipe::of(route.screen, &world);
        for (state, who, deeds) in recipe.states() {
            let browser = world.browser(who)?;
            deed::all(deeds, browser, &world).await?;
            findings.look(browser, route.pattern, state).await?;
            if state == "filled" {
                findings
                    .look_offline(browser, &world, route.pattern)
                    .await?;
            }
            deed::all(&recipe.after, browser, &world).await?;
        }
    }
    world.hear_consoles(&mut findings).await?;
    findings.verdict()
}

#[tokio::test]
async fn every_screen_is_accessible_on_a_desktop() -> Result<()> {
    let world = world::World::prepare(Device::Desktop, true).await?;
    let mut findings = Findings::new("desktop");
    for route in ROUTES {
        let recipe = recipe::of(route.screen, &world);
        let (who, deeds) = recipe.empty();
        let who = if who == Who::Visitor {
            Who::Supplier
        } else {
            who
        };
        let browser = world.browser(who)?;
        deed::all(deeds, browser, &world).await?;
        findings.look(browser, route.pattern, "empty").await?;
    }
    world.hear_consoles(&mut findings).await?;
    findings.verdict()
}
