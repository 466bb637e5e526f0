//! `save`: how long it takes from the click on the button until a listing and its place in the queue are on the disk.
//! In the app itself, and in the stores that it could have taken instead, each with its own way of keeping a record
//! and a queue's entry. Nobody has a network; after the last save everybody's browser is killed, and what was kept is
//! read back.

mod ours;
mod store;

use crate::Mode;
use crate::figure::{Better, Figure, Samples};
use anyhow::{Context, Result};
use ours::Form;
use store::Store;

const POUCHDB: &str = "PouchDB";
/// What nobody can be faster than who keeps things in IndexedDB.
const BARE: &str = "IndexedDB alone";
/// By the name that people know and the folder in `tests/peers/stores/dist`.
const STORES: [(&str, &str); 4] = [
    ("Dexie", "dexie"),
    (POUCHDB, "pouchdb"),
    ("RxDB", "rxdb"),
    (BARE, "bare"),
];
/// How many listings are saved in a round.
const SAVES: usize = 25;

/// Milliseconds of single saves, round by round.
#[derive(Default)]
struct Times(Vec<Vec<f64>>);

impl Times {
    fn all(&self) -> Samples {
        Samples::new(self.0.iter().flatten().copied())
    }

    fn quantiles(&self, part: f64) -> Samples {
        let rounds = self.0.iter();
        Samples::new(rounds.map(|round| Samples::new(round.iter().copied()).quantile(part)))
    }
}

/// Median and 95th percentile, and how far PouchDB is behind.
pub async fn measure(mode: Mode) -> Result<Vec<Figure>> {
    let mut form = Form::open().await?;
    let mut stores = vec![];
    for (name, folder) in STORES {
        stores.push((
            name,
            Store::open(folder).await.context(name)?,
            Times::default(),
        ));
    }
    // The first saves find code and files cold, everybody's alike.
    form.save(SAVES).await.context("ours")?;
    for (name, store, _) in &mut stores {
        store.save(SAVES).await.context(*name)?;
    }
    let (mut kept, mut said) = (Times::default(), Times::default());
    for _ in 0..mode.rounds(2, 12) {
        let saves = form.save(SAVES).await.context("ours")?;
        kept.0.push(saves.iter().map(|save| save.kept).collect());
        said.0.push(saves.iter().map(|save| save.said).collect());
        for (name, store, times) in &mut stores {
            times.0.push(store.save(SAVES).await.context(*name)?);
        }
    }
    form.reads_back().await.context("ours")?;
    for (name, store, _) in &mut stores {
        store.reads_back().await.context(*name)?;
    }
    Ok(figures(&kept, &said, &stores))
}

fn figures(kept: &Times, said: &Times, stores: &[(&str, Store, Times)]) -> Vec<Figure> {
    let beside = |name: &str, of: &dyn Fn(&Times) -> Samples, ours: &Times| {
        let figure = Figure::new(name, "ms", Better::Lower, of(ours));
        let peers = stores.iter();
        peers.fold(figure, |figure, (name, _, times)| {
            figure.peer(*name, of(times))
        })
    };
    let of = |wanted: &str| stores.iter().find(|(name, ..)| *name == wanted);
    let ahead_of_pouchdb = |times: &Times| {
        let theirs = of(POUCHDB).map_or(&[][..], |(_, _, theirs)| &theirs.0);
        let median = |round: &Vec<f64>| Samples::new(round.iter().copied()).median();
        let rounds = theirs.iter().zip(&times.0);
        Samples::new(rounds.map(|(theirs, times)| median(theirs) / median(times)))
    };
    let mut multiple = Figure::new(
        "PouchDB's time for a save as a multiple of ours",
        "×",
        Better::Higher,
        ahead_of_pouchdb(kept),
    );
    if let Some((name, _, bare)) = of(BARE) {
        multiple = multiple.peer(*name, ahead_of_pouchdb(bare));
    }
    vec![
        beside(
            "save of one listing, click to disk, median",
            &Times::all,
            kept,
        )
        .goal(4.0)
        .ahead_of(POUCHDB, 1.0)
        .note("strict; PouchDB cannot be told to be. Read back after a kill"),
        beside(
            "save of one listing, click to disk, 95 of 100",
            &|times| times.quantiles(0.95),
            kept,
        )
        .goal(10.0),
        multiple.goal(3.0).note(
            "IndexedDB alone shows the most that can be had: both rows, strict, nothing else",
        ),
        beside(
            "save of one listing, click to 已存本机 on the page",
            &Times::all,
            said,
        ),
    ]
}
