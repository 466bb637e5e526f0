//! Taking an item of the queue back, or putting its refusal away.

use domain::command::{Command, Origin};
use domain::fault::FieldFault;
use domain::sentence::Sentence;
use leptos::task::spawn_local;

use super::rescue::{Rescued, rescue};
use super::trouble::Trouble;
use crate::listing::Ground;
use crate::router;
use crate::workspace::Workspace;

/// 处理 — taking an item back, or putting its refusal away.
#[derive(Clone)]
pub struct Act {
    /// Whose queue.
    pub workspace: Workspace,
    /// Which item.
    pub origin: Origin,
    /// What it carries.
    pub command: Command,
    /// The listing on which it was given, where it is a correction of one.
    pub ground: Ground,
    /// Where a failure is told.
    pub trouble: Trouble,
    /// Whether it was never sent.
    pub taking_back: bool,
}

impl Act {
    /// What was typed goes into a draft first; then the item goes. With `open`
    /// the draft is opened.
    pub fn run(self, faults: &[FieldFault], open: bool) {
        let trouble = self.trouble;
        if !trouble.working.begin() {
            return;
        }
        let platform = self.workspace.platform().id.as_str();
        let rescued = self
            .workspace
            .drafts()
            .with_untracked(|drafts| rescue(&self.command, &self.ground, faults, drafts, platform));
        spawn_local(async move {
            let done = self.done(&rescued).await;
            trouble.working.end();
            let went = done.is_ok();
            trouble.tell(done.err());
            if let Some(first) = rescued.first().filter(|_| open && went) {
                router::navigate(&first.address);
            }
        });
    }

    async fn done(self, rescued: &[Rescued]) -> Result<(), Sentence> {
        let workspace = self.workspace;
        for Rescued { name, text, .. } in rescued {
            workspace.keep_draft_now(name, text).await?;
        }
        let gone = if self.taking_back {
            workspace.discard(self.origin).await
        } else {
            workspace.dismiss(self.origin).await
        };
        if gone.is_err() {
            // It may have been sent: a draft of it would be sent twice.
            for Rescued { name, .. } in rescued {
                workspace.keep_draft(name, String::new());
            }
        }
        gone
    }
}
