//! `second_visit`: how long it takes until somebody's listings stand on the page when there is no network, the
//! browser has just been started, the processor is slow, and this device holds few records or very many. Beside the
//! same page in React, whose list Dexie reads through an index.

mod held;

use crate::Mode;
use crate::figure::{Better, Figure, Samples};
use anyhow::{Context, Result};
use held::Held;

const REACT: &str = "React 19 + Dexie";
/// How many records are held, and how many milliseconds we want it to take at most.
const SIZES: [(usize, f64); 3] = [(0, 250.0), (10_000, 300.0), (100_000, 400.0)];
/// So many of them in a short run: filling the largest takes longer than measuring it.
const IN_SHORT: usize = 2;

/// How it is measured, and by a profile of the page's main thread what takes the time.
const NOTE: &str = "no network, browser just started, processor 4 times slower. A third of the time the page is laid \
                    out and painted, a third the program runs, a quarter is the browser's own beginning";

/// One figure for each number of records.
pub async fn measure(mode: Mode) -> Result<Vec<Figure>> {
    let mut figures = vec![];
    for &(records, goal) in &SIZES[..mode.rounds(IN_SHORT, SIZES.len())] {
        let mut devices = [Held::ours(records).await?, Held::react(records).await?];
        let mut times = [vec![], vec![]];
        for _ in 0..mode.rounds(3, 11) {
            for (device, times) in devices.iter_mut().zip(&mut times) {
                times.push(device.visit().await.context(device.name())?);
            }
        }
        let [ours, react] = times.map(Samples::new);
        let name = format!("second visit with {records} records held, until the list is seen");
        let figure = Figure::new(name, "ms", Better::Lower, ours)
            .peer(REACT, react)
            .goal(goal)
            .note(NOTE);
        figures.push(figure);
    }
    Ok(figures)
}
