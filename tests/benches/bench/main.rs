//! `make bench`: what Yangcai costs and how fast it is, beside what a supplier could use instead, in one run.
//!
//! Each figure is a module that measures ours and the peers in turns and gives [`Figure`]s; this file only
//! runs them, prints the table and writes `target/bench.json`. `cargo bench -p yangcai-tests -- --full` takes
//! more rounds; a figure's name as an argument runs it alone.

mod bulk;
mod figure;
mod first_load;
mod growth;
mod json;
mod machine;
mod release;
mod report;
mod save;
mod second_visit;
mod server;
mod sync;

use anyhow::{Context, Result};
use figure::Figure;
use std::future::Future;
use std::pin::Pin;
use std::time::Instant;

/// How long a run may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Under five minutes for all figures together.
    Short,
    /// As many rounds as a figure wants.
    Full,
}

impl Mode {
    /// `short` rounds, or `full` ones.
    pub fn rounds(self, short: usize, full: usize) -> usize {
        match self {
            Self::Short => short,
            Self::Full => full,
        }
    }
}

type Running = Pin<Box<dyn Future<Output = Result<Vec<Figure>>>>>;
type Measure = fn(Mode) -> Running;

/// Every group of figures by the name that runs it alone.
const GROUPS: &[(&str, Measure)] = &[
    ("json", |mode| Box::pin(json::measure(mode))),
    ("first_load", |mode| Box::pin(first_load::measure(mode))),
    ("bulk", |mode| Box::pin(bulk::measure(mode))),
    ("second_visit", |mode| Box::pin(second_visit::measure(mode))),
    ("save", |mode| Box::pin(save::measure(mode))),
    ("server", |mode| Box::pin(server::measure(mode))),
    ("sync", |mode| Box::pin(sync::measure(mode))),
    ("growth", |mode| Box::pin(growth::measure(mode))),
    ("release", |mode| Box::pin(release::measure(mode))),
];

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mode = match arguments.iter().any(|argument| argument == "--full") {
        true => Mode::Full,
        false => Mode::Short,
    };
    let wanted: Vec<_> = arguments
        .iter()
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    let mut figures = Vec::new();
    for (name, measure) in GROUPS {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            let begun = Instant::now();
            figures.extend(measure(mode).await.with_context(|| (*name).to_owned())?);
            eprintln!("bench: {name}, {} s", begun.elapsed().as_secs());
        }
    }
    report::print(&figures)?;
    report::write(&figures, mode)?;
    let below: Vec<_> = figures
        .iter()
        .filter(|figure| !figure.floor_holds())
        .collect();
    anyhow::ensure!(
        below.is_empty(),
        "below its floor: {}",
        below
            .iter()
            .map(|figure| figure.name.as_str())
            .collect::<Vec<_>>()
            .join(", ")
    );
    Ok(())
}
