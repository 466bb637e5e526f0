//! The way in from a form: a button, and behind it what is in the rest of the program.

use domain::listing::AttachmentRef;

use super::section::section;
use crate::components::{El, Weight, button, slot};
use crate::rest;
use crate::signals::*;
use crate::workspace::Workspace;

/// What makes the inside, once it is wanted.
type Inside = fn(Workspace, RwSignal<Vec<AttachmentRef>>, RwSignal<Option<usize>>) -> Vec<El>;

/// 附件入口 — a button on the form, in whose place the files come when it is pressed, or
/// where there are some already.
#[must_use]
pub fn door(
    workspace: Workspace,
    files: RwSignal<Vec<AttachmentRef>>,
    kind: RwSignal<Option<usize>>,
) -> El {
    let open = RwSignal::new(false);
    let enter = move || {
        rest::then(Box::new(move || {
            open.try_set(true);
        }));
    };
    if files.with_untracked(|files| !files.is_empty()) {
        enter();
    }
    slot(move || {
        if open.get() {
            return rest::apart(section as Inside)(workspace, files, kind);
        }
        let words = ("添加附件（选填）", "Add attachments (optional)");
        vec![button(words, Weight::Secondary, enter)]
    })
}
