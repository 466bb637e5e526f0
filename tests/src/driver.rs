//! A WebDriver server (chromedriver) as a child process on a free port.

use crate::process_tree::{adopt_orphans, collect, family, kill_all};
use anyhow::{Context, Result, bail};
use std::fs::{File, create_dir_all};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const START: Duration = Duration::from_secs(30);

/// One chromedriver; when dropped, it and every browser that it started are killed.
pub struct Driver {
    child: Child,
    url: String,
    directory: PathBuf,
    /// Processes that may end by themselves before the driver does, and must be collected all the same.
    ending: Vec<u32>,
}

impl Driver {
    /// Starts chromedriver, which picks its own port; its output goes to a file in `directory`.
    pub async fn start(directory: &Path) -> Result<Self> {
        let mut tries = 0;
        loop {
            tries += 1;
            match Self::start_once(directory).await {
                // The port that it picked for IPv4 was another's for IPv6: it gives up by itself.
                Err(error) if tries < 5 && error.to_string().contains("bind() failed") => {}
                started => return started,
            }
        }
    }

    async fn start_once(directory: &Path) -> Result<Self> {
        let program = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let log = directory.join("chromedriver.log");
        let output = File::create(&log)?;
        let temporary = directory.join("tmp");
        create_dir_all(&temporary)?;
        adopt_orphans();
        let child = Command::new(&program)
            .arg("--port=0")
            .env("TMPDIR", &temporary)
            .env("XDG_CONFIG_HOME", directory.join("config"))
            .env("XDG_CACHE_HOME", directory.join("cache"))
            .stdin(Stdio::null())
            .stdout(output.try_clone()?)
            .stderr(output)
            .spawn()
            .with_context(|| format!("{} does not start: is it installed?", program.display()))?;
        let mut driver = Self {
            child,
            url: String::new(),
            directory: directory.to_path_buf(),
            ending: Vec::new(),
        };
        let limit = Instant::now() + START;
        while driver.url.is_empty() {
            let said = std::fs::read_to_string(&log)?;
            match port(&said) {
                Some(port) => driver.url = format!("http://127.0.0.1:{port}"),
                None if driver.child.try_wait()?.is_some() => {
                    bail!("chromedriver ended at once: {said}")
                }
                None if Instant::now() > limit => {
                    bail!("chromedriver did not start within {START:?}: {said}")
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
        self.ending = family(self.child.id(), &self.directory);
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let mut ids = family(self.child.id(), &self.directory);
        kill_all(&[&[self.child.id()], ids.as_slice()].concat());
        let _already_gone = self.child.wait();
        ids.append(&mut self.ending);
        collect(&ids);
    }
}

/// The port in "ChromeDriver was started successfully on port 12345."
fn port(said: &str) -> Option<u16> {
    let rest = said.split_once("started successfully on port ")?.1;
    rest.split_once('.')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port;

    #[test]
    fn the_port_is_read_from_what_chromedriver_says() {
        assert_eq!(
            port("Only local.\nChromeDriver was started successfully on port 12345.\n"),
            Some(12345)
        );
        assert_eq!(
            port("ChromeDriver was started successfully on port 123"),
            None
        );
    }
}
