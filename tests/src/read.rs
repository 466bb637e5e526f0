//! What can be read from a page and from what was found on it.

use crate::browser::Browser;
use crate::query::{POLL, Query};
use anyhow::{Result, bail};
use serde_json::json;
use std::time::Instant;

impl Query<'_> {
    /// Its visible text.
    pub async fn reads(&self) -> Result<String> {
        self.patiently(async |element| element.text().await).await
    }

    /// What a field holds.
    pub async fn value(&self) -> Result<String> {
        self.patiently(async |element| Ok(element.prop("value").await?.unwrap_or_default()))
            .await
    }

    /// Waits until a field holds this.
    pub async fn holds(&self, value: &str) -> Result<()> {
        let limit = Instant::now() + self.patience();
        loop {
            let held = self.value().await?;
            if held == value {
                return Ok(());
            }
            if Instant::now() > limit {
                bail!("{self} holds «{held}», not «{value}»");
            }
            tokio::time::sleep(POLL).await;
        }
    }

    /// One of its attributes.
    pub async fn attribute(&self, name: &str) -> Result<Option<String>> {
        self.patiently(async |element| element.attr(name).await)
            .await
    }

    /// Whether it can be used.
    pub async fn is_enabled(&self) -> Result<bool> {
        self.patiently(async |element| element.is_enabled().await)
            .await
    }

    /// Whether the keyboard's focus is on it.
    pub async fn is_focused(&self) -> Result<bool> {
        let script = "return document.activeElement === arguments[0]";
        self.patiently(async |element| {
            let focused = element
                .clone()
                .client()
                .execute(script, vec![json!(element)])
                .await?;
            Ok(focused == json!(true))
        })
        .await
    }
}

impl Browser {
    /// All text that can be seen on the page.
    pub async fn page_text(&self) -> Result<String> {
        let text = self.run("return document.body.innerText", vec![]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Where the browser is and what can be read there, for the message of a test that fails.
    pub(crate) async fn account(&self) -> String {
        let path = self.path().await.unwrap_or_else(|error| error.to_string());
        let text: String = self
            .page_text()
            .await
            .unwrap_or_else(|error| error.to_string())
            .chars()
            .take(1_500)
            .collect();
        let stamp = format!(
            "failed-{}-{}",
            std::process::id(),
            path.replace(|c: char| !c.is_ascii_alphanumeric(), "-")
        );
        let shot = self
            .screenshot(&stamp)
            .await
            .map_or_else(|e| e.to_string(), |file| file.display().to_string());
        let console = self.console().await;
        format!("at {path}\nscreenshot: {shot}\nconsole: {console:#?}\nthe page reads:\n{text}")
    }
}
