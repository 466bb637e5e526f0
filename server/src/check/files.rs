//! Files against the rows that name them, in words.

use domain::sentence::Sentence;

use super::{Checked, Findings};
use crate::files::FilesReport;

/// 附件 — what was found of the files. Those that no row names are none of it: a crash
/// leaves them, and the same bytes write over them.
#[must_use]
pub fn of_files(report: &FilesReport) -> Checked {
    let mut findings = Findings::default();
    for digest in &report.missing {
        let name = digest.as_str();
        findings.add(
            "file_missing",
            format!("附件 {name} 不在附件库中"),
            format!("the file {name} is not where files are kept"),
        );
    }
    for digest in &report.damaged {
        let name = digest.as_str();
        findings.add(
            "file_damaged",
            format!("附件 {name} 的内容已改变"),
            format!("the bytes of the file {name} have changed"),
        );
    }
    Checked {
        about: Sentence::new("附件", "files"),
        count: report.whole + findings.count(),
        findings,
    }
}
