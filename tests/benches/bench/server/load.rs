//! Many callers at once: each asks again as soon as it is answered, or each in its own time.

use anyhow::{Context, Result};
use std::future::Future;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until};

/// Somebody who asks a server for one thing again and again.
pub trait Caller: Send + 'static {
    /// Asks once; fails where the answer is not the one that was hoped for.
    fn call(&mut self) -> impl Future<Output = Result<()>> + Send;
}

/// What came of it.
pub struct Load {
    /// Calls that were answered in a second.
    pub per_second: f64,
    /// How long each took, in milliseconds.
    pub times: Vec<f64>,
}

/// Everybody asks once, so that connections stand.
pub async fn warm<C: Caller>(callers: Vec<C>) -> Result<Vec<C>> {
    let time = Duration::from_millis(300);
    Ok(paced(callers, time, time).await?.0)
}

/// Everybody asks again at once, for so long.
pub async fn closed<C: Caller>(callers: Vec<C>, time: Duration) -> Result<(Vec<C>, Load)> {
    let end = Instant::now() + time;
    run(callers, move |_, mut caller| async move {
        let mut times = vec![];
        while Instant::now() < end {
            let start = Instant::now();
            caller.call().await?;
            times.push(milliseconds(start));
        }
        Ok((caller, times))
    })
    .await
}

/// Everybody asks once in `every`, evenly spread. A call that could not begin in its time because the one before
/// was late counts from when it should have begun.
pub async fn paced<C: Caller>(
    callers: Vec<C>,
    every: Duration,
    time: Duration,
) -> Result<(Vec<C>, Load)> {
    let (began, count) = (Instant::now(), callers.len().max(1));
    run(callers, move |number, mut caller| async move {
        let mut times = vec![];
        let mut due = began + every.mul_f64(number as f64 / count as f64);
        while due < began + time {
            sleep_until(due).await;
            caller.call().await?;
            times.push(milliseconds(due));
            due += every;
        }
        Ok((caller, times))
    })
    .await
}

async fn run<C: Caller, F>(callers: Vec<C>, work: impl Fn(usize, C) -> F) -> Result<(Vec<C>, Load)>
where
    F: Future<Output = Result<(C, Vec<f64>)>> + Send + 'static,
{
    let began = Instant::now();
    let mut running = JoinSet::new();
    for (number, caller) in callers.into_iter().enumerate() {
        running.spawn(work(number, caller));
    }
    let (mut callers, mut times) = (vec![], vec![]);
    while let Some(ended) = running.join_next().await {
        let (caller, took) = ended.context("a caller panicked")??;
        callers.push(caller);
        times.extend(took);
    }
    let per_second = times.len() as f64 / began.elapsed().as_secs_f64();
    Ok((callers, Load { per_second, times }))
}

fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1000.0
}
