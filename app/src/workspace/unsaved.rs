//! Drafts that this device does not take: it is said across the page, why, and what to
//! do; meanwhile it is tried again.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use leptos::task::spawn_local;

use super::{OPEN, Workspace};
use crate::components::{El, Icon, Weight, button, div, el, icon, slot};
use crate::replica::CommitFault;
use crate::signals::*;

/// Milliseconds until what could not be saved is tried again.
const AGAIN: u32 = 5_000;

/// 草稿存否 — whether everything typed is on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// All of it.
    Kept,
    /// The last of it is on its way.
    Saving,
    /// Not all of it: there is no room left.
    Full,
    /// Not all of it: the browser does not write it down.
    Failed,
}

thread_local! {
    /// Whose drafts could not be saved the last time.
    static UNSAVED: ArcRwSignal<Option<Workspace>> = ArcRwSignal::new(None);
}

impl Saved {
    /// What it is after this fault.
    fn without(fault: &CommitFault) -> Self {
        match fault {
            CommitFault::Full => Self::Full,
            _ => Self::Failed,
        }
    }
}

/// Why it is not saved, and what to do; none where it is, or may yet be.
fn words(saved: Saved) -> Option<(&'static str, &'static str)> {
    match saved {
        Saved::Kept | Saved::Saving => None,
        Saved::Full => Some((
            "草稿没有存到本机：存储空间不足。请不要关掉这一页，清理设备上的其他文件；有了空间会自动存下。",
            "Draft not saved: this device has no room left. Keep this page open and remove other files; it is saved by \
             itself once there is room.",
        )),
        Saved::Failed => Some((
            "草稿没有存到本机：浏览器没能写下。请不要关掉这一页，正在不断再试；如仍不行，请先抄下内容。",
            "Draft not saved: the browser did not write it down. Keep this page open, it is being tried again; if that \
             does not help, copy out what you typed.",
        )),
    }
}

/// Whether something typed is not in the store of this name.
pub(super) fn any_unsaved(database: &str) -> bool {
    OPEN.with(|open| {
        open.borrow().iter().any(|inner| {
            inner.store.name() == database
                && !inner.closed.get()
                && !inner.unsaved_drafts.borrow().is_empty()
        })
    })
}

impl Workspace {
    /// What was typed could not be saved: that is said, and it is tried again.
    #[inline(never)]
    pub(super) fn not_saved(self, fault: CommitFault) {
        if self.inner().unsaved_drafts.borrow().is_empty() {
            // It has been saved or given up since.
            return;
        }
        self.draft_saved.set(Saved::without(&fault));
        UNSAVED.with(|unsaved| unsaved.set(Some(self)));
        if self.inner().trying_again.replace(true) {
            return;
        }
        Timeout::new(AGAIN, move || {
            self.inner().trying_again.set(false);
            self.save_again();
        })
        .forget();
    }

    /// Tries once more to save what could not be saved.
    fn save_again(self) {
        let inner = self.inner();
        if inner.closed.get() {
            UNSAVED.with(|unsaved| unsaved.set(None));
        } else if !inner.unsaved_drafts.borrow().is_empty() && !inner.saving_drafts.replace(true) {
            spawn_local(self.save_drafts());
        }
    }
}

/// What is said across the page while a draft cannot be saved.
#[must_use]
pub fn unsaved() -> El {
    let whose = UNSAVED.with(Clone::clone);
    let of = whose.clone();
    let state = Memo::new(move |_| of.get().map(|workspace| workspace.draft_saved().get()));
    let whose = Rc::new(whose);
    slot(move || {
        let Some(words) = state.get().and_then(words) else {
            return vec![];
        };
        let whose = Rc::clone(&whose);
        let again = button(
            ("再试一次", "Try again"),
            Weight::Secondary,
            move || {
                if let Some(workspace) = whose.get_untracked() {
                    workspace.save_again();
                }
            },
        );
        let wrap = div("wrap")
            .child(icon(Icon::Wrong))
            .child(el("p").text(words))
            .child(again);
        vec![div("banner unsaved").child(wrap)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_that_is_not_saved_is_said_not_to_be_and_why() {
        let said = |fault: CommitFault| words(Saved::without(&fault)).unwrap_or_default();
        let (zh, en) = said(CommitFault::Full);
        assert!(zh.contains("没有存到本机：存储空间不足"), "{zh}");
        assert!(en.contains("not saved") && en.contains("no room"), "{en}");
        for fault in [CommitFault::Locked, CommitFault::Unavailable(String::new())] {
            let (zh, en) = said(fault);
            assert!(zh.contains("没有存到本机：浏览器没能写下"), "{zh}");
            assert!(en.contains("not saved"), "{en}");
        }
        assert_eq!([Saved::Kept, Saved::Saving].map(words), [None, None]);
    }
}
