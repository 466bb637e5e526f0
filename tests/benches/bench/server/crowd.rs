//! How long a push takes while a thousand suppliers are connected, each listening for news and pushing now and then.

use super::cores::{GENERATOR, Pinned, SERVER};
use super::load::{paced, warm};
use super::ours::Ours;
use super::pusher::{Pusher, listen};
use crate::Mode;
use crate::figure::{Better, Figure, Samples};
use anyhow::Result;
use std::time::Duration;

/// How many suppliers.
const CROWD: usize = 1_000;
/// How often each of them pushes.
const EVERY: Duration = Duration::from_secs(1);

/// The 99th percentile, round by round.
pub async fn figures(mode: Mode) -> Result<Vec<Figure>> {
    let _here = Pinned::to(GENERATOR)?;
    let time = Duration::from_secs(mode.rounds(2, 10) as u64);
    let mut ours = Ours::prepared(CROWD)?;
    ours.start(Some(SERVER)).await?;
    let mut ears = vec![];
    for member in &ours.members {
        ears.push(listen(ours.address(), member).await?);
    }
    let mut pushers = warm(Pusher::all(&ours, 0)).await?;
    let (mut slowest, mut rate) = (vec![], 0.0);
    for _ in 0..mode.rounds(3, 7) {
        let (back, load) = paced(pushers, EVERY, time).await?;
        pushers = back;
        slowest.push(Samples::new(load.times).quantile(0.99));
        rate = load.per_second;
    }
    ears.iter().for_each(tokio::task::JoinHandle::abort);
    let figure = Figure::new(
        format!("99 of 100 pushes are answered within, {CROWD} suppliers connected, one core"),
        "ms",
        Better::Lower,
        Samples::new(slowest),
    );
    Ok(vec![figure.goal(50.0).note(format!(
        "each listens for news and pushes once a second, {rate:.0} pushes/s in all"
    ))])
}
