//! Tasks as links: each says what waits and leads to where it is done.

use domain::sentence::Sentence;

use super::tasks::Task;
use crate::components::{El, Icon, Kept, Words, div, el, icon, kept_tag, link, state_tag};
use crate::listing::{Place, address};
use domain::review::ReviewState;

/// A task as a line that leads to it.
#[must_use]
pub fn task_link(task: &Task, platform: &str) -> El {
    match task {
        Task::Returned { id, name, remarks } => {
            let count = remarks.to_string();
            let words = Sentence::new(
                ["按 ", &count, " 条意见修改后重新提交"].concat(),
                ["Remarks to answer: ", &count, "; then submit again"].concat(),
            );
            line(
                name.as_str(),
                &address(platform, *id),
                state_tag(ReviewState::Returned),
                words,
            )
        }
        Task::Refused(count) => {
            let count = count.to_string();
            let words = Sentence::new(
                [&count, " 条提交未被接受"].concat(),
                [&count, " submissions were not accepted"].concat(),
            );
            let why = (
                "看原因，修改后再提交。",
                "See why, correct them and submit again.",
            );
            line(
                words,
                &["/", platform, "/outbox"].concat(),
                kept_tag(Kept::Refused),
                why,
            )
        }
        Task::Draft { place, name } => {
            let words = match place {
                Place::New(_) => ("还没有提交，接着填。", "Not submitted yet; go on."),
                Place::Again(_) => (
                    "修改还没有提交，接着改。",
                    "The correction is not submitted yet; go on.",
                ),
            };
            let unnamed = ("还没写名称的产品", "A product without a name yet");
            let name = if name.trim().is_empty() {
                Words::from(unnamed)
            } else {
                name.as_str().into()
            };
            line(name, &place.address(platform), kept_tag(Kept::Draft), words)
        }
    }
}

/// A draft as a line that leads to its form; none for other tasks.
#[must_use]
pub fn draft_link(task: &Task, platform: &str) -> Option<El> {
    matches!(task, Task::Draft { .. }).then(|| task_link(task, platform))
}

/// One line of a list that leads on.
pub fn line(name: impl Into<Words>, href: &str, tag: El, words: impl Into<Words>) -> El {
    let head = div("row-head")
        .child(link(name, href).class("row-name"))
        .child(icon(Icon::Next));
    div("row").child(head).child(
        div("tags")
            .child(tag)
            .child(el("span").class("hint").text(words)),
    )
}
