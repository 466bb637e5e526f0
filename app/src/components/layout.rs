//! Cards, lists of answers, notices and empty places.

use super::{El, Icon, Words, div, el, icon, link, p};

/// A box with what belongs together.
#[must_use]
pub fn card(inside: Vec<El>) -> El {
    el("section").class("card").children(inside)
}

/// A heading within a page.
#[must_use]
pub fn heading(words: impl Into<Words>) -> El {
    el("h2").text(words)
}

/// One row of a list of answers: what was asked, what was answered, and where
/// to change it.
#[must_use]
pub fn answer(asked: impl Into<Words>, answered: impl Into<Words>, change: Option<&str>) -> El {
    let asked = asked.into();
    let row = div("answer")
        .child(el("dt").text(asked.clone()))
        .child(el("dd").text(answered));
    match change {
        Some(href) => {
            let change = link(("修改", "Change"), href);
            row.child(
                el("dd")
                    .class("change")
                    .child(change.child(el("span").class("aside").text(asked))),
            )
        }
        None => row,
    }
}

/// A row whose answer is more than words.
#[must_use]
pub fn answer_of(asked: impl Into<Words>, answered: El) -> El {
    div("answer")
        .child(el("dt").text(asked))
        .child(el("dd").child(answered))
}

/// Rows of [`answer`]: for reading over before submitting, and afterwards.
#[must_use]
pub fn answers(rows: Vec<El>) -> El {
    el("dl").class("answers").children(rows)
}

/// 通知类别 — what a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Plain,
    /// Done, and by the platform's word.
    Good,
    /// Something is owed or will happen.
    Warning,
    /// Something failed.
    Bad,
}

/// A notice: a title and what it says. It is not read out by itself; see [`alert`].
#[must_use]
pub fn notice(tone: Tone, title: impl Into<Words>, inside: Vec<El>) -> El {
    let (class, shape) = match tone {
        Tone::Plain => ("notice", Icon::Info),
        Tone::Good => ("notice good", Icon::Tick),
        Tone::Warning => ("notice warning", Icon::Clock),
        Tone::Bad => ("notice bad", Icon::Wrong),
    };
    let title = el("p").class("notice-title").text(title);
    div(class)
        .child(icon(shape))
        .child(div("notice-text").child(title).children(inside))
}

/// A notice of failure that is read out as soon as it appears.
#[must_use]
pub fn alert(title: impl Into<Words>) -> El {
    notice(Tone::Bad, title, vec![]).attr("role", "alert")
}

/// What stands where there is nothing yet: why, and what to do.
#[must_use]
pub fn empty(words: impl Into<Words>, next: Vec<El>) -> El {
    div("empty").child(p(words)).children(next)
}
