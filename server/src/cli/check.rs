//! `yangcai check`: what the checks have found, in words, and by the exit code.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use domain::sentence::Sentence;

use super::{Data, Outcome};
use crate::check::{Checked, Findings, HeldHeads, check, compare_held, of_files};
use crate::store::StoreError;

/// What is to be checked besides.
#[derive(Args)]
pub(super) struct CheckArgs {
    /// 与设备导出的文件核对日志，可多次给出 · hold the logs against a file that a device exported; may be
    /// given several times
    #[arg(long, value_name = "FILE")]
    receipts: Vec<PathBuf>,
}

pub(super) fn run(data: &Data, args: &CheckArgs) -> Outcome {
    let mut held = vec![];
    for file in &args.receipts {
        let text = std::fs::read_to_string(file)?;
        let heads: HeldHeads = serde_json::from_str(&text).map_err(|error| {
            let file = file.display();
            format!("{file} 不是设备导出的文件 · is no file that a device exported: {error}")
        })?;
        held.push((file, heads));
    }
    let store = data.existing()?;
    let (mut checks, compared) = store.read(|db| {
        let compared: Result<Vec<_>, StoreError> = held
            .iter()
            .map(|(_, heads)| compare_held(db, heads))
            .collect();
        Ok::<_, StoreError>((check(db)?, compared?))
    })?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let files = runtime.block_on(crate::files::check(&data.files()?, &store))?;
    checks.push(of_files(&files));
    for Checked {
        about,
        count,
        findings,
    } in &checks
    {
        say(about, *count, findings);
    }
    for ((file, heads), findings) in held.iter().zip(&compared) {
        let file = file.display().to_string();
        say(
            &Sentence::new(&file, &file),
            heads.heads.len() as u64,
            findings,
        );
    }
    let all = checks.iter().map(|checked| &checked.findings);
    let found: u64 = all.chain(&compared).map(Findings::count).sum();
    println!("共发现 {found} 个问题 · {found} findings");
    Ok(if found == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// What was looked at, and each finding with its code.
fn say(about: &Sentence, count: u64, findings: &Findings) {
    let found = findings.count();
    println!(
        "{}：看过 {count} 项，{found} 个问题 · {}: {count} looked at, {found} findings",
        about.zh, about.en
    );
    for finding in findings.kept() {
        let (code, sentence) = (finding.code, &finding.sentence);
        println!("  {code}  {} · {}", sentence.zh, sentence.en);
    }
    let more = findings.more();
    if more > 0 {
        println!("  另有 {more} 个 · and {more} more");
    }
}
