//! What surrounds a page: preferences, the device's connection, scripts from outside, a look at the screen.

use crate::browser::Browser;
use crate::chromium::Command;
use crate::device::Device;
use crate::paths;
use anyhow::Result;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

impl Browser {
    /// Gives a new tab the size of a desktop's viewport; a phone's comes with the session.
    pub(crate) async fn fit_tab(&self) -> Result<()> {
        if self.device == Device::Desktop {
            let (width, height) = self.device.size();
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.dev_tools("Emulation.setDeviceMetricsOverride", metrics)
                .await?;
        }
        Ok(())
    }

    /// Emulates a preference for dark colours and for reduced motion in the current tab.
    pub async fn prefer(&self, dark: bool, reduced_motion: bool) -> Result<()> {
        let features = json!([
            { "name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" } },
            { "name": "prefers-reduced-motion", "value": if reduced_motion { "reduce" } else { "no-preference" } },
        ]);
        self.dev_tools(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await?;
        Ok(())
    }

    /// Tells the current tab that the device is offline or online again, as `navigator.onLine` and events.
    /// The tab's own requests fail then, a service worker's may not: cut the network as well.
    pub async fn announce_offline(&self, offline: bool) -> Result<()> {
        let conditions = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.dev_tools("Network.emulateNetworkConditions", conditions)
            .await?;
        Ok(())
    }

    /// Makes the processor so many times slower for the current tab, as a cheap phone's is; 1 is its own speed.
    pub async fn slow_processor(&self, times: u32) -> Result<()> {
        self.dev_tools("Emulation.setCPUThrottlingRate", json!({ "rate": times }))
            .await?;
        Ok(())
    }

    /// Turns the wheel over a place of the viewport, by so many CSS pixels down.
    pub async fn turn_wheel(&self, (x, y): (f64, f64), pixels: i32) -> Result<()> {
        let turn = json!({ "type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": pixels });
        self.dev_tools("Input.dispatchMouseEvent", turn).await?;
        Ok(())
    }

    /// Runs a script in the page and gives what it returns.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client()?.execute(script, arguments).await?)
    }

    /// Runs a script that hands its result to the function in its last argument.
    pub async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.client()?.execute_async(script, arguments).await?)
    }

    /// Runs a script in the current tab before anything of each page that opens there from now on.
    pub async fn run_before_pages(&self, script: &str) -> Result<()> {
        self.dev_tools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": script }),
        )
        .await?;
        Ok(())
    }

    /// Waits until the page asks a question in a dialog.
    pub async fn question(&self) -> Result<String> {
        let limit = Instant::now() + self.patience;
        loop {
            match self.client()?.get_alert_text().await {
                Err(_) if Instant::now() < limit => {
                    tokio::time::sleep(Duration::from_millis(50)).await
                }
                answer => return Ok(answer?),
            }
        }
    }

    /// Says yes to the question of a dialog.
    pub async fn agree(&self) -> Result<()> {
        Ok(self.client()?.accept_alert().await?)
    }

    pub(crate) async fn dev_tools(
        &self,
        command: &'static str,
        parameters: Value,
    ) -> Result<Value> {
        Ok(self
            .client()?
            .issue_cmd(Command::DevTools(command, parameters))
            .await?)
    }

    /// Saves what the screen shows as a PNG among the workspace's screenshots.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        let file = paths::screenshots().join(format!("{name}.png"));
        std::fs::create_dir_all(file.parent().unwrap_or(Path::new(".")))?;
        std::fs::write(&file, self.client()?.screenshot().await?)?;
        Ok(file)
    }
}
