//! The outbox: every item of the queue, and how it stands with the network.

use crate::signals::*;
use domain::profile::PlatformProfile;
use domain::sentence::Sentence;

use super::contact::contact;
use super::file::carrying;
use super::item;
use super::progress::sync_progress;
use super::trouble::Trouble;
use crate::components::{El, Page, Words, card, div, el, opened, slot};
use crate::language::tell;
use crate::replica::QueueCount;
use crate::storage_health;
use crate::workspace::{Who, Workspace};

const TITLE: (&str, &str) = ("待上传", "Outbox");

/// 待上传 — the queue of the account with which this device works.
#[must_use]
pub fn outbox(profile: &'static PlatformProfile) -> El {
    opened(profile, Who::Member, TITLE, |workspace| {
        Page::new(TITLE).view(vec![
            el("p")
                .class("lead")
                .text(Words::live(move || tell(&counted(workspace.count().get())))),
            card(vec![contact(workspace), sync_progress(workspace)]),
            items(workspace),
            carrying(workspace),
            storage_health::card(workspace),
        ])
    })
}

fn items(workspace: Workspace) -> El {
    let trouble = Trouble::new();
    // A queue that is as it was is not made anew: a question may stand open.
    let queue = Memo::new(move |_| (workspace.items().get(), workspace.doubts().get()));
    let list = slot(move || {
        let (items, doubts) = queue.get();
        if items.is_empty() {
            return vec![];
        }
        let rows = items.iter().map(|found| {
            let doubt = doubts
                .iter()
                .find(|(origin, _)| *origin == found.origin)
                .map(|(_, why)| why);
            item::view(workspace, found, doubt, trouble)
        });
        vec![el("ul").class("rows").children(rows)]
    });
    div("slot").child(trouble.view()).child(list)
}

/// How many items stand where, in words.
fn counted(count: QueueCount) -> Sentence {
    let (pending, refused) = (count.pending.to_string(), count.refused.to_string());
    match (count.pending, count.refused) {
        (0, 0) => Sentence::new(
            "都已上传，平台已收。",
            "Everything has been uploaded; the platform has it.",
        ),
        (_, 0) => Sentence::new(
            ["待上传 ", &pending, " 条"].concat(),
            [&pending, " waiting to upload"].concat(),
        ),
        (0, _) => Sentence::new(
            ["未被接受 ", &refused, " 条，请处理"].concat(),
            [&refused, " not accepted; please see to them"].concat(),
        ),
        _ => Sentence::new(
            ["待上传 ", &pending, " 条，未被接受 ", &refused, " 条"].concat(),
            [&pending, " waiting to upload, ", &refused, " not accepted"].concat(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_queue_is_counted_in_words() {
        let say = |pending, refused| counted(QueueCount { pending, refused }).zh;
        assert_eq!(say(3, 0), "待上传 3 条");
        assert_eq!(say(0, 1), "未被接受 1 条，请处理");
        assert_eq!(say(2, 1), "待上传 2 条，未被接受 1 条");
        assert!(say(0, 0).contains("平台已收"));
    }
}
