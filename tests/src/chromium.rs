//! What is particular to Chromium: its switches, its DevTools commands and its log over WebDriver.

use crate::device::Device;
use crate::driver::{Address, Helpers, Starting};
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use http::Method;
use serde_json::{Value, json};
use std::path::Path;
use url::{ParseError, Url};

/// Nothing here talks to anything but this machine: no updates, no look-ups, no proxy.
/// Tests run as root in containers, where Chromium's sandbox cannot be set up.
const SWITCHES: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-breakpad",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-proxy-server",
    "--password-store=basic",
];

/// The driver's command line; it picks its own port.
pub(crate) fn starting() -> Starting {
    let driver = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
    let mut command = std::process::Command::new(driver);
    command.arg("--port=0");
    Starting {
        command,
        helpers: Helpers::default(),
        address: Address::Said("started successfully on port "),
    }
}

/// What a session asks chromedriver for.
pub fn capabilities(profile: &Path, device: Device, languages: &str) -> Capabilities {
    let (width, height) = device.size();
    let mut switches: Vec<String> = SWITCHES.iter().map(ToString::to_string).collect();
    switches.push(format!("--user-data-dir={}", profile.display()));
    switches.push(format!("--window-size={width},{height}"));
    switches.push(format!(
        "--lang={}",
        languages.split(',').next().unwrap_or("zh-CN")
    ));
    let mut options = json!({
        "args": switches,
        "prefs": {
            "credentials_enable_service": false,
            "intl.accept_languages": languages,
            "profile.password_manager_leak_detection": false,
        },
    });
    if device == Device::Phone {
        let metrics = json!({ "width": width, "height": height, "pixelRatio": 2.0, "touch": true, "mobile": true });
        options["mobileEmulation"] = json!({ "deviceMetrics": metrics });
    }
    if let Some(binary) = std::env::var_os("CHROMIUM").or_else(debian_binary) {
        options["binary"] = json!(binary.to_string_lossy());
    }
    let mut wanted = Capabilities::new();
    wanted.insert("browserName".into(), json!("chrome"));
    wanted.insert("goog:chromeOptions".into(), options);
    wanted.insert("goog:loggingPrefs".into(), json!({ "browser": "ALL" }));
    wanted
}

fn debian_binary() -> Option<std::ffi::OsString> {
    let binary = Path::new("/usr/bin/chromium");
    binary.exists().then(|| binary.into())
}

/// A command of Chromium's own beside the WebDriver standard.
#[derive(Debug)]
pub enum Command {
    /// A command of the DevTools protocol for the current tab.
    DevTools(&'static str, Value),
    /// Takes what the browser's consoles have said since the last time.
    TakeLog,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let path = match self {
            Self::DevTools(..) => "goog/cdp/execute",
            Self::TakeLog => "se/log",
        };
        base.join(&format!("session/{}/{path}", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _url: &Url) -> (Method, Option<String>) {
        let body = match self {
            Self::DevTools(command, parameters) => json!({ "cmd": command, "params": parameters }),
            Self::TakeLog => json!({ "type": "browser" }),
        };
        (Method::POST, Some(body.to_string()))
    }
}
