//! What surrounds a page: preferences, the device's connection, scripts from outside, a look at the screen.

use crate::browser::Browser;
use crate::chromium::Command;
use crate::device::Device;
use crate::engine::Engine;
use crate::{firefox, paths, webkit};
use anyhow::Result;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What a page of WebKitGTK is told of the network.
const ON_LINE: &str = "Object.defineProperty(Navigator.prototype, 'onLine', { get: () => TRUTH, configurable: true })";

impl Browser {
    /// Gives a new tab the size of the device's viewport, where that does not come with the session.
    pub(crate) async fn fit_tab(&self) -> Result<()> {
        let (width, height) = self.device.size();
        match (self.engine(), self.device) {
            (Engine::Chromium, Device::Desktop) => {
                let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                self.dev_tools("Emulation.setDeviceMetricsOverride", metrics)
                    .await?;
            }
            (Engine::Firefox, _) => {
                let viewport = json!({ "width": width, "height": height });
                let asked = json!({ "context": self.handle().await?, "viewport": viewport });
                self.bidi()?
                    .command("browsingContext.setViewport", asked)
                    .await?;
            }
            (Engine::Chromium, Device::Phone) | (Engine::WebKit, _) => {}
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

    /// Tells the current tab (in Firefox every tab) that the device is offline or online again, as
    /// `navigator.onLine` and events; in WebKitGTK, whose driver knows no way, by a script in the page. The tab's own requests fail then, a service worker's may not: cut the network
    /// as well.
    pub async fn announce_offline(&self, offline: bool) -> Result<()> {
        match self.engine() {
            Engine::Chromium => {
                let conditions = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
                self.dev_tools("Network.emulateNetworkConditions", conditions)
                    .await?;
            }
            Engine::Firefox => firefox::work_offline(self.client()?, offline).await?,
            Engine::WebKit => {
                let pretence = ON_LINE.replace("TRUTH", if offline { "false" } else { "true" });
                self.run_before_pages(&pretence).await?;
                let event = if offline { "offline" } else { "online" };
                let script = format!("{pretence}; dispatchEvent(new Event('{event}'))");
                self.run(&script, vec![]).await?;
            }
        }
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

    /// Runs a script in the current tab (in WebKitGTK in every tab) before anything of each page that opens there
    /// from now on.
    pub async fn run_before_pages(&self, script: &str) -> Result<()> {
        match self.engine() {
            Engine::Chromium => {
                let source = json!({ "source": script });
                self.dev_tools("Page.addScriptToEvaluateOnNewDocument", source)
                    .await?;
            }
            Engine::Firefox => {
                let function = format!("() => {{ {script} }}");
                let asked =
                    json!({ "functionDeclaration": function, "contexts": [self.handle().await?] });
                self.bidi()?
                    .command("script.addPreloadScript", asked)
                    .await?;
            }
            Engine::WebKit => webkit::order(&self.profile(), "js", script).await?,
        }
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
        self.must_be_chromium(&format!("to do {command}"))?;
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
