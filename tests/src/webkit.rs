//! What is particular to WebKitGTK: its screen, its window, its driver, and the orders that its window takes.

use crate::console::{Kind, Line};
use crate::device::Device;
use crate::driver::{Address, Helpers, Starting};
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const WINDOW: &str = include_str!("scripts/webkit_window.py");
const START: Duration = Duration::from_secs(30);
const OBEYED: Duration = Duration::from_secs(10);

/// Starts a screen and a window on it, and gives the command line of the driver that steers the window.
pub(crate) async fn starting(
    directory: &Path,
    profile: &Path,
    device: Device,
    languages: &str,
) -> Result<Starting> {
    let orders = orders(profile);
    if orders.exists() {
        fs::remove_dir_all(&orders)?;
    }
    fs::create_dir_all(&orders)?;
    let program = directory.join("webkit_window.py");
    fs::write(&program, WINDOW)?;
    let mut helpers = Helpers::default();
    let display = screen(&mut helpers)?;
    let (width, height) = device.size();
    let inspector = format!("127.0.0.1:{}", free_port()?);
    let output = fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(said(profile))?;
    let window = Command::new("/usr/bin/python3") // another one may not know Debian's libraries
        .arg(&program)
        .arg(profile)
        .args([width.to_string(), height.to_string(), languages.to_owned()])
        .env("DISPLAY", display)
        .env("HOME", directory.join("home"))
        .env("XDG_CACHE_HOME", directory.join("cache"))
        .env("XDG_CONFIG_HOME", directory.join("config"))
        .env("XDG_DATA_HOME", directory.join("data"))
        .env("LC_ALL", "C.UTF-8")
        .env("NO_AT_BRIDGE", "1")
        .env("WEBKIT_INSPECTOR_SERVER", &inspector)
        .stdin(Stdio::null())
        .stdout(output.try_clone()?)
        .stderr(output)
        .spawn()
        .context("python3 does not start: is it installed?")?;
    helpers.0.push(window);
    let limit = Instant::now() + START;
    while TcpStream::connect(&inspector).is_err() {
        if Instant::now() > limit || helpers.any_ended()? {
            bail!(
                "WebKitGTK's window does not open: {}",
                fs::read_to_string(said(profile))?
            );
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let driver = std::env::var_os("WEBKITWEBDRIVER").unwrap_or_else(|| "WebKitWebDriver".into());
    let port = free_port()?;
    let mut command = Command::new(driver);
    command
        .arg("-p")
        .arg(port.to_string())
        .arg("-t")
        .arg(inspector);
    Ok(Starting {
        command,
        helpers,
        address: Address::Chosen(port),
    })
}

/// Starts a screen that nobody sees; its name.
fn screen(helpers: &mut Helpers) -> Result<String> {
    let mut screen = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1280x1024x24"])
        .args(["-nolisten", "tcp"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .context("Xvfb does not start: is it installed?")?;
    let said = screen.stdout.take();
    helpers.0.push(screen);
    let mut number = String::new();
    BufReader::new(said.context("Xvfb says nothing")?).read_line(&mut number)?;
    ensure!(!number.is_empty(), "Xvfb has found no screen");
    Ok(format!(":{}", number.trim()))
}

/// A port that nobody listens on at this moment: what takes no port of its own choice gets it.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
        .local_addr()?
        .port())
}

fn orders(profile: &Path) -> PathBuf {
    profile.join("orders")
}

fn said(profile: &Path) -> PathBuf {
    profile.join("said.log")
}

/// Gives the window an order and waits until it has been carried out.
pub(crate) async fn order(profile: &Path, kind: &str, text: &str) -> Result<()> {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, Ordering::SeqCst);
    let order = orders(profile).join(format!("{count:06}.{kind}"));
    // Under its name only once it is whole.
    let part = order.with_extension("part");
    fs::write(&part, text)?;
    fs::rename(&part, &order)?;
    let done = order.with_extension(format!("{kind}.done"));
    let limit = Instant::now() + OBEYED;
    while !done.exists() {
        if Instant::now() > limit {
            bail!(
                "WebKitGTK's window does not {kind}: {}",
                fs::read_to_string(said(profile))?
            );
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}

/// Takes what its consoles have said since the last time.
pub(crate) fn take_lines(profile: &Path) -> Vec<Line> {
    let text = fs::read(said(profile)).unwrap_or_default();
    // It is written to at its end, wherever that is.
    let _said_twice_at_worst = fs::write(said(profile), "");
    String::from_utf8_lossy(&text)
        .lines()
        .filter_map(line)
        .collect()
}

/// Of "ADDRESS:LINE:COLUMN: CONSOLE JS ERROR TEXT".
fn line(said: &str) -> Option<Line> {
    let (_, told) = said.split_once("CONSOLE ")?;
    let failed = [
        "cannot load",
        "Failed to load resource",
        "network connection was lost",
        "Load failed",
    ];
    let kind = if told.contains("Content Security Policy") {
        Kind::Policy
    } else if failed.iter().any(|words| told.contains(words)) {
        Kind::Unreachable
    } else if told.starts_with("JS ERROR") || told.starts_with("ERROR") {
        Kind::Error
    } else {
        Kind::Remark
    };
    Some(Line {
        kind,
        text: said.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::line;
    use crate::console::Kind;

    #[test]
    fn lines_of_the_console_are_told_from_the_windows_own() {
        let kind = |said| line(said).map(|line| line.kind);
        assert_eq!(kind("(window:1): Gtk-WARNING **: no theme"), None);
        assert_eq!(
            kind(
                "http://127.0.0.1:1/:2:45: CONSOLE JS ERROR ReferenceError: Can't find variable: nothing"
            ),
            Some(Kind::Error)
        );
        assert_eq!(kind("CONSOLE ERROR said by a page"), Some(Kind::Error));
        assert_eq!(
            kind(
                "http://127.0.0.1:1/:5:125: CONSOLE RENDERING ERROR Viewport argument key not recognized"
            ),
            Some(Kind::Remark)
        );
    }
}
