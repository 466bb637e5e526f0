//! What the figures were measured on: they mean little elsewhere.

use serde::Serialize;

/// The machine and the day.
#[derive(Debug, Serialize)]
pub struct Machine {
    /// The processor's name.
    pub processor: String,
    /// How many of them there are.
    pub cores: usize,
    /// Memory in MB.
    pub memory: u64,
    /// The kernel's version.
    pub system: String,
    /// Seconds since 1970.
    pub at: u64,
}

impl Machine {
    /// This one, now.
    pub fn this() -> Self {
        let processor = first_line("/proc/cpuinfo", "model name");
        let memory = first_line("/proc/meminfo", "MemTotal");
        let kilobytes = memory
            .trim_end_matches(" kB")
            .parse::<u64>()
            .unwrap_or_default();
        let at = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        Self {
            processor,
            cores: std::thread::available_parallelism().map_or(1, usize::from),
            memory: kilobytes / 1024,
            system: std::fs::read_to_string("/proc/sys/kernel/osrelease")
                .unwrap_or_default()
                .trim()
                .to_owned(),
            at: at.map_or(0, |since| since.as_secs()),
        }
    }
}

/// What stands behind the colon of the first line that begins so; empty where there is none.
fn first_line(file: &str, start: &str) -> String {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(start));
    line.and_then(|line| line.split_once(':'))
        .map(|(_, value)| value.trim().to_owned())
        .unwrap_or_default()
}
