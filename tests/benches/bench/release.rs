//! `release`: what it costs somebody who has one version of the app to get the next. A real browser with the app
//! kept is given a newer release; peers are the same browser and server that can keep no releases, so that each
//! file that has another name goes over whole, in Brotli.
//!
//! `NEXT_DIST=folder` compares the built front end with another build as well.

mod had;
mod new_form;
mod update;

use crate::Mode;
use crate::figure::{Better, Figure, Samples};
use anyhow::{Result, ensure};
use std::path::Path;
use update::{Update, update};
use yangcai_tests::front_end;

const WHOLE: &str = "whole files";
const BEFORE: &str = "请选择平台";
const AFTER: &str = "请先选平台";

/// What a release that is more than a text fix may take of all its files.
fn quarter(whole: &Update) -> f64 {
    whole.bodies as f64 / 4.0
}

/// All figures of a new release. Bytes do not vary, so there is one round.
pub async fn measure(mode: Mode) -> Result<Vec<Figure>> {
    let folder = tempfile::tempdir()?;
    let [present, fixed] = ["present", "fixed"].map(|name| folder.path().join(name));
    // A copy: somebody may build while this runs.
    front_end::copy_built(&present)?;
    front_end::copy(&present, &fixed)?;
    front_end::put_differently(&fixed, BEFORE, AFTER)?;
    let mut figures = compared("a sentence of the same length", &present, &fixed, |_| {
        3_000.0
    })
    .await?;
    figures.push(nothing_new(&update(&present, &present, true).await?));
    if mode == Mode::Full {
        figures.extend(with_a_form(folder.path(), &present).await?);
    }
    if let Some(other) = std::env::var_os("NEXT_DIST") {
        figures.extend(compared("another build", &present, Path::new(&other), quarter).await?);
    }
    Ok(figures)
}

/// A whole build, which takes a minute or two.
async fn with_a_form(folder: &Path, present: &Path) -> Result<Vec<Figure>> {
    let grown = folder.join("grown");
    front_end::copy(&new_form::built()?, &grown)?;
    ensure!(
        new_form::is_in(&grown)? && !new_form::is_in(present)?,
        "the form is to be in the new release alone"
    );
    compared("a new form", present, &grown, quarter).await
}

/// From one build to another, with the older one at hand and without.
async fn compared(
    what: &str,
    from: &Path,
    to: &Path,
    goal: impl Fn(&Update) -> f64,
) -> Result<Vec<Figure>> {
    let (ours, whole) = (
        update(from, to, true).await?,
        update(from, to, false).await?,
    );
    let figure = |part, value: fn(&Update) -> f64| {
        let [ours, whole] = [&ours, &whole].map(|update| Samples::new([value(update)]));
        let name = format!("new release, {what}: {part}");
        Figure::new(name, "bytes", Better::Lower, ours).peer(WHOLE, whole)
    };
    Ok(vec![
        figure("bodies", |update| update.bodies as f64)
            .goal(goal(&whole))
            .note("what the service worker fetches, without heads"),
        figure("on the wire", |update| update.wire.total() as f64).note(format!(
            "both ways, heads of {} requests included",
            ours.requests
        )),
    ])
}

fn nothing_new(asked: &Update) -> Figure {
    let name = "new release, nothing changed: bodies";
    let bodies = Samples::new([asked.bodies as f64]);
    Figure::new(name, "bytes", Better::Lower, bodies)
        .goal(0.0)
        .note(format!("asking whether there is one: {}", asked.wire))
}
