//! How many rows of sheets a core takes, against SQLite alone writing the very rows that our database then holds.

use super::bare;
use super::cores::{GENERATOR, Pinned, SERVER};
use super::load::{closed, warm};
use super::ours::Ours;
use super::pusher::Pusher;
use crate::Mode;
use crate::figure::{Better, Figure, Samples};
use anyhow::Result;
use std::time::Duration;

/// How many callers ask at once.
const CALLERS: usize = 8;
/// How long a sheet is.
const ROWS: usize = 100;

/// Our rate divided by that of SQLite, round by round.
pub async fn figures(mode: Mode) -> Result<Vec<Figure>> {
    let _here = Pinned::to(GENERATOR)?;
    let time = Duration::from_secs(mode.rounds(1, 5) as u64);
    let (mut rates, mut bares, mut groups, mut ratios) = (vec![], vec![], vec![], vec![]);
    for _ in 0..mode.rounds(3, 7) {
        let mut ours = Ours::prepared(CALLERS)?;
        ours.start(Some(SERVER)).await?;
        let pushers = warm(Pusher::all(&ours, ROWS)).await?;
        let (_, load) = closed(pushers, time).await?;
        let rate = load.per_second * ROWS as f64;
        let bare = bare_rate(&ours, ROWS).await?;
        // The server may commit the pushes of all callers at once.
        groups.push(bare_rate(&ours, ROWS * CALLERS).await?);
        rates.push(rate);
        bares.push(bare);
        ratios.push(rate / bare);
    }
    let middle = |values| Samples::new(values).median();
    let (ours, bare, group) = (middle(rates), middle(bares), middle(groups));
    let figure = Figure::new(
        format!("rows in pushes of {ROWS}, of what SQLite alone writes"),
        "×",
        Better::Higher,
        Samples::new(ratios),
    );
    Ok(vec![figure.goal(0.8).floor(0.5).note(format!(
        "{ours:.0} rows/s against {bare:.0}: SQLite writes the same rows into the same schema, with the server's \
         settings, synchronous=FULL and a transaction a push; with {CALLERS} pushes a transaction, as many as the \
         server may commit at once, {group:.0}"
    ))])
}

async fn bare_rate(ours: &Ours, together: usize) -> Result<f64> {
    let file = ours.file();
    tokio::task::spawn_blocking(move || bare::rows_per_second(&file, together)).await?
}
