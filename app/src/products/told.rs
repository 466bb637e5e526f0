//! What is told of a file that was loaded, or could not be.

use domain::sentence::Sentence;

use super::import::ImportFault;
use super::sheet::{BadLine, Outcome, TOLD, Unreadable};
use crate::components::{El, Tone, el, notice, p};
use crate::replica::CommitFault;

/// Why a file did not become the list.
#[must_use]
pub fn fault_sentence(fault: &ImportFault) -> Sentence {
    match fault {
        ImportFault::Unreadable(why) => unreadable(why),
        ImportFault::NoRows(_) => Sentence::new(
            "这个文件里没有一行能用。",
            "Not one line of this file can be used.",
        ),
        ImportFault::File | ImportFault::Stopped => Sentence::new(
            "浏览器读不出这个文件，请重新选择。",
            "The browser could not read this file. Choose it again.",
        ),
        ImportFault::Store(fault) => store_sentence(fault),
    }
}

fn unreadable(why: &Unreadable) -> Sentence {
    match why {
        Unreadable::NoColumn(fields) => {
            let labels: Vec<Sentence> = fields.iter().map(|field| field.label()).collect();
            let zh: Vec<&str> = labels.iter().map(|label| label.zh.as_str()).collect();
            let en: Vec<&str> = labels.iter().map(|label| label.en.as_str()).collect();
            Sentence::new(
                [
                    "第一行没有这样的列名：",
                    &zh.join("、"),
                    "。请补上列名，另存为 CSV 再装入。",
                ]
                .concat(),
                [
                    "The first line does not name: ",
                    &en.join(", "),
                    ". Add them and save it as CSV.",
                ]
                .concat(),
            )
        }
        Unreadable::NoEnd(line) => {
            let line = line.to_string();
            Sentence::new(
                ["第 ", &line, " 行的引号没有配对，请改好再装入。"].concat(),
                [
                    "Line ",
                    &line,
                    " has an open quotation mark. Correct it and load the file again.",
                ]
                .concat(),
            )
        }
        Unreadable::NotUtf8 => Sentence::new(
            "认不出文字编码，请另存为 CSV UTF-8 再装入。",
            "The encoding is not known here. Save the file as CSV UTF-8.",
        ),
    }
}

/// Why the store did not do it.
#[must_use]
pub fn store_sentence(fault: &CommitFault) -> Sentence {
    match fault {
        CommitFault::Full => Sentence::new(
            "本机存储空间不足，请先腾出空间再装入。",
            "This device has no room left. Free some space and load the file again.",
        ),
        CommitFault::Overtaken => Sentence::new(
            "另一个窗口同时改动了目录，请再试一次。",
            "Another window changed the list at the same time. Please try again.",
        ),
        CommitFault::Locked | CommitFault::Unavailable(_) => Sentence::new(
            "浏览器不让这个网页在本机保存内容，请关闭无痕模式或换一个浏览器。",
            "The browser does not let this page keep anything. Leave private browsing or use another browser.",
        ),
    }
}

/// What a file had in it, once it is the list.
#[must_use]
pub fn outcome(outcome: &Outcome) -> Vec<El> {
    let rows = outcome.rows.to_string();
    let done = Sentence::new(
        ["已装入 ", &rows, " 条，存在本机"].concat(),
        [&rows, " products loaded, kept on this device"].concat(),
    );
    let mut inside = vec![];
    if !outcome.unknown.is_empty() {
        let unknown = outcome.unknown.join("、");
        inside.push(
            p(Sentence::new(
                ["没有用到的列：", &unknown].concat(),
                ["Columns that were not used: ", &unknown].concat(),
            ))
            .class("hint"),
        );
    }
    let mut told = vec![notice(Tone::Plain, done, inside).attr("role", "status")];
    told.extend(left_out(outcome));
    told
}

/// The lines that were left out, if any.
#[must_use]
pub fn left_out(outcome: &Outcome) -> Option<El> {
    if outcome.left_out == 0 {
        return None;
    }
    let count = outcome.left_out.to_string();
    let title = Sentence::new(
        ["有 ", &count, " 行没有装入"].concat(),
        ["Lines that were left out: ", &count].concat(),
    );
    let lines = outcome.bad.iter().map(|bad| el("li").text(line(bad)));
    let mut inside = vec![el("ul").children(lines)];
    if outcome.left_out > TOLD {
        let most = TOLD.to_string();
        inside.push(
            p(Sentence::new(
                ["只列出前 ", &most, " 行。"].concat(),
                ["The first ", &most, " are listed."].concat(),
            ))
            .class("hint"),
        );
    }
    Some(notice(Tone::Warning, title, inside).class("notice warning left-out"))
}

fn line(bad: &BadLine) -> Sentence {
    let (line, label) = (bad.line.to_string(), bad.field.label());
    let (zh, en) = if bad.too_long {
        ("太长", " is too long")
    } else {
        ("没有填", " is missing")
    };
    Sentence::new(
        ["第 ", &line, " 行：", &label.zh, zh].concat(),
        ["Line ", &line, ": ", &label.en, en].concat(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::field::Field;

    #[test]
    fn a_line_that_was_left_out_is_told_with_its_number_and_field() {
        let bad = |too_long| BadLine {
            line: 12,
            field: Field::ProductName,
            too_long,
        };
        assert_eq!(line(&bad(false)).zh, "第 12 行：产品名称没有填");
        assert_eq!(line(&bad(true)).en, "Line 12: Product name is too long");
    }

    #[test]
    fn every_reason_says_what_to_do_in_both_languages() {
        let outcome = Outcome::default();
        for fault in [
            ImportFault::Unreadable(Unreadable::NotUtf8),
            ImportFault::Unreadable(Unreadable::NoColumn(vec![Field::ProductCode])),
            ImportFault::Unreadable(Unreadable::NoEnd(3)),
            ImportFault::NoRows(outcome),
            ImportFault::File,
            ImportFault::Store(CommitFault::Full),
            ImportFault::Store(CommitFault::Overtaken),
            ImportFault::Store(CommitFault::Unavailable(String::new())),
        ] {
            let told = fault_sentence(&fault);
            assert!(
                told.zh.ends_with('。') && told.en.ends_with('.'),
                "{told:?}"
            );
        }
    }
}
