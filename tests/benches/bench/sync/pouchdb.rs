//! PouchDB: as many documents, replicated to express-pouchdb by a script of a page's few lines.

use crate::server::express::Express;
use crate::server::listing::listing;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use tokio::process::Command;
use yangcai_tests::network::{Network, TWO_G};
use yangcai_tests::wire::{Meter, Wire};

/// What the script says at its end.
#[derive(Deserialize)]
struct Done {
    milliseconds: f64,
    written: usize,
}

/// Replicates so many documents over the slow link: what moved, and for how long.
pub async fn replicate(count: usize) -> Result<(Wire, f64)> {
    let express = Express::start(None).await?;
    let network = Network::before(express.address()).await?;
    network.shape(TWO_G);
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("listings.json");
    let listings: Vec<_> = (1..=count).map(listing).collect();
    std::fs::write(&file, serde_json::to_vec(&listings)?)?;
    let meter = Meter::start(&network);
    let ended = Command::new("node")
        .arg(Express::home().join("replicate.js"))
        .arg(network.url("/bench"))
        .arg(&file)
        .current_dir(folder.path())
        .kill_on_drop(true)
        .output()
        .await?;
    let wire = meter.reading();
    let said = String::from_utf8_lossy(&ended.stderr);
    ensure!(ended.status.success(), "replicate.js: {said}");
    let done: Done = serde_json::from_slice(&ended.stdout).context("replicate.js")?;
    ensure!(
        done.written == count,
        "{} documents were written",
        done.written
    );
    Ok((wire, done.milliseconds))
}
