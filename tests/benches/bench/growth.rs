//! Whether a server slows down as it fills: the same calls on a small database and on large ones.

mod filled;

use crate::Mode;
use crate::figure::{Better, Figure, Samples};
use crate::server::cores::{GENERATOR, Pinned};
use anyhow::{Context, Result};
use filled::Filled;

/// How often each call is timed in a round.
const CALLS: usize = 100;
/// What is asked of every database, and how it is called.
const ASKED: [&str; 3] = ["pull of nothing new", "pull of 100 changes", "push"];

/// The largest database's median time divided by the smallest's, round by round.
pub async fn measure(mode: Mode) -> Result<Vec<Figure>> {
    let _here = Pinned::to(GENERATOR)?;
    let sizes: &[usize] = match mode {
        Mode::Short => &[1_000, 100_000],
        Mode::Full => &[1_000, 100_000, 10_000_000],
    };
    let mut servers = vec![];
    for size in sizes {
        servers.push(Filled::with(*size).await?);
    }
    // For each thing asked, and each size: the median of each round.
    let mut medians = vec![vec![vec![]; sizes.len()]; ASKED.len()];
    for _ in 0..mode.rounds(3, 7) {
        for (at, server) in servers.iter_mut().enumerate() {
            for (asked, times) in server.round(CALLS).await?.into_iter().enumerate() {
                medians[asked][at].push(Samples::new(times).median());
            }
        }
    }
    let figures = ASKED.iter().zip(&medians);
    figures
        .map(|(name, sizes)| figure(name, sizes, mode))
        .collect()
}

fn figure(name: &str, medians: &[Vec<f64>], mode: Mode) -> Result<Figure> {
    let (small, large) = medians.first().zip(medians.last()).context("no sizes")?;
    let ratios = small.iter().zip(large).map(|(small, large)| large / small);
    let times: Vec<_> = medians
        .iter()
        .map(|times| format!("{:.2} ms", Samples::new(times.iter().copied()).median()))
        .collect();
    let (span, most) = match mode {
        Mode::Short => ("10^3 → 10^5", "; 10^7 in the full run"),
        Mode::Full => ("10^3 → 10^5 → 10^7", ""),
    };
    let figure = Figure::new(
        format!("{name}, {span} records of one supplier"),
        "×",
        Better::Lower,
        Samples::new(ratios),
    );
    Ok(figure.goal(1.5).note(times.join(" → ") + most))
}
