//! The app's own form of a listing on a phone without a network.

use super::SAVES;
use crate::first_load::person::{app_is_kept, fill_listing, give_password};
use crate::server::listing::listing;
use crate::server::ours::{Ours, PASSWORD};
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::{Value, json};
use std::ops::Range;
use yangcai_tests::browser::Browser;
use yangcai_tests::device::{CHINESE, Device};
use yangcai_tests::network::Network;
use yangcai_tests::query::Find;

const NEW_LISTING: &str = "/hunan/listings/new";

/// One save's milliseconds since the click.
#[derive(Deserialize)]
pub struct Save {
    /// Until the transaction had ended.
    pub kept: f64,
    /// Until the page said so.
    pub said: f64,
}

/// The form, open on a phone.
pub struct Form {
    phone: Browser,
    saved: usize,
    network: Network,
    _server: Ours,
}

impl Form {
    /// Signs in, opens the form and cuts the network.
    pub async fn open() -> Result<Self> {
        let mut server = Ours::prepared(1)?;
        server.start(None).await?;
        let network = Network::before(server.address()).await?;
        let phone = Browser::open_on(&network, Device::Phone, CHINESE, None).await?;
        phone.open("/hunan/sign-in").await?;
        let member = server.members.first().context("one supplier")?;
        give_password(&phone, member.account.login_name.as_str(), PASSWORD).await?;
        phone.text("，您好").appears().await?;
        app_is_kept(&phone).await?;
        network.cut();
        phone.announce_offline(true).await?;
        phone.run_before_pages(include_str!("watch.js")).await?;
        phone.open(NEW_LISTING).await?;
        fill_listing(&phone, "第一条", "").await?;
        Ok(Self {
            phone,
            saved: 0,
            network,
            _server: server,
        })
    }

    /// Submits so many listings, each typed into the form.
    pub async fn save(&mut self, count: usize) -> Result<Vec<Save>> {
        let entries = entries(self.saved..self.saved + count);
        self.saved += count;
        let answer = self
            .phone
            .run_async(include_str!("submit.js"), vec![entries])
            .await?;
        let times = answer["times"].clone();
        serde_json::from_value(times).with_context(|| answer["error"].to_string())
    }

    /// Kills the browser and looks whether its database has every listing in the queue.
    pub async fn reads_back(&mut self) -> Result<()> {
        self.phone.kill().await;
        self.network.cut();
        self.phone.reopen().await?;
        self.phone.open(NEW_LISTING).await?;
        let lines = self.phone.storage().await?;
        let queued = |line: &&String| line.contains("/rows o") && line.contains("submit_listing");
        let queue: Vec<_> = lines.iter().filter(queued).collect();
        for number in 0..self.saved {
            let code = listing(number).product_code;
            let kept = queue.iter().any(|line| line.contains(&code));
            ensure!(kept, "listing {number} of {} is lost", self.saved);
        }
        ensure!(self.saved > SAVES, "nothing was measured");
        Ok(())
    }
}

/// What is typed: every field by its name.
fn entries(numbers: Range<usize>) -> Value {
    json!(numbers.map(listing).collect::<Vec<_>>())
}
