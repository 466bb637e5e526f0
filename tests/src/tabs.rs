//! Where a browser is: its addresses and its tabs, and how a tab crashes.

use crate::browser::Browser;
use anyhow::{Context, Result};
use fantoccini::wd::WindowHandle;
use serde_json::json;
use std::time::Duration;

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
        Ok(self.client()?.switch_to_window(tab.0.clone()).await?)
    }

    /// Freezes the current tab, as a phone does with one that is out of sight: none of its scripts runs on.
    pub async fn freeze_tab(&self) -> Result<()> {
        self.dev_tools("Page.setWebLifecycleState", json!({ "state": "frozen" }))
            .await?;
        Ok(())
    }

    /// Lets a frozen tab go on.
    pub async fn thaw_tab(&self) -> Result<()> {
        self.dev_tools("Page.setWebLifecycleState", json!({ "state": "active" }))
            .await?;
        Ok(())
    }

    /// Crashes the current tab's process in mid-work and goes on in a new tab. Tabs that the page itself
    /// opened may share that process.
    pub async fn crash_tab(&self) -> Result<Tab> {
        self.console.collect(self.client()?).await;
        let crashed = self.tab().await?;
        // Opened first: a driver whose only tab has crashed takes no further command.
        let next = self.open_tab().await?;
        self.switch_to(&crashed).await?;
        let crash = self.dev_tools("Page.crash", json!({}));
        let _answer_died_with_the_tab = tokio::time::timeout(CRASH, crash).await;
        self.switch_to(&next).await?;
        Ok(next)
    }
}
