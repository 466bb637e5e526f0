//! Where a browser is: its addresses and its tabs, and how a tab crashes.

use crate::browser::Browser;
use crate::engine::Engine;
use crate::process_tree::{Signal, kill_all, signal, time_used};
use crate::{firefox, webkit};
use anyhow::{Context, Result, ensure};
use fantoccini::Client;
use fantoccini::wd::WindowHandle;
use serde_json::json;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// A crashed tab may not answer the command that crashed it.
const CRASH: Duration = Duration::from_secs(5);

/// A tab, to come back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab(WindowHandle);

impl Browser {
    /// Opens an address in the current tab; `path` begins with a slash. Waits for the page's load event.
    pub async fn open(&self, path: &str) -> Result<()> {
        let url = format!("http://{}{path}", self.origin);
        self.client()?
            .goto(&url)
            .await
            .with_context(|| format!("{path} does not open"))
    }

    /// Loads the current page again.
    pub async fn reload(&self) -> Result<()> {
        if self.engine() == Engine::Firefox {
            // WebDriver's own command goes past the service worker there, as a forced reload does.
            let asked = json!({ "context": self.handle().await?, "wait": "complete" });
            self.bidi()?
                .command("browsingContext.reload", asked)
                .await?;
            return Ok(());
        }
        Ok(self.client()?.refresh().await?)
    }

    /// Goes back one page.
    pub async fn back(&self) -> Result<()> {
        Ok(self.client()?.back().await?)
    }

    /// The current address without its origin.
    pub async fn path(&self) -> Result<String> {
        let url = self.client()?.current_url().await?;
        Ok(url[url::Position::BeforePath..].to_owned())
    }

    /// The current tab.
    pub async fn tab(&self) -> Result<Tab> {
        Ok(Tab(self.client()?.window().await?))
    }

    /// Opens a second tab and goes on in it.
    pub async fn open_tab(&self) -> Result<Tab> {
        let handle = self.client()?.new_window(true).await?.handle;
        self.client()?.switch_to_window(handle.clone()).await?;
        self.fit_tab().await?;
        Ok(Tab(handle))
    }

    /// Goes on in another tab.
    pub async fn switch_to(&self, tab: &Tab) -> Result<()> {
        let name = String::from(tab.0.clone());
        let tab = self.renamed.get(&name).unwrap_or(&tab.0);
        Ok(self.client()?.switch_to_window(tab.clone()).await?)
    }

    /// Freezes the current tab, as a phone does with one that is out of sight: none of its scripts runs on. Chromium tells
    /// the page before; other engines have no such event, and what a phone does to their tabs is to stop the process.
    pub async fn freeze_tab(&mut self) -> Result<()> {
        if self.engine() == Engine::Chromium {
            self.dev_tools("Page.setWebLifecycleState", json!({ "state": "frozen" }))
                .await?;
            return Ok(());
        }
        let tab = self.handle().await?;
        let process = match self.engine() {
            Engine::Firefox => firefox::tab_process(self.client()?).await?,
            Engine::Chromium | Engine::WebKit => self.webkit_process().await?,
        };
        signal(process, Signal::STOP)?;
        self.frozen.insert(tab, process);
        Ok(())
    }

    /// Lets a frozen tab go on, and goes on in it.
    pub async fn thaw_tab(&mut self, tab: &Tab) -> Result<()> {
        if let Some(process) = self.frozen.remove(&String::from(tab.0.clone())) {
            signal(process, Signal::CONT)?;
        }
        self.switch_to(tab).await?;
        if self.engine() == Engine::Chromium {
            self.dev_tools("Page.setWebLifecycleState", json!({ "state": "active" }))
                .await?;
        }
        Ok(())
    }

    /// The id of the process in which the current tab's page runs: the one that is busy when the page is.
    async fn webkit_process(&self) -> Result<u32> {
        let running = self.running.as_ref().context("the browser is not open")?;
        let pages = running.driver.processes_named("WebKitWebProcess");
        let before: Vec<_> = pages.iter().map(|id| (*id, time_used(*id))).collect();
        let work = "for (const end = Date.now() + 400; Date.now() < end;);";
        self.run(work, vec![]).await?;
        let busiest = before
            .into_iter()
            .max_by_key(|(id, used)| time_used(*id).saturating_sub(*used));
        Ok(busiest.context("no page has a process")?.0)
    }

    /// Crashes the current tab's process in mid-work and goes on in a new tab. Tabs that the page itself
    /// opened may share that process.
    pub async fn crash_tab(&mut self) -> Result<Tab> {
        self.collect_console().await;
        let crashed = self.tab().await?;
        if self.engine() == Engine::WebKit {
            return self.crash_and_begin_anew().await;
        }
        // Opened first: a driver whose only tab has crashed takes no further command.
        let next = self.open_tab().await?;
        self.switch_to(&crashed).await?;
        if self.engine() == Engine::Firefox {
            let process = firefox::tab_process(self.client()?).await?;
            kill_all(&[process]);
        } else {
            let crash = self.dev_tools("Page.crash", json!({}));
            let _answer_died_with_the_tab = tokio::time::timeout(CRASH, crash).await;
        }
        self.switch_to(&next).await?;
        Ok(next)
    }

    /// A session of WebKitWebDriver ends with any page that crashes, the browser does not: another session finds
    /// it with the tabs that are left, under other names, and opens one more.
    async fn crash_and_begin_anew(&mut self) -> Result<Tab> {
        let crashed = self.handle().await?;
        let running = self.running.as_ref().context("the browser is not open")?;
        for window in running.client.windows().await? {
            running.client.switch_to_window(window.clone()).await?;
            let name = json!(String::from(window));
            let note = "window.nameOfTab = arguments[0]; document.title += arguments[0]";
            self.run(note, vec![name]).await?;
        }
        webkit::order(&self.profile(), "kill", &crashed).await?;
        // The driver notices when it is asked for something, and not at the first time.
        let limit = Instant::now() + CRASH;
        while !has_ended(&running.client).await {
            ensure!(Instant::now() < limit, "the crash has gone unnoticed");
        }
        let client = self.session(running.driver.url()).await?;
        let next = client.window().await?;
        let mut renamed = BTreeMap::new();
        for window in client.windows().await? {
            client.switch_to_window(window.clone()).await?;
            let name = client.execute("return window.nameOfTab", vec![]).await?;
            if let Some(name) = name.as_str() {
                renamed.insert(name.to_owned(), window);
            }
        }
        client.switch_to_window(next).await?;
        self.renamed = renamed;
        if let Some(running) = &mut self.running {
            running.client = client;
        }
        self.tab().await
    }

    pub(crate) async fn handle(&self) -> Result<String> {
        Ok(String::from(self.client()?.window().await?))
    }
}

async fn has_ended(session: &Client) -> bool {
    let asked = session.execute("return 1", vec![]).await;
    asked.is_err_and(|error| error.is_invalid_session_id())
}
