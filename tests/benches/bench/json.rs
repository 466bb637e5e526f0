//! The browser's own JSON reader beside serde_json's: it was taken for its size and must not cost time.

use anyhow::{Context, Result};
use domain::json::{FromJson, read, write};
use domain::listing::ListingEntry;
use domain::product_kind::ProductKind;
use serde::de::DeserializeOwned;
use std::hint::black_box;
use std::time::Instant;

use crate::Mode;
use crate::figure::{Better, Figure, Samples};

const ENTRIES: usize = 10_000;

/// Reads ten thousand listings' entries from one text.
pub async fn measure(mode: Mode) -> Result<Vec<Figure>> {
    let text = write(&entries());
    let rounds = mode.rounds(5, 20);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        ours.push(timed(|| by_ours(&text))?);
        theirs.push(timed(|| by_serde(&text))?);
    }
    let name = format!("reading {ENTRIES} listings from JSON, natively");
    Ok(vec![
        Figure::new(name, "ms", Better::Lower, Samples::new(ours))
            .peer("serde_json", Samples::new(theirs)),
    ])
}

fn entries() -> Vec<ListingEntry> {
    (0..ENTRIES)
        .map(|number| ListingEntry {
            product_kind: Some(ProductKind::Consumable),
            product_code: "C0344051070500007551".into(),
            product_name: format!("静脉留置针 {number}"),
            certificate: "国械注准20163130000".into(),
            manufacturer: "湖南青禾医疗器械有限公司".into(),
            specification: "24G \"直型\"".into(),
            unit_of_measure: "支".into(),
            price: format!("{}.80", number % 500),
            ..ListingEntry::default()
        })
        .collect()
}

fn by_ours(text: &str) -> Option<Vec<ListingEntry>> {
    fn of<T: FromJson>(text: &str) -> Option<T> {
        read(text)
    }
    of(text)
}

fn by_serde(text: &str) -> Option<Vec<ListingEntry>> {
    fn of<T: DeserializeOwned>(text: &str) -> Option<T> {
        serde_json::from_str(text).ok()
    }
    of(text)
}

/// Milliseconds; both must have read everything.
fn timed(reading: impl Fn() -> Option<Vec<ListingEntry>>) -> Result<f64> {
    let start = Instant::now();
    let entries = black_box(reading()).context("the text was not read")?;
    let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
    anyhow::ensure!(entries.len() == ENTRIES, "{} entries", entries.len());
    Ok(milliseconds)
}
