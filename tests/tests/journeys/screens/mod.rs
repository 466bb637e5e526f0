//! Every route in every state: axe-core with target size, touch targets, overflow, policy and console.
//!
//! The routes come from the app's own table; a screen without a recipe does not compile. All findings of a
//! run are reported at once, also in `target/axe-report.txt`.

mod audit;
mod deed;
mod recipe;
mod world;

use anyhow::Result;
use app::routes::{Needs, ROUTES};
use audit::Findings;
use deed::Who;
use yangcai_tests::device::Device;

#[tokio::test]
async fn what_anybody_may_open_is_accessible_on_a_phone_in_every_state() -> Result<()> {
    all_states("anybody-phone", Needs::Nobody).await
}

#[tokio::test]
async fn what_needs_an_account_is_accessible_on_a_phone_in_every_state() -> Result<()> {
    all_states("account-phone", Needs::Account).await
}

async fn all_states(name: &'static str, needs: Needs) -> Result<()> {
    let world = world::World::prepare(Device::Phone, needs == Needs::Account).await?;
    let mut findings = Findings::new(name);
    for route in ROUTES.iter().filter(|route| route.needs == needs) {
        let recipe = recipe::of(route.screen, &world);
        for state in ["empty", "filled", "with errors"] {
            let (who, deeds) = recipe.state(state);
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
        let (who, deeds) = recipe.state("empty");
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
