//! What is particular to Firefox: its driver, its settings, and how one of its tabs crashes.

use crate::driver::{Address, Helpers, Starting};
use crate::paths;
use anyhow::{Context, Result};
use fantoccini::Client;
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use http::Method;
use serde_json::{Value, json};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use url::{ParseError, Url};

/// The driver makes Firefox end with the first tab that crashes; people's does not.
const LIVES_ON: &str = "#!/bin/sh
unset MOZ_CRASHREPORTER_SHUTDOWN MOZ_CRASHREPORTER
exec \"${FIREFOX:-firefox-esr}\" \"$@\"
";
/// Of the tab in front, from the browser's own point of view.
const PROCESS: &str = "return gBrowser.selectedBrowser.browsingContext.currentWindowGlobal.osPid";

/// Writes the program that the driver starts, and gives the driver's command line.
pub(crate) fn starting(directory: &Path) -> Result<Starting> {
    let home = directory.join("home");
    fs::create_dir_all(&home)?;
    let program = program(directory);
    fs::write(&program, LIVES_ON)?;
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
    let mut command = Command::new(paths::tool("geckodriver"));
    command
        .args([
            "--port",
            "0",
            "--websocket-port",
            "0",
            "--allow-system-access",
        ])
        .env("HOME", home)
        .env("MOZ_HEADLESS", "1");
    Ok(Starting {
        command,
        helpers: Helpers::default(),
        address: Address::Said("Listening on 127.0.0.1:"),
    })
}

fn program(directory: &Path) -> PathBuf {
    directory.join("firefox")
}

/// What a session asks geckodriver for.
pub(crate) fn capabilities(
    directory: &Path,
    profile: &Path,
    languages: &str,
) -> Result<Capabilities> {
    fs::create_dir_all(profile)?;
    let options = json!({
        "binary": program(directory),
        "args": ["-headless", "-profile", profile],
        "prefs": {
            // Tabs of one site may crash alone, as they may where there are many.
            "dom.ipc.processCount.webIsolated": 4,
            "intl.accept_languages": languages,
            // Nothing here talks to anything but this machine.
            "network.dns.forceResolve": "127.0.0.1",
            "network.proxy.type": 0,
        },
    });
    let mut wanted = Capabilities::new();
    wanted.insert("moz:firefoxOptions".into(), options);
    wanted.insert("webSocketUrl".into(), json!(true));
    Ok(wanted)
}

/// The id of the process in which the current tab's page runs.
pub(crate) async fn tab_process(client: &Client) -> Result<u32> {
    let process = of_the_browser(client, PROCESS, vec![]).await?;
    let process = process.as_u64().context("this tab has no process")?;
    Ok(u32::try_from(process)?)
}

/// Sets the browser's own "work offline": every page of it is told.
pub(crate) async fn work_offline(client: &Client, offline: bool) -> Result<()> {
    let script = "Services.io.offline = arguments[0]";
    of_the_browser(client, script, vec![json!(offline)]).await?;
    Ok(())
}

/// Runs a script in the browser's own window.
async fn of_the_browser(client: &Client, script: &str, given: Vec<Value>) -> Result<Value> {
    client.issue_cmd(Within("chrome")).await?;
    let result = client.execute(script, given).await;
    client.issue_cmd(Within("content")).await?;
    Ok(result?)
}

/// Whether scripts run in the browser's own window or in the page.
#[derive(Debug)]
struct Within(&'static str);

impl WebDriverCompatibleCommand for Within {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!(
            "session/{}/moz/context",
            session.unwrap_or_default()
        ))
    }

    fn method_and_body(&self, _url: &Url) -> (Method, Option<String>) {
        let body: Value = json!({ "context": self.0 });
        (Method::POST, Some(body.to_string()))
    }
}
