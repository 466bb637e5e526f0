//! What is done on a page to bring it into a state.

use super::world::World;
use crate::attachments::{attach, photo};
use crate::person::{fill_listing, fill_operator, load_sheet, lose_network, regain_network};
use anyhow::{Context, Result};
use domain::record_id::RecordId;
use domain::review::ReviewAct;
use yangcai_tests::browser::Browser;
use yangcai_tests::query::Find;

/// Who looks at a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Nobody in particular.
    Visitor,
    /// A unit that has signed in.
    Supplier,
    /// The centre.
    Reviewer,
}

/// One thing done.
pub enum Deed {
    Open(String),
    Fill(&'static str, &'static str),
    Tick(&'static str),
    Choose(&'static str, &'static str),
    Press(&'static str),
    /// Presses what a CSS selector finds.
    PressAt(&'static str),
    /// Presses within the question that stands open.
    Answer(&'static str),
    See(&'static str),
    /// Presses all summaries of what is folded away.
    Unfold,
    Operator(&'static str),
    Listing(&'static str),
    /// Chooses a file with this content at a field.
    Sheet(&'static str, &'static str),
    /// Photographs a page for a file field.
    Photo(&'static str),
    /// Another tab opens this address and fills a field in there.
    Elsewhere(&'static str, &'static str, &'static str),
    LoseNetwork,
    RegainNetwork,
    /// Somebody submits the shared listing at this price meanwhile, from another place.
    Colleague(&'static str),
    /// The supplier's password is changed on another device.
    NewPassword(&'static str),
    /// The centre acts meanwhile.
    Centre(RecordId, ReviewAct),
}

/// Does all of it, one after the other.
pub async fn all(deeds: &[Deed], browser: &Browser, world: &World) -> Result<()> {
    for (number, deed) in deeds.iter().enumerate() {
        one(deed, browser, world)
            .await
            .with_context(|| format!("deed {}", number + 1))?;
    }
    Ok(())
}

async fn one(deed: &Deed, browser: &Browser, world: &World) -> Result<()> {
    match deed {
        Deed::Open(path) => browser.open(path).await,
        Deed::Fill(label, text) => browser.field(label).fill(text).await,
        Deed::Tick(label) => browser.field(label).tick(true).await,
        Deed::Choose(label, option) => browser.field(label).choose(option).await,
        Deed::Press(name) => browser.button(name).click().await,
        Deed::PressAt(selector) => browser.css(selector).click().await,
        Deed::Answer(name) => browser.role("dialog").button(name).click().await,
        Deed::See(text) => browser.text(text).appears().await.map(drop),
        Deed::Unfold => browser
            .run(
                "for (const each of document.querySelectorAll('main details')) each.open = true",
                vec![],
            )
            .await
            .map(drop),
        Deed::Operator(login_name) => fill_operator(browser, login_name).await,
        Deed::Listing(name) => fill_listing(browser, name, "12.80").await,
        Deed::Sheet(label, text) => load_sheet(browser, label, "sheet.csv", text.as_bytes()).await,
        Deed::Photo(label) => attach(browser, label, "证书.png", &photo(7)?).await,
        Deed::Elsewhere(path, label, text) => {
            let here = browser.tab().await?;
            browser.open_tab().await?;
            browser.open(path).await?;
            browser.field(label).fill(text).await?;
            browser.text("已存本机").appears().await?;
            browser.switch_to(&here).await
        }
        Deed::LoseNetwork => lose_network(world.network(), browser).await,
        Deed::RegainNetwork => regain_network(world.network(), browser).await,
        Deed::Colleague(price) => world.submit_elsewhere(price).await,
        Deed::NewPassword(new) => world.change_password(new).await,
        Deed::Centre(record, act) => world.centre.lock().await.review(*record, act.clone()).await,
    }
}
