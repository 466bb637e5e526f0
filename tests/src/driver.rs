//! A WebDriver server (chromedriver, geckodriver, WebKitWebDriver) as a child process on a free port.

use crate::process_tree::{adopt_orphans, collect, family, kill_all, runs};
use anyhow::{Context, Result, bail};
use std::fs::{File, create_dir_all};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const START: Duration = Duration::from_secs(30);

/// How a driver is started, and how one learns where it listens.
pub(crate) struct Starting {
    pub(crate) command: Command,
    pub(crate) helpers: Helpers,
    pub(crate) address: Address,
}

/// Where a driver listens.
pub(crate) enum Address {
    /// On the port that stands in its output behind these words.
    Said(&'static str),
    /// On the port that it was told.
    Chosen(u16),
}

/// What a driver needs beside itself; it ends when this is dropped.
#[derive(Default)]
pub(crate) struct Helpers(pub(crate) Vec<Child>);

impl Helpers {
    pub(crate) fn any_ended(&mut self) -> Result<bool> {
        for helper in &mut self.0 {
            if helper.try_wait()?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Drop for Helpers {
    fn drop(&mut self) {
        for helper in &mut self.0 {
            let _already_gone = helper.kill();
            let _already_gone = helper.wait();
        }
    }
}

/// One driver; when dropped, it and every browser that it started are killed.
pub struct Driver {
    child: Child,
    helpers: Helpers,
    url: String,
    directory: PathBuf,
    /// Processes that may end by themselves before the driver does, and must be collected all the same.
    ending: Vec<u32>,
}

impl Driver {
    /// Starts a driver; its output goes to a file in `directory`.
    pub(crate) async fn start(starting: Starting, directory: &Path) -> Result<Self> {
        let Starting {
            mut command,
            helpers,
            address,
        } = starting;
        let log = directory.join("driver.log");
        let output = File::create(&log)?;
        let temporary = directory.join("tmp");
        create_dir_all(&temporary)?;
        adopt_orphans();
        let child = command
            .env("TMPDIR", &temporary)
            .env("XDG_CONFIG_HOME", directory.join("config"))
            .env("XDG_CACHE_HOME", directory.join("cache"))
            .stdin(Stdio::null())
            .stdout(output.try_clone()?)
            .stderr(output)
            .spawn()
            .with_context(|| format!("{command:?} does not start: is it installed?"))?;
        let mut driver = Self {
            child,
            helpers,
            url: String::new(),
            directory: directory.to_path_buf(),
            ending: Vec::new(),
        };
        let limit = Instant::now() + START;
        while driver.url.is_empty() {
            let said = std::fs::read_to_string(&log)?;
            match address.port(&said) {
                Some(port) => driver.url = format!("http://127.0.0.1:{port}"),
                None if driver.child.try_wait()?.is_some() => {
                    bail!("the driver ended at once: {said}")
                }
                None if Instant::now() > limit => {
                    bail!("the driver did not start within {START:?}: {said}")
                }
                None => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
        Ok(driver)
    }

    /// Where it takes commands.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// To be called before the browser is closed in order.
    pub(crate) fn expect_end(&mut self) {
        self.ending = self.family();
    }

    /// Waits until the helper that was started last has ended in order.
    pub(crate) async fn await_end(&mut self) {
        let limit = Instant::now() + START;
        let Some(window) = self.helpers.0.last_mut() else {
            return;
        };
        while !window.try_wait().is_ok_and(|ended| ended.is_some()) && Instant::now() < limit {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

impl Driver {
    /// Processes of this program that run because of this driver.
    pub(crate) fn processes_named(&self, program: &str) -> Vec<u32> {
        let mut ids = self.family();
        ids.retain(|id| runs(*id, program));
        ids
    }

    /// All that runs because of this driver, itself left out.
    fn family(&self) -> Vec<u32> {
        let mut ids = family(self.child.id(), &self.directory);
        for helper in &self.helpers.0 {
            ids.push(helper.id());
            ids.extend(family(helper.id(), &self.directory));
        }
        ids
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let mut ids = self.family();
        kill_all(&[&[self.child.id()], ids.as_slice()].concat());
        let _already_gone = self.child.wait();
        ids.append(&mut self.ending);
        collect(&ids);
    }
}

impl Address {
    /// The port, once the driver listens there.
    fn port(&self, said: &str) -> Option<u16> {
        match self {
            Self::Said(words) => {
                let (_, rest) = said.split_once(words)?;
                let (number, _) = rest.split_once(|c: char| !c.is_ascii_digit())?;
                number.parse().ok()
            }
            Self::Chosen(port) => TcpStream::connect((Ipv4Addr::LOCALHOST, *port))
                .is_ok()
                .then_some(*port),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn the_port_is_read_from_what_a_driver_says() {
        let port = |said| Address::Said("on port ").port(said);
        assert_eq!(
            port("Only local.\nChromeDriver was started successfully on port 12345.\n"),
            Some(12345)
        );
        assert_eq!(port("Starting on port 0"), None, "the line is not whole");
        assert_eq!(port("bind() failed"), None);
    }
}
