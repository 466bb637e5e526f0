//! How many pushes of one command a core takes, beside PocketBase and express-pouchdb.

use super::cores::{GENERATOR, Pinned, SERVER};
use super::express::{Express, Putter};
use super::load::{Caller, closed, warm};
use super::ours::Ours;
use super::pocketbase::{Creator, PocketBase};
use super::pusher::Pusher;
use crate::Mode;
use crate::figure::{Better, Figure, Samples};
use anyhow::Result;
use std::time::Duration;

/// How many callers ask at once.
const CALLERS: usize = 64;

/// The rate, round by round, ours and the peers' in turns.
pub async fn figures(mode: Mode) -> Result<Vec<Figure>> {
    let _here = Pinned::to(GENERATOR)?;
    let time = Duration::from_secs(mode.rounds(1, 5) as u64);
    let mut ours = Ours::prepared(CALLERS)?;
    ours.start(Some(SERVER)).await?;
    let pocketbase = PocketBase::start(Some(SERVER)).await?;
    let express = Express::start(Some(SERVER)).await?;
    let mut pushers = warm(Pusher::all(&ours, 0)).await?;
    let mut creators = warm((0..CALLERS).map(|_| Creator::new(&pocketbase)).collect()).await?;
    let mut putters = warm((0..CALLERS).map(|at| Putter::new(&express, at)).collect()).await?;
    let (mut pushed, mut created, mut put) = (vec![], vec![], vec![]);
    let before = ours.seconds();
    for _ in 0..mode.rounds(3, 7) {
        pushers = round(pushers, time, &mut pushed).await?;
        creators = round(creators, time, &mut created).await?;
        putters = round(putters, time, &mut put).await?;
    }
    // The server's own time a push says what it could do where nobody else is on its core.
    let pushes = pushed.iter().sum::<f64>() * time.as_secs_f64();
    let busy = (ours.seconds() - before) / pushes * 1e6;
    let figure = Figure::new(
        format!("pushes of one command, {CALLERS} callers, one core, synchronous=FULL"),
        "/s",
        Better::Higher,
        Samples::new(pushed),
    );
    Ok(vec![
        figure
            .peer("PocketBase", Samples::new(created))
            .peer("express-pouchdb", Samples::new(put))
            .goal(8_000.0)
            .ahead_of("PocketBase", 1.0)
            .note(format!(
                "{busy:.0} µs of the core a push; PocketBase commits with synchronous=NORMAL and was told to keep \
                 no request log; LevelDB under express-pouchdb does not wait for the disk"
            )),
    ])
}

async fn round<C: Caller>(callers: Vec<C>, time: Duration, rates: &mut Vec<f64>) -> Result<Vec<C>> {
    let (callers, load) = closed(callers, time).await?;
    rates.push(load.per_second);
    Ok(callers)
}
