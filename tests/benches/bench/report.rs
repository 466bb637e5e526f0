//! The table for people and the JSON for programs.

use anyhow::Result;
use serde::Serialize;
use std::fmt::Write;

use crate::Mode;
use crate::figure::{Figure, Samples};
use crate::machine::Machine;
use yangcai_tests::paths;

#[derive(Serialize)]
struct Report<'a> {
    machine: Machine,
    mode: &'static str,
    figures: &'a [Figure],
}

/// Prints one line a figure, as Markdown.
pub fn print(figures: &[Figure]) -> Result<()> {
    println!("{}", table(figures)?);
    Ok(())
}

/// Writes everything that was measured to `target/bench.json`.
pub fn write(figures: &[Figure], mode: Mode) -> Result<()> {
    let report = Report {
        machine: Machine::this(),
        mode: if mode == Mode::Full { "full" } else { "short" },
        figures,
    };
    std::fs::write(
        paths::target().join("bench.json"),
        serde_json::to_vec_pretty(&report)?,
    )?;
    Ok(())
}

fn table(figures: &[Figure]) -> Result<String> {
    let machine = Machine::this();
    let mut out = String::new();
    writeln!(
        out,
        "{}, {} cores, {} MB, Linux {}\n",
        machine.processor, machine.cores, machine.memory, machine.system
    )?;
    writeln!(
        out,
        "| figure | ours | peers (theirs against ours) | goal | |\n|---|---|---|---|---|"
    )?;
    for figure in figures {
        let peers: Vec<_> = figure
            .peers
            .iter()
            .map(|(name, samples)| {
                format!(
                    "{name} {} (×{:.2})",
                    shown(samples, figure.unit),
                    figure.lead(samples)
                )
            })
            .collect();
        let goal = figure
            .goal
            .map(|goal| value(goal, figure.unit))
            .unwrap_or_default();
        let mark = match (
            figure.floor_holds(),
            figure.goal.is_some(),
            figure.goal_reached(),
        ) {
            (false, _, _) => "below its floor",
            (true, false, _) => "",
            (true, true, true) => "reached",
            (true, true, false) => "not reached",
        };
        let note = [mark, figure.note.as_str()]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>();
        writeln!(
            out,
            "| {} | {} | {} | {goal} | {} |",
            figure.name,
            shown(&figure.ours, figure.unit),
            peers.join("; "),
            note.join(". ")
        )?;
    }
    Ok(out)
}

/// The median, with the spread where there is one.
fn shown(samples: &Samples, unit: &str) -> String {
    let (low, high) = (samples.quantile(0.0), samples.quantile(1.0));
    let median = value(samples.median(), unit);
    match low == high {
        true => median,
        false => format!("{median} ({}–{})", number(low), number(high)),
    }
}

fn value(value: f64, unit: &str) -> String {
    format!("{} {unit}", number(value))
}

/// Three significant digits below 1000, whole and grouped above.
fn number(value: f64) -> String {
    if value >= 1000.0 {
        let digits = format!("{value:.0}");
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        grouped
    } else if value >= 100.0 {
        format!("{value:.0}")
    } else if value >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}
