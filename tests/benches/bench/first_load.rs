//! `first_load`: what a first visit costs on the wire and how long it takes, beside the same two forms made with
//! other frameworks. Everybody is measured in turns, round by round, so that what disturbs the machine disturbs all.

mod bytes;
pub mod contender;
#[path = "../../tests/journeys/person.rs"]
#[expect(
    dead_code,
    reason = "people do more on the journeys than a first visit needs"
)]
pub mod person;
mod times;
mod visit;

use crate::Mode;
use crate::figure::{Better, Figure, Samples};
use anyhow::Result;
use contender::Contender;

const REACT: &str = "React 19 + Dexie";
/// The peers by the name that people know and by their folder in `tests/peers/web/dist`.
const PEERS: &[(&str, &str)] = &[
    (REACT, "react"),
    ("Preact + Dexie", "preact"),
    ("SolidJS + Dexie", "solid"),
];

/// All figures of a first visit.
pub async fn measure(mode: Mode) -> Result<Vec<Figure>> {
    let mut contenders = vec![Contender::ours().await?];
    for (name, folder) in PEERS {
        contenders.push(Contender::peer(name, folder).await?);
    }
    let mut figures = bytes::figures(&contenders, mode).await?;
    figures.extend(times::figures(&contenders, mode).await?);
    Ok(figures)
}

/// One figure of what `value` picks from everybody's rounds; the first contender is ours.
fn compared<T>(
    name: &str,
    unit: &'static str,
    contenders: &[Contender],
    rounds: &[Vec<T>],
    value: impl Fn(&T) -> f64,
) -> Figure {
    let mut all = rounds
        .iter()
        .map(|rounds| Samples::new(rounds.iter().map(&value)));
    let ours = all.next().unwrap_or_else(|| Samples::new([]));
    let figure = Figure::new(name, unit, Better::Lower, ours);
    let peers = contenders.iter().skip(1).zip(all);
    peers.fold(figure, |figure, (peer, samples)| {
        figure.peer(peer.name, samples)
    })
}
