//! Drafts of one thing that several tabs have written: each is kept under a name of its
//! own, and a tab goes on with another's when the person says so.

use domain::field::Field;
use domain::json::{self, Value, member};
use domain::map::SortedMap;
use domain::review::Remark;
use domain::sentence::Sentence;
use leptos::task::spawn_local;

use super::{Workspace, kept};
use crate::components::{
    El, Tone, Weight, actions, asking_button, button, notice, remark_list, slot,
};
use crate::local_store::LocalStore;
use crate::replica::CommitFault;

/// A name for one more draft of what `name` is the draft of.
#[must_use]
pub fn free_beside(name: &str, drafts: &SortedMap<String, String>) -> String {
    (1_u32..)
        .map(|number| [name, ":", &number.to_string()].concat())
        .find(|free| !drafts.contains_key(free))
        .unwrap_or_default()
}

impl Workspace {
    /// Under which name this tab writes the draft `name`.
    fn own_name(self, name: &str) -> String {
        let beside = self.inner().beside.borrow().get(name).cloned();
        beside.unwrap_or_else(|| name.to_owned())
    }

    /// 本页草稿 — what this tab has written of the draft `name`, whatever others have.
    #[must_use]
    pub fn own_draft(self, name: &str) -> Option<String> {
        let own = self.own_name(name);
        if self.inner().unsaved_drafts.borrow().contains_key(name) {
            return self.draft(name);
        }
        self.draft(&own)
    }

    /// The same for a form of several pages: going from one to the next opens nothing anew.
    #[must_use]
    pub fn open_own_draft(self, name: &str) -> Option<String> {
        if self.own_name(name) == name {
            return self.open_draft(name);
        }
        self.own_draft(name)
    }

    /// Puts what this tab has written of `name` aside, for something else to take its place.
    ///
    /// # Errors
    /// Why this device could not keep it there.
    pub async fn set_draft_aside(self, name: &str) -> Result<(), Sentence> {
        let text = self.open_own_draft(name).unwrap_or_default();
        self.copy_aside(name, &text).await
    }

    async fn copy_aside(self, name: &str, text: &str) -> Result<(), Sentence> {
        if text.is_empty() {
            return Ok(());
        }
        let free = self
            .drafts
            .with_untracked(|drafts| free_beside(name, drafts));
        self.keep_draft_now(&free, text).await
    }
}

/// 别的草稿 — what others have written of one draft; they come when there are any.
#[derive(Clone)]
pub struct Beside {
    /// Where they are kept.
    pub workspace: Workspace,
    /// The draft's own name.
    pub name: String,
}

impl Beside {
    /// Whether there are any; reactive.
    #[must_use]
    pub fn any(&self) -> bool {
        let drafts = self.workspace.drafts();
        drafts.with(|drafts| drafts.keys().any(|other| self.is_other(other)))
    }

    fn is_other(&self, other: &str) -> bool {
        // Records' names may begin with those of others.
        let rest = other.strip_prefix(self.name.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
            && other != self.workspace.own_name(&self.name)
    }

    /// A notice for each in which something is written, to be gone on with or thrown away.
    #[must_use]
    pub fn view(self) -> El {
        slot(move || {
            let drafts = self.workspace.drafts().get();
            let others = drafts.iter().filter(|(other, _)| self.is_other(other));
            others
                .filter_map(|(other, text)| self.shown(other, text))
                .collect()
        })
    }

    fn shown(&self, other: &str, text: &str) -> Option<El> {
        let lines = written(text);
        if lines.is_empty() {
            return None;
        }
        let (beside, name) = (self.clone(), other.to_owned());
        let go_on = button(
            ("接着写这一份", "Go on with this one"),
            Weight::Secondary,
            move || {
                let (beside, name) = (beside.clone(), name.clone());
                spawn_local(async move {
                    // Where another tab writes just now, or the disk takes nothing, all stays
                    // as it is.
                    beside.take(&name).await;
                });
            },
        );
        let (workspace, name, text) = (self.workspace, other.to_owned(), text.to_owned());
        let discard = asking_button(
            ("放弃这一份", "Discard this one"),
            Weight::Quiet,
            ("放弃这一份草稿？", "Discard this draft?"),
            (
                "这一份里没有提交的内容不能找回。",
                "What was not submitted of it cannot be brought back.",
            ),
            move || {
                let (name, text) = (name.clone(), text.clone());
                spawn_local(async move {
                    // What another tab has written more of stays, and is shown.
                    write_over(workspace, &name, &text, "").await.ok();
                });
            },
        );
        Some(notice(
            Tone::Warning,
            (
                "本机还有另一份草稿，两份都留着",
                "There is another draft on this device; both are kept",
            ),
            vec![remark_list(&lines), actions(vec![go_on, discard])],
        ))
    }

    /// `other` takes the place of this tab's own draft, which stays as one more; the page
    /// begins anew with it.
    async fn take(&self, other: &str) -> Option<()> {
        kept().await;
        let (workspace, name) = (self.workspace, &self.name);
        // A tab whose own has given way before begins anew with the first.
        if other != name {
            let theirs = workspace.draft(other).unwrap_or_default();
            let first = workspace.draft(name).unwrap_or_default();
            // At no moment is one of the two on this device only half.
            workspace.copy_aside(name, &first).await.ok()?;
            write_over(workspace, name, &first, &theirs).await.ok()?;
            write_over(workspace, other, &theirs, "").await.ok()?;
        }
        web_sys::window()?.location().reload().ok()
    }
}

/// What is written in a registration or a review, at the fields.
fn written(text: &str) -> Vec<Remark> {
    let Some(draft) = Value::parse(text) else {
        return vec![];
    };
    let line = |field: Option<Field>, text: &Value<'_>| {
        let text = json::text(text).to_owned();
        (!text.is_empty()).then_some(Remark { field, text })
    };
    let mut lines = vec![];
    for fields in ["entry", "at"].map(|name| member(&draft, name)) {
        for field in Field::ALL {
            lines.extend(line(Some(field), member(fields, field.name())));
        }
    }
    lines.extend(line(None, member(&draft, "whole")));
    lines.extend(line(Some(Field::Reason), member(&draft, "reason")));
    lines
}

/// Writes a draft unless another tab has written it since; then this tab learns of that.
async fn write_over(
    workspace: Workspace,
    name: &str,
    known: &str,
    text: &str,
) -> Result<(), CommitFault> {
    let inner = workspace.inner();
    let mut batch = inner.replica.borrow().keep_draft(name, text);
    batch.only_over(name, known);
    let written = inner.store.commit(&batch).await;
    if written.is_err() {
        workspace.reload().await?;
    }
    let mut replica = inner.replica.borrow_mut();
    replica.committed(&batch, written?);
    workspace.publish_drafts(&replica);
    Ok(())
}
