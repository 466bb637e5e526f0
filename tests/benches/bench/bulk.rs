//! `bulk`: a sheet of products onto the device, and a long list opened and scrolled through; beside stores that do
//! the same work in the same browser, served by the same program.

mod page;
mod sheet;
mod shelf;

use crate::Mode;
use crate::figure::{Better, Figure, Samples};
use crate::first_load::contender::Contender;
use anyhow::{Context, Result};
use page::{Import, Scrolling};
use shelf::{Kind, Shelf};

/// Rows of the sheet that is imported.
const IMPORTED: usize = 100_000;
/// Rows of the list that is opened.
const LISTED: usize = 1_000_000;
/// The peers by the name that people know and by their folder in `tests/peers/stores/dist`.
const PEERS: [(&str, &str); 3] = [("Dexie", "dexie"), ("PouchDB", "pouchdb"), ("RxDB", "rxdb")];
/// So many of them in a short run: the fastest. The others take twice and four times as long.
const IN_SHORT: usize = 1;

/// What one of those compared took, round by round.
#[derive(Default)]
struct Rounds {
    imports: Vec<Import>,
    first_screens: Vec<f64>,
    scrollings: Vec<Scrolling>,
}

/// Imports everybody's sheet and opens everybody's list.
pub async fn measure(mode: Mode) -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let sheet = sheet::written(folder.path(), IMPORTED)?;
    let long = sheet::written(folder.path(), LISTED)?;
    let mut ours = Rounds::default();
    let compared = &PEERS[..mode.rounds(IN_SHORT, PEERS.len())];
    let mut peers: Vec<_> = compared
        .iter()
        .map(|(name, _)| (*name, Rounds::default()))
        .collect();
    let contender = Contender::ours().await?;
    for round in 0..mode.rounds(3, 9) {
        let mut shelf = Shelf::empty(&contender, Kind::Ours).await?;
        ours.imports.push(shelf.import(&sheet).await?);
        shelf.counts(IMPORTED).await?;
        drop(shelf);
        if round < mode.rounds(1, 3) {
            for (&(name, folder), (_, rounds)) in compared.iter().zip(&mut peers) {
                let shelf = peer(folder, &sheet, rounds).await;
                let (_contender, shelf) = shelf.context(name)?;
                if round == 0 {
                    list(&shelf, mode, rounds).await.context(name)?;
                }
            }
        }
    }
    let mut shelf = Shelf::empty(&contender, Kind::Ours).await?;
    shelf.import(&long).await?;
    for _ in 0..mode.rounds(3, 9) {
        ours.first_screens.push(shelf.open(LISTED).await?);
    }
    ours.scrollings.push(shelf.scroll(LISTED).await?);
    Ok(figures(&ours, &peers, mode))
}

/// Imports a peer's sheet.
async fn peer(
    folder: &'static str,
    sheet: &str,
    rounds: &mut Rounds,
) -> Result<(Contender, Shelf)> {
    let contender = Contender::store(folder).await?;
    let mut shelf = Shelf::empty(&contender, Kind::Peer).await?;
    rounds.imports.push(shelf.import(sheet).await?);
    shelf.counts(IMPORTED).await?;
    Ok((contender, shelf))
}

/// Opens a peer's list. It is as long as ours in a full run only: some take minutes to be filled.
async fn list(shelf: &Shelf, mode: Mode, rounds: &mut Rounds) -> Result<()> {
    let rows = match mode {
        Mode::Short => IMPORTED,
        Mode::Full => LISTED,
    };
    shelf.fill(IMPORTED, rows).await?;
    for _ in 0..mode.rounds(1, 3) {
        rounds.first_screens.push(shelf.open(rows).await?);
    }
    rounds.scrollings.push(shelf.scroll(rows).await?);
    Ok(())
}

impl Rounds {
    fn imports(&self, value: fn(&Import) -> f64) -> Samples {
        Samples::new(self.imports.iter().map(value))
    }

    fn first_screens(&self) -> Samples {
        Samples::new(self.first_screens.iter().copied())
    }

    fn scrollings(&self, value: fn(&Scrolling) -> f64) -> Samples {
        Samples::new(self.scrollings.iter().map(value))
    }
}

fn figures(ours: &Rounds, peers: &[(&str, Rounds)], mode: Mode) -> Vec<Figure> {
    let figure = |name: &str, unit, value: fn(&Rounds) -> Samples| {
        let figure = Figure::new(name, unit, Better::Lower, value(ours));
        peers.iter().fold(figure, |figure, (name, rounds)| {
            figure.peer(*name, value(rounds))
        })
    };
    let theirs = match mode {
        Mode::Short => "; the peers' list has 100,000 rows here, and 1,000,000 with --full",
        Mode::Full => "",
    };
    vec![
        figure(
            "import of 100,000 rows from a file, until kept",
            "ms",
            |rounds| rounds.imports(|import| import.milliseconds),
        )
        .goal(500.0)
        .note("read, checked and written; counted again after the browser was killed"),
        figure("longest frame during that import", "ms", |rounds| {
            rounds.imports(|import| import.longest_frame)
        }),
        figure(
            "a list of 1,000,000 rows, until its first screen",
            "ms",
            Rounds::first_screens,
        )
        .goal(300.0)
        .note(format!(
            "from the press to the frame after the rows{theirs}"
        )),
        figure("longest frame while scrolling through it", "ms", |rounds| {
            rounds.scrollings(|scrolling| scrolling.longest_frame)
        })
        .goal(50.0)
        .note("turns of the wheel, then the bar from end to end"),
        figure("its rows in the document, at most", "rows", |rounds| {
            rounds.scrollings(|scrolling| scrolling.rows)
        })
        .goal(200.0),
    ]
}
