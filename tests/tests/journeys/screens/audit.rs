//! Looking at a page, and what was found.

use super::world::World;
use crate::person::{lose_network, regain_network};
use anyhow::{Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use yangcai_tests::browser::Browser;
use yangcai_tests::console::Kind;
use yangcai_tests::paths;
use yangcai_tests::query::Find;

/// What every test of this run has found, for the one report.
static REPORT: Mutex<BTreeMap<&'static str, String>> = Mutex::new(BTreeMap::new());

/// All findings of one test: each with the places at which it was found.
pub struct Findings {
    name: &'static str,
    found: BTreeMap<String, BTreeSet<String>>,
    looks: usize,
}

impl Findings {
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            found: BTreeMap::new(),
            looks: 0,
        }
    }

    fn add(&mut self, finding: String, place: &str) {
        self.found
            .entry(finding)
            .or_default()
            .insert(place.to_owned());
    }

    /// Looks at the page in the light, in the dark and in English.
    pub async fn look(&mut self, browser: &Browser, route: &str, state: &str) -> Result<()> {
        browser.prefer(false, true).await?;
        self.once(browser, &format!("{route}, {state}")).await?;
        browser.prefer(true, true).await?;
        self.once(browser, &format!("{route}, {state}, dark"))
            .await?;
        browser.prefer(false, true).await?;
        switch_language(browser, "English", "en").await?;
        self.once(browser, &format!("{route}, {state}, English"))
            .await?;
        switch_language(browser, "中文", "zh-CN").await
    }

    /// Looks at the page after the network has gone.
    pub async fn look_offline(
        &mut self,
        browser: &Browser,
        world: &World,
        route: &str,
    ) -> Result<()> {
        lose_network(world.network(), browser).await?;
        if route != "/" {
            browser.text("当前没有网络").appears().await?;
        }
        self.once(browser, &format!("{route}, offline")).await?;
        regain_network(world.network(), browser).await
    }

    async fn once(&mut self, browser: &Browser, place: &str) -> Result<()> {
        self.looks += 1;
        for violation in browser.axe().await? {
            self.add(violation.account, place);
        }
        let measures = browser.measure().await?;
        for small in measures.small {
            self.add(format!("touch target below 44 px: {small}"), place);
        }
        for wide in measures.wide {
            self.add(format!("sticks out: {wide}"), place);
        }
        let text = browser.page_text().await?;
        for word in ["undefined", "NaN", "null", "[object"] {
            if text.contains(word) {
                self.add(format!("the page says «{word}»"), place);
            }
        }
        if browser
            .run("return document.querySelectorAll('h1').length", vec![])
            .await?
            != 1
        {
            self.add("not exactly one h1".to_owned(), place);
        }
        Ok(())
    }

    /// What the consoles said against the pages.
    pub async fn hear(&mut self, browser: &Browser) {
        for line in browser.console().await {
            if matches!(line.kind, Kind::Error | Kind::Policy) {
                self.add(format!("console: {}", line.text), "anywhere");
            }
        }
    }

    /// Writes the report, and fails when anything was found.
    pub fn verdict(self) -> Result<()> {
        let mut text = format!(
            "{}: {} looks, {} findings\n",
            self.name,
            self.looks,
            self.found.len()
        );
        for (finding, places) in &self.found {
            write!(text, "\n{finding}\n")?;
            for place in places {
                writeln!(text, "    at {place}")?;
            }
        }
        println!(
            "{}: {} looks at pages, {} findings",
            self.name,
            self.looks,
            self.found.len()
        );
        let mut report = REPORT.lock().unwrap_or_else(PoisonError::into_inner);
        report.insert(self.name, text.clone());
        let all: Vec<_> = report.values().map(String::as_str).collect();
        fs::write(paths::target().join("axe-report.txt"), all.join("\n"))?;
        if !self.found.is_empty() {
            bail!("{text}");
        }
        Ok(())
    }
}

async fn switch_language(browser: &Browser, button: &str, language: &str) -> Result<()> {
    // A question that stands open covers the page; the switch is pressed all the same.
    let press = "const button = document.querySelector('button.language');
        const said = button.innerText.trim(); button.click(); return said;";
    let said = browser.run(press, vec![]).await?;
    if said != button {
        bail!("the language switch says {said}, not {button}");
    }
    let limit = Instant::now() + Duration::from_secs(10);
    loop {
        let spoken = browser
            .run("return document.documentElement.lang", vec![])
            .await?;
        if spoken == language {
            return Ok(());
        }
        if Instant::now() > limit {
            bail!("the page says that it speaks {spoken}, not {language}");
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
